"""How the addresses of a site's articles look."""

import tomllib
from functools import cache
from pathlib import Path

from crawler.errors import ConfigurationError
from crawler.site import Site


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


@cache
def _patterns() -> dict[str, str]:
    families = tomllib.loads(Path(__file__).with_name("families.toml").read_text("utf-8"))
    return {name: family["article"] for name, family in families.items()}
