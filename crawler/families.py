"""How the addresses of a site's articles look."""

import re
from collections.abc import Callable
from functools import cache

from crawler.errors import ConfigurationError
from crawler.site import Site
from crawler.threads import THREAD, is_thread
from extract.canonical import canonical_url
from extract.rules_files import load

# Founder's: content_123.htm, nw.D110000gmrb_20110310_3-06.htm, con/202611/24/content_123.html
_PAPERS = (
    r"(?:^|/)(?:content_\d+(?:_\d+)*|nw\.D\w+(?:-\w+)?|c\d{4,}|con(?:tent)?/\d{6}/\d{2}/\w+)"
    r"\.s?html?(?:\?.*)?$"
)


def article_test(site: Site) -> Callable[[str], bool]:
    """Return what tells whether an address is one of the site's articles by its looks."""
    pattern = article_pattern(site)

    def is_article(url: str) -> bool:
        found = site.covers(url) and fits(pattern, url)
        return found and (site.spider != "forum" or is_thread(url))

    return is_article


def article_pattern(site: Site) -> re.Pattern[str]:
    """Return the site's own pattern, else what its spider or its family goes by.

    Raises `ConfigurationError` for a family without a pattern where the spider needs one.
    """
    # servers that ignore case link to one page in several ways
    return re.compile(site.article or _usual(site), re.IGNORECASE)


def _usual(site: Site) -> str:
    if site.spider == "forum":
        return THREAD
    if site.spider == "epaper":
        return f"{_PAPERS}|{_of_family(site)}" if site.family else _PAPERS
    if site.spider == "pages":
        return article_patterns().get(site.family, "")
    if site.spider == "feed" or (site.spider == "sitemap" and not site.family):
        return ""  # whatever they name
    known = article_patterns().values()
    return _of_family(site) if site.family else "|".join(f"(?:{pattern})" for pattern in known)


def _of_family(site: Site) -> str:
    known = article_patterns()
    if site.family not in known:
        raise ConfigurationError(
            f"site {site.id}: no article pattern is known for family {site.family!r}: "
            f"give `article`, or one of {', '.join(known)}"
        )
    return known[site.family]


def fits(pattern: re.Pattern[str], url: str) -> bool:
    """Whether an address fits a pattern as it is, or without what its link was tracked by."""
    more = "?" in url or ";" in url
    return bool(pattern.search(url) or (more and pattern.search(canonical_url(url))))


@cache
def article_patterns() -> dict[str, str]:
    """Return the patterns that a site file gets by naming its family."""
    rules = load("families.toml")
    return {name: family["article"] for name, family in rules.items() if "article" in family}
