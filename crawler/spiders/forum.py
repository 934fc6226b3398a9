"""Discuz forums: the opening post of each thread that a board lists."""

import re
from typing import Any

from crawler.spiders.listing import ListingSpider

# X2 to X3.5: thread-TID-PAGE-1.html, or forum.php and, before X, viewthread.php with tid=
_THREAD = re.compile(r"/thread-(\d+)-|[?&]tid=(\d+)")
DISCUZ_THREAD = (
    r"/thread-\d+-1(?:-\d+)?\.html$|viewthread(?:\.php\?|&)(?:[^#]*&)?tid=\d+(?!.*&page=)"
)


class ForumSpider(ListingSpider):
    name = "forum"

    def article_pattern(self) -> str:
        return self.site.article or DISCUZ_THREAD

    def key(self, url: str) -> str:
        """Return a thread's number, since it has many addresses."""
        found: Any = _THREAD.search(url)
        return f"tid={found[1] or found[2]}" if found else super().key(url)
