"""Ways in that need no list pages: forums' boards, papers' issues, feeds, sitemaps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from crawler.lists.feeds import read_feed, unpacked
from crawler.lists.hrefs import absolute, day_in_url
from crawler.lists.links import Link, ListPage
from crawler.spiders.sitemap import read_sitemap
from crawler.survey.words import (
    LONGEST_NAME,
    is_board_unwanted,
    is_off_limits,
    is_paging,
    is_textless,
    paper_signs,
)
from crawler.threads import board_number
from extract.document import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crawler.survey.views import View
    from crawler.survey.visits import Visits

_BOARD = re.compile(
    r"/forum-\d+-1\.html|[?&;]mod=forumdisplay\b.*fid=\d+|/forumdisplay\.php\?.*fid="
)
_FILTERED = re.compile(r"[?&;](?:filter|typeid|sortid|orderby|digest)=")
_PAGE = re.compile(r"&page=\d+|(?<=\?)page=\d+&")
_THREADS = re.compile(r"/thread-\d+-\d+|mod=viewthread|viewthread\.php|postmessage_\d+")
_FEED = re.compile(r"(?i)(?:rss|feed|atom)[\w/-]*(?:\.xml|\.php|\.aspx|/)?$|\.(?:rss|atom)$")
_USUAL_FEEDS = ("/feed/", "/rss.xml", "/feed.xml", "/atom.xml", "/rss/", "/rss", "/index.xml")
_ISSUE_PAGE = re.compile(r"(?i)node_\d+|nbs\.D\d+|/layout/|page_?\d+\.")
_CALLED_SO = re.compile(r"\d\s*版|版面|[上下前后]一?期|^第?\d{1,2}$")
_PAPER = 2
_MOST_FILES = 8


@dataclass(frozen=True, slots=True)
class Way:
    """Where a spider other than the listing one begins, and what is to be had there."""

    starts: dict[str, str]
    """Address to a comment."""
    links: tuple[Link, ...]


def forum_boards(views: Iterable[View]) -> Way | None:
    """Return a Discuz forum's boards."""
    boards: dict[str, str] = {}
    threads: list[Link] = []
    addresses: dict[str, str] = {}
    for view in views:
        for link in view.links:
            if _BOARD.search(link.url):
                if _FILTERED.search(link.url):
                    continue
                url = _PAGE.sub("", link.url)
                url = addresses.setdefault(board_number(url) or url, url)
                name = boards.get(url, "")
                said = "" if len(link.text) > LONGEST_NAME or is_paging(link.text) else link.text
                boards[url] = max(name, said, key=len)
            elif _THREADS.search(link.url) and not is_off_limits(link.url):
                threads.append(link)
    wanted = {
        url: name
        for url, name in boards.items()
        if not (is_board_unwanted(name) or is_textless(name))
    }
    return Way(wanted, tuple(threads)) if wanted and threads else None


def paper_issues(views: Sequence[View]) -> Way | None:
    """Return the entry of a digital newspaper: pages by day that name the paper's pages."""
    entry = views[0]
    framed = {link.url for link in entry.links} <= set(entry.frames)
    shown = next((v for v in views if framed and v.url in entry.frames), entry)
    if not isinstance(shown.opened, ListPage):
        return None
    said = paper_signs(text_of(shown.opened.root))
    layout = day_in_url(shown.url) is not None and _ISSUE_PAGE.search(shown.url) is not None
    if said < _PAPER and not (layout and said):
        return None
    dated = {link.url: link for view in views for link in view.links if day_in_url(link.url)}
    pages = [u for u, at in dated.items() if _ISSUE_PAGE.search(u) or _CALLED_SO.search(at.text)]
    return Way({entry.url: "the newest issue"}, tuple(dated.values())) if len(pages) > 1 else None


def feeds(views: Iterable[View], visits: Visits) -> Way | None:
    """Return the feeds that pages name, else those at the usual addresses."""
    named = list(dict.fromkeys(url for view in views for url in _named_feeds(view)))
    for addresses in (named, [urljoin(next(iter(views)).url, path) for path in _USUAL_FEEDS]):
        starts: dict[str, str] = {}
        links: dict[str, Link] = {}
        for url in addresses:
            page = visits.page(url) if visits.covers(url) else None
            items = read_feed(page).items if page is not None else ()
            new = [link for link in items if link.url not in links and visits.covers(link.url)]
            if new:
                starts[url] = f"{len(items)} items"
                links |= {link.url: link for link in new}
        if starts:
            return Way(starts, tuple(links.values()))
    return None


def _named_feeds(view: View) -> Iterator[str]:
    if not isinstance(view.opened, ListPage):
        return
    for link in view.opened.root.iter("link"):
        kind = (link.get("type") or "").lower()
        url = absolute(view.opened.base, link.get("href") or "")
        if url and ("rss" in kind or "atom" in kind):
            yield url
    for each in view.links:
        if "rss" in each.text.lower() or _FEED.search(urlsplit(each.url).path):
            yield each.url


def sitemap(entry: str, visits: Visits) -> Way | None:
    """Return the sitemaps that robots.txt names, else the one at the usual address."""
    named = re.findall(r"(?im)^\s*sitemap\s*:\s*(\S+)", visits.robots_text)
    starts: dict[str, str] = {}
    links: dict[str, Link] = {}
    for url in named or [urljoin(entry, "/sitemap.xml")]:
        found = list(_read(url, visits))
        if found:
            starts[url] = f"{len(found)} addresses" + ("" if named else ", not named in robots.txt")
            links |= {link.url: link for link in found}
    return Way(starts, tuple(links.values())) if starts else None


def _read(url: str, visits: Visits) -> Iterator[Link]:
    files, read = [url], 0
    while files and read < _MOST_FILES:
        page = visits.page(files.pop(0))
        read += 1
        if page is not None:
            further, rows = read_sitemap(unpacked(page))
            files += [url for url, _ in further]
            yield from (link for link, _ in rows if visits.covers(link.url))
