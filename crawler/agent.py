"""As whom the crawler asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = "cppcc-crawler/0.1"


def user_agent(environ: Mapping[str, str]) -> str:
    """Return the user agent, with `CPPCC_CONTACT` so that a site's owner can write to someone."""
    contact = environ.get("CPPCC_CONTACT")
    return f"{_NAME} (+{contact})" if contact else _NAME
