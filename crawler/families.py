"""How the addresses of a site's articles look."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from crawler.errors import ConfigurationError
from crawler.site import Paging, Site


def article_pattern(site: Site) -> str:
    """Return the site's own pattern, else its family's, else one for all families.

    Raises `ConfigurationError` for a family without a pattern.
    """
    if site.article:
        return site.article
    known = _patterns()
    if not site.family:
        return "|".join(f"(?:{pattern})" for pattern in known.values())
    if site.family not in known:
        raise ConfigurationError(
            f"site {site.id}: no article pattern is known for family {site.family!r}: "
            f"give `article`, or one of {', '.join(known)}"
        )
    return known[site.family]


def family_paging(site: Site) -> Paging:
    """Return how the site's lists go on: its own keys, over its family's."""
    family = _families().get(site.family, {}).get("list", {})
    return Paging.model_validate(family | site.list.model_dump(exclude_unset=True))


@cache
def _patterns() -> dict[str, str]:
    return {name: family["article"] for name, family in _families().items()}


@cache
def _families() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("families.toml").read_text("utf-8"))
