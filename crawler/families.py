"""How the addresses of a site's articles look, and how its lists go on."""

import re
from functools import cache

from crawler.errors import ConfigurationError
from crawler.site import Paging, Site
from extract.canonical import canonical_url
from extract.rules_files import load


def article_pattern(site: Site) -> str:
    """Return the site's own pattern, else its family's, else one for all families.

    Raises `ConfigurationError` for a family without a pattern.
    """
    if site.article:
        return site.article
    known = article_patterns()
    if not site.family:
        return "|".join(f"(?:{pattern})" for pattern in known.values())
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


def family_paging(site: Site) -> Paging:
    """Return how the site's lists go on: its own keys, over its family's."""
    family = load("families.toml").get(site.family, {}).get("list", {})
    return Paging.model_validate(family | site.list.model_dump(exclude_unset=True))


@cache
def article_patterns() -> dict[str, str]:
    """Return the patterns that a site file gets by naming its family."""
    rules = load("families.toml")
    return {name: family["article"] for name, family in rules.items() if "article" in family}
