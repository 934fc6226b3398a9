"""What another version of the rules would change: field by field, against what the tables hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from crawler.reextraction.golden import golden_differences
from crawler.reextraction.pairs import FIELDS, LONG, differing, texts, unmatched
from storage.changes import edit_summary

if TYPE_CHECKING:
    from storage.bucket import Bucket

MAX_LOST = 0.01
"""Share of articles that may stop being articles."""
MAX_EMPTIED = 0.02
"""Share of articles that may lose a field that they had."""
_SHOWN, _LONGEST = 5, 120
_KEPT = ("outcome", "published", "authors", "source", "title")
"""Fields whose loss counts, outcome apart."""


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
    unmatched: int
    """Records that were read again under an id that isn't held; they are not promoted."""
    golden: tuple[str, ...]
    """What isn't as it should be on the project's own pages."""
    damaged: tuple[str, ...]
    """Some of the records that couldn't be read, with the reason."""
    damages: int
    failed: tuple[str, ...]
    """Why it may not be promoted; empty when it may."""


def compare(
    bucket: Bucket, run: str, damaged: tuple[str, ...] = (), damages: int = 0
) -> Comparison:
    """Compare a run's records with those held; what it says fails or passes the run."""
    found = differing(bucket, run)
    sums = _sums(found)
    compared, any_differs = int(sums["compared"]), int(sums["differing"])
    changes = tuple(
        FieldChange(
            name,
            int(sums[f"{name}_changed"]),
            int(sums[f"{name}_emptied"]),
            _samples(found, name, (bucket, run)) if sums[f"{name}_changed"] else (),
        )
        for name in FIELDS
    )
    outcomes, strange = _outcomes(found), unmatched(bucket, run)
    golden = tuple(golden_differences())
    failed = _failures(compared, changes, outcomes, golden)
    if strange > MAX_LOST * compared:
        failed.append(f"{strange} records would have another id beside the {compared} compared")
    return Comparison(
        compared, any_differs, changes, outcomes, strange, golden, damaged, damages,
        tuple(failed),
    )  # fmt: skip


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


def _samples(found: pl.LazyFrame, name: str, run: tuple[Bucket, str]) -> tuple[str, ...]:
    differs = found.filter(pl.col(f"{name}_differs"))
    first = differs.select("article_id", "url", name, f"{name}_new").head(_SHOWN)
    rows = first.collect(engine="streaming")
    if name == "text":
        both = texts(*run, rows["article_id"].to_list())
        return tuple(f"{u}: {edit_summary((None, None), (old, new))}" for u, old, new in both)
    if name in LONG:
        return ()
    return tuple(f"{u}: {_short(old)} → {_short(new)}" for _, u, old, new in rows.iter_rows())


def _short(value: object) -> str:
    return "none" if value is None else str(value)[:_LONGEST]


def _outcomes(found: pl.LazyFrame) -> dict[str, int]:
    moved = found.filter(pl.col("outcome_differs")).group_by("outcome", "outcome_new").len()
    rows = moved.collect(engine="streaming").sort("outcome", "outcome_new").iter_rows()
    return {f"{before} → {after}": count for before, after, count in rows}


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
