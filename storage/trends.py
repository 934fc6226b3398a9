"""Holding what is new against what readers have: volume, poison, lengths, gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from storage.check import Check, Status, first_urls, passed_if

if TYPE_CHECKING:
    from storage.brought import Brought
    from storage.manifest import Manifest

ENOUGH = 50
"""Articles on both sides, without which a comparison says nothing."""
MAX_LOST = 0.005
"""Share of the released articles that may be missing: deletions keep their rows."""
MAX_BURST = 20
"""Times the articles of all releases so far that one release may bring without a word."""
MAX_POISONED_MORE = 0.2
"""A site that was hijacked adds less; a detector gone wrong adds more."""
MAX_GAPS_MORE = 0.3
MAX_DRIFT = 3.0
"""Factor between median lengths; a broken body rule gives scraps, or whole pages."""
PUBLISHER = pl.col("host") != "mirror"


def trends(seen: Brought, latest: Manifest | None) -> list[Check]:
    """Compare articles that wait for release with those released."""
    return [
        _volume(seen, latest),
        _poison(seen),
        _gaps("sources", seen, pl.col("unsourced")),
        _gaps("undated", seen, pl.col("published").is_null()),
        _lengths(seen),
        *_site_lengths(seen),
    ]


def _volume(seen: Brought, latest: Manifest | None) -> Check:
    """Rows may be added and replaced; a table with fewer than readers have has lost some."""
    if latest is None or not latest.articles:
        return passed_if(holds=True, name="volume", detail=f"{seen.rows.height} are the first")
    held = seen.rows.height + seen.earlier.height
    detail = f"{held} articles, {latest.articles} released, {seen.rows.height} new or changed"
    if held < latest.articles * (1 - MAX_LOST):
        return Check("volume", Status.FAILED, detail)
    burst = seen.rows.height > max(ENOUGH, MAX_BURST * latest.articles)
    return passed_if(not burst, "volume", detail, otherwise=Status.WARNED)


def _poison(seen: Brought) -> Check:
    new, old = seen.rows.filter(PUBLISHER), seen.earlier.filter(PUBLISHER)
    poisoned = pl.col("verdict") == "poisoned"
    return _more("poison", new, old, poisoned, MAX_POISONED_MORE)


def _gaps(name: str, seen: Brought, gap: pl.Expr) -> Check:
    return _more(name, seen.rows, seen.earlier, gap, MAX_GAPS_MORE)


def _more(name: str, new: pl.DataFrame, old: pl.DataFrame, what: pl.Expr, most: float) -> Check:
    found = new.filter(what)
    if min(new.height, old.height) < ENOUGH:
        return Check(name, Status.PASSED, f"{found.height} of {new.height}; too few to compare")
    share, before = found.height / new.height, old.filter(what).height / old.height
    return passed_if(
        share - before <= most,
        name,
        f"{share:.0%} of {new.height}, {before:.0%} before{first_urls(found)}",
    )


def _lengths(seen: Brought) -> Check:
    if min(seen.rows.height, seen.earlier.height) < ENOUGH:
        return Check("lengths", Status.PASSED, "too few to compare")
    new, old = _median(seen.rows), _median(seen.earlier)
    odd = seen.rows.filter(~pl.col("length").is_between(old / MAX_DRIFT, old * MAX_DRIFT))
    return passed_if(
        _alike(new, old),
        "lengths",
        f"median {new:.0f} characters, {old:.0f} before{first_urls(odd)}",
    )


def _site_lengths(seen: Brought) -> list[Check]:
    """Name the sites whose articles have changed in length; that alone stops no release."""
    out = []
    for (site,), new in seen.rows.group_by("site_id", maintain_order=True):
        old = seen.earlier.filter(pl.col("site_id") == site)
        if min(new.height, old.height) < ENOUGH or _alike(_median(new), _median(old)):
            continue
        detail = f"median {_median(new):.0f} characters, {_median(old):.0f} before"
        out.append(Check(f"lengths of {site}", Status.WARNED, detail + first_urls(new)))
    return out


def _median(rows: pl.DataFrame) -> float:
    found = rows["length"].median()
    return float(found) if isinstance(found, int | float) else 0.0


def _alike(new: float, old: float) -> bool:
    return old <= 0 or 1 / MAX_DRIFT <= new / old <= MAX_DRIFT
