"""Addresses that links name: where they lead, what of them says nothing, the day they carry."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from extract.canonical import is_campaign, is_tracking

if TYPE_CHECKING:
    from collections.abc import Callable

_IN_URL = re.compile(
    # a month of one digit runs into nothing: 2026/512 is a number
    r"(?<!\d)(20\d\d|19[89]\d)[-/_]?(?:(0[1-9]|1[0-2])[-/_]?|([1-9])[-/_])"
    r"(0[1-9]|[12]\d|3[01]|[1-9](?=/))(?!\d)"
)
_LONGEST_KEPT = 2000
"""Characters of an address that is remembered: a hostile page's may have millions."""


def absolute(base: str, href: str) -> str | None:
    """Return the web address that `href` means on a page at `base`, None where it means none."""
    kept = len(base) + len(href) <= _LONGEST_KEPT
    return _joined(base, href) if kept else _joined.__wrapped__(base, href)


@lru_cache(maxsize=4096)  # a page is asked for its links more than once
def _joined(base: str, href: str) -> str | None:
    href = href.strip().replace("\n", "").replace("\t", "")
    if not href or href.lower().startswith(("javascript:", "mailto:", "#", "data:", "tel:")):
        return None
    try:
        url = urljoin(base, href)
    except ValueError:
        return None
    return url.partition("#")[0] if url.lower().startswith(("http://", "https://")) else None


def without_campaign(url: str) -> str:
    """Return an address without what only counts where its link was followed from."""
    return _without(url, is_campaign) if "?" in url else url


def untracked(url: str) -> str:
    """Return an address without the parameters that tell where its link stood, or whose it is."""
    return _without(url, is_tracking) if "?" in url else url


def _without(url: str, is_dropped: Callable[[str], bool]) -> str:
    address, _, query = url.partition("?")
    kept = [field for field in query.split("&") if not is_dropped(field)]
    return address + (f"?{'&'.join(kept)}" if kept else "")


def day_in_url(url: str) -> date | None:
    """Return the day that an address names, as most systems' do."""
    for found in _IN_URL.finditer(url.partition("://")[2].partition("/")[2]):
        try:
            return date(int(found[1]), int(found[2] or found[3]), int(found[4]))
        except ValueError:
            continue
    return None
