"""The day that a list prints beside an article, for one that prints none itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING

from extract.metadata.dates import CHINA
from extract.reasons import Reason
from extract.record import Outcome, Precision

if TYPE_CHECKING:
    from datetime import date

    from extract.record import Record

LIST = "list"
"""What stands in `provenance` as the evidence of such a day."""


def dated(record: Record, day: date | None) -> Record:
    """Give an article without a date of its own the one that its list prints."""
    if day is None or record.published is not None or record.outcome is Outcome.REJECTED:
        return record
    return replace(
        record,
        published=datetime.combine(day, time.min, CHINA),
        published_precision=Precision.DAY,
        provenance={**record.provenance, "published": LIST},
        reasons=tuple(reason for reason in record.reasons if reason is not Reason.NO_DATE),
    )
