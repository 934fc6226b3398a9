"""What another version of the rules would change: field by field, against what the tables hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import polars as pl

from crawler.demo.compare import differences
from crawler.demo.replicas import replicas
from extract.page import Page
from extract.publisher import HostRole, Publisher
from extract.read import read_page
from extract.record import Record
from storage import keys
from storage.schema import arrow_schema
from storage.tables import open_table

if TYPE_CHECKING:
    from storage.bucket import Bucket

FIELDS = (
    "outcome", "title", "subtitle", "kicker", "text_digest", "published", "source", "authors",
    "correspondents", "editors", "column", "script", "verdict",
)  # fmt: skip
MAX_LOST = 0.01
"""Share of articles that may stop being articles."""
MAX_EMPTIED = 0.02
"""Share of articles that may lose a field that they had."""
_SHOWN, _LONGEST = 5, 120
_KEPT = ("outcome", "published", "authors", "source", "title")
"""Fields whose loss counts, outcome apart."""
_LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
_ROLES: dict[str, HostRole] = {"publisher": "publisher", "mirror": "mirror", "unknown": "unknown"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    field: str
    changed: int
    emptied: int
    """Records that had a value and have none now."""
    samples: tuple[str, ...]
    """`address: before → after`."""


@dataclass(frozen=True, slots=True)
class Comparison:
    compared: int
    differing: int
    fields: tuple[FieldChange, ...]
    outcomes: dict[str, int]
    """`before → after` to records, where they differ."""
    golden: tuple[str, ...]
    """What isn't as it should be on the project's own pages."""
    damaged: tuple[str, ...]
    failed: tuple[str, ...]
    """Why it may not be promoted; empty when it may."""


def differing(bucket: Bucket, run: str) -> pl.LazyFrame:
    """Return old and new `FIELDS` (new ones end in `_new`) of each record that was read again."""
    new = scan_new(bucket, run).select("article_id", "url", *_fields())
    both = _held(bucket).join(new, on="article_id", how="inner", suffix="_new")
    return both.with_columns(
        pl.col(name).ne_missing(pl.col(f"{name}_new")).alias(f"{name}_differs") for name in FIELDS
    )


def compare(bucket: Bucket, run: str, damaged: tuple[str, ...] = ()) -> Comparison:
    """Compare a run's records with those held; what it says fails or passes the run."""
    found = differing(bucket, run)
    sums = _sums(found)
    compared, any_differs = int(sums["compared"]), int(sums["differing"])
    changes = tuple(
        FieldChange(
            name,
            int(sums[f"{name}_changed"]),
            int(sums[f"{name}_emptied"]),
            _samples(found, name) if sums[f"{name}_changed"] else (),
        )
        for name in FIELDS
    )
    outcomes = _outcomes(found)
    golden = tuple(_golden())
    return Comparison(
        compared, any_differs, changes, outcomes, golden, damaged,
        tuple(_failures(compared, changes, outcomes, golden)),
    )  # fmt: skip


def scan_new(bucket: Bucket, run: str) -> pl.LazyFrame:
    """Return the records that a run has read."""
    pattern = bucket.uri(keys.reextracted(run, "records/*.parquet"))
    options = _polars_options(bucket)
    return pl.scan_parquet(pattern, storage_options=options)


def _polars_options(bucket: Bucket) -> dict[str, str]:
    return {k: v for k, v in bucket.storage_options().items() if k.startswith("AWS_")}


def _fields() -> list[pl.Expr]:
    plain = [pl.col(name) for name in FIELDS if name != "verdict"]
    return [*plain, pl.col("poison").struct.field("verdict").alias("verdict")]


def _held(bucket: Bucket) -> pl.LazyFrame:
    frames = [
        pl.scan_delta(table).select("article_id", "fetched_at", *_fields())
        for key in (keys.ARTICLES, keys.QUARANTINE, keys.REJECTIONS)
        if (table := open_table(bucket, key)) is not None
    ]
    if not frames:
        empty = pl.from_arrow(arrow_schema(Record).empty_table())
        assert isinstance(empty, pl.DataFrame)  # noqa: S101  # a table never becomes a Series
        return empty.lazy().select("article_id", *_fields())
    # an article hides what its address was set aside for before
    first = pl.concat(frames[:1])
    rest = pl.concat(frames[1:]) if frames[1:] else first.clear()
    latest = rest.sort("fetched_at").unique("article_id", keep="last")
    return pl.concat([first, latest.join(first, on="article_id", how="anti")]).drop("fetched_at")


def _sums(found: pl.LazyFrame) -> dict[str, Any]:
    flags = [pl.col(f"{name}_differs") for name in FIELDS]
    sums = [pl.len().alias("compared"), pl.any_horizontal(flags).sum().alias("differing")]
    for name in FIELDS:
        sums.append(pl.col(f"{name}_differs").sum().alias(f"{name}_changed"))
        emptied = _empty(found, f"{name}_new") & ~_empty(found, name)
        sums.append((emptied & pl.col(f"{name}_differs")).sum().alias(f"{name}_emptied"))
    row: dict[str, Any] = found.select(sums).collect(engine="streaming").to_dicts()[0]
    return {name: value or 0 for name, value in row.items()}


def _empty(found: pl.LazyFrame, name: str) -> pl.Expr:
    column = pl.col(name)
    if isinstance(found.collect_schema()[name], pl.List):
        return column.list.len().fill_null(0) == 0
    return column.is_null()


def _samples(found: pl.LazyFrame, name: str) -> tuple[str, ...]:
    differs = found.filter(pl.col(f"{name}_differs")).select("url", name, f"{name}_new")
    rows = differs.head(_SHOWN).collect(engine="streaming").iter_rows()
    return tuple(f"{url}: {_short(before)} → {_short(after)}" for url, before, after in rows)


def _short(value: object) -> str:
    return "none" if value is None else str(value)[:_LONGEST]


def _outcomes(found: pl.LazyFrame) -> dict[str, int]:
    moved = found.filter(pl.col("outcome_differs")).group_by("outcome", "outcome_new").len()
    rows = moved.collect(engine="streaming").sort("outcome", "outcome_new").iter_rows()
    return {f"{before} → {after}": count for before, after, count in rows}


def _golden() -> list[str]:
    """Read the project's own damaged pages, and say what isn't as it was printed."""
    records = []
    for site in (replica.site for replica in replicas()):
        path, served = next(item for item in site.pages.items() if item[0] not in site.starts)
        headers = {"content-type": served.content_type}
        page = Page(f"http://golden.example{path}", 200, served.body, _LONG_AGO, headers)
        records.append(read_page(page, Publisher(site_id=site.id, role=_ROLES[site.role])))
    return differences(records, replicas())


def _failures(
    compared: int,
    changes: tuple[FieldChange, ...],
    outcomes: dict[str, int],
    golden: tuple[str, ...],
) -> list[str]:
    out = [f"golden pages: {len(golden)} differ, first {golden[0]}"] if golden else []
    lost = sum(n for moved, n in outcomes.items() if moved.startswith("article →"))
    if lost > MAX_LOST * compared:
        out.append(f"{lost} of {compared} records would stop being articles")
    out += [
        f"{change.field}: {change.emptied} of {compared} would lose it"
        for change in changes
        if change.field in _KEPT and change.emptied > MAX_EMPTIED * compared
    ]
    return out if compared else [*out, "nothing was read again"]
