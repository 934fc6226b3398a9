"""How long a site has been in the state that a run found it in."""

import polars as pl

UNKNOWN = "unknown"
HISTORY = ("site_id", "started_at", "state", "state_since", "state_evidence")
"""The columns of `site_runs` that tell."""
_STATE = ("state", "state_since", "state_evidence")


def with_history(runs: pl.DataFrame, earlier: pl.DataFrame) -> pl.DataFrame:
    """Return a run's rows with `state_since`, from the rows of `site_runs` before it.

    A state lasts until a run says otherwise: one that saw too few pages takes over the last known
    state with its evidence, so that a quiet day doesn't hide a compromise.
    """
    known = earlier.filter(pl.col("state").is_not_null() & (pl.col("state") != UNKNOWN))
    before = (
        runs.select("site_id", "started_at")
        .join(known.select("site_id", *_STATE, at="started_at"), on="site_id")
        .filter(pl.col("at") < pl.col("started_at"))
        .sort("at")
        .group_by("site_id", maintain_order=True)
        .last()
        .select("site_id", *(pl.col(name).alias(f"{name}_before") for name in _STATE))
    )
    took_over = (pl.col("state") == UNKNOWN) & pl.col("state_before").is_not_null()
    rows = runs.join(before, on="site_id", how="left", maintain_order="left").with_columns(
        pl.when(took_over).then(f"{name}_before").otherwise(name).alias(name)
        for name in ("state", "state_evidence")
    )
    lasts = pl.col("state") == pl.col("state_before")
    since = pl.when(lasts).then("state_since_before").otherwise("started_at")
    return rows.with_columns(state_since=pl.when(pl.col("state") != UNKNOWN).then(since)).select(
        runs.columns
    )
