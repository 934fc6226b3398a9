"""What the tables say of an article beside its record: when and by which runs it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003  # `storage.types` reads it at run time
from typing import Annotated, Any

import pyarrow as pa

from extract.record import Record
from storage.schema import arrow_schema


@dataclass(frozen=True, slots=True)
class Lineage:
    """Columns that `tables/articles` has after those of the record."""

    ingest_month: Annotated[str, "month of first_seen, YYYY-MM in UTC: the partition"]
    first_run_id: Annotated[str, "run that brought the first revision"]
    run_id: Annotated[str, "run that brought this revision"]
    refreshed_at: Annotated[datetime, "start of the run that confirmed or changed it last, UTC"]


@dataclass(frozen=True, slots=True)
class Superseded:
    """Columns that `tables/article_revisions` has after those of an article."""

    superseded_at: Annotated[datetime, "capture that showed the change, UTC"]
    superseded_by: Annotated[str, "run that saw the change"]
    changes: Annotated[
        tuple[str, ...],
        "what the next revision changed: title, text, deleted, set_aside, restored",
    ]
    summary: Annotated[str | None, "the change in a line: title: A → B; text: −C +D"] = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Column that `tables/quarantine` and `tables/rejections` have after those of the record."""

    run_id: Annotated[str, "run that fetched it"]


def joined_schema(*row_types: Any) -> pa.Schema:
    return pa.schema([column for row_type in row_types for column in arrow_schema(row_type)])


ARTICLES = joined_schema(Record, Lineage)
ARTICLE_REVISIONS = joined_schema(Record, Lineage, Superseded)
SET_ASIDE = joined_schema(Record, Origin)
