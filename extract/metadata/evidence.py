"""Where on a page something may stand that credits the article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from extract.metadata.tags import HeadTags


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where credits may stand, the nearest to the title first."""

    tags: HeadTags | None
    near_title: Sequence[str]
    body: Sequence[str]
    """Lines of the text."""
    after: Sequence[str]
    """Lines taken off the body's ends, and those behind it."""
    url: str
    fetched_at: datetime
    source: str = ""
    """The page's markup, scripts included."""
