"""Pages of a site that show spam in place of what was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.read import read_page
from extract.record import Verdict

if TYPE_CHECKING:
    from extract.page import Page
    from extract.publisher import Publisher

MOVED = "where the site has moved, give its file the new `hosts` and `starts`"
_LONGEST = 200


def shown_spam(page: Page, publisher: Publisher | None = None) -> str:
    """Return what a page without articles advertises; empty where it advertises nothing."""
    poison = (read_page(page, publisher) if publisher else read_page(page)).poison
    if poison.verdict is not Verdict.POISONED:
        return ""
    return (", ".join(poison.evidence.values()) or ", ".join(poison.signals))[:_LONGEST]
