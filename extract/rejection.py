"""Records of pages that were not read, light enough for those who only pass pages on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extract.canonical import canonical_url
from extract.reasons import Reason
from extract.record import Outcome, Record, article_id

if TYPE_CHECKING:
    from extract.page import Page
    from extract.publisher import Publisher

EXTRACTOR = "10"
"""Version of the rules: one more whenever the same bytes may give another record."""


def failed(page: Page, publisher: Publisher, failure: str) -> Record:
    """Return the record of a page on which the extractor, or the process it ran in, failed."""
    record = rejected(page, publisher, Reason.EXTRACTOR_FAILED)
    return replace(record, provenance={"error": failure[:200]})


def rejected(page: Page, publisher: Publisher, *reasons: Reason) -> Record:
    """Return the record of a page of which nothing is known but where it came from."""
    canonical = canonical_url(page.url)
    return Record(
        article_id=article_id(publisher.site_id, canonical),
        site_id=publisher.site_id,
        url=page.url,
        canonical_url=canonical,
        outcome=Outcome.REJECTED,
        fetched_at=page.fetched_at,
        region=publisher.region or None,
        extractor=EXTRACTOR,
        reasons=reasons,
    )
