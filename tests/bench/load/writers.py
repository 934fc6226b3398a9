"""Two loaders at once, on the same tables."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from storage import keys
from storage.articles import current_articles
from storage.bucket import Bucket
from storage.load import load_run
from storage.parts import write_part
from tests.bench.load.audit import table_rows
from tests.bench.load.measured import Figure
from tests.storage.samples import NOON, capture_row, record, site_run

if TYPE_CHECKING:
    from collections.abc import Mapping

ARTICLES, SHARED = 30, 5
HOUR = timedelta(hours=1)


def two_at_once(variables: Mapping[str, str], rounds: int) -> list[Figure]:
    """Load two runs at the same time, `rounds` times; both edit some articles of each other's."""
    variables = {**variables, "CPPCC_BUCKET": "writers"}
    bucket = Bucket.from_environment(variables)
    bucket.create()
    urls: set[str] = set()
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn) as pool:
        for number in range(rounds):
            runs = [f"r{number}-{writer}" for writer in "ab"]
            for late, run in enumerate(runs):
                urls |= _staged(bucket, run, number, late)
            list(pool.map(_load, [variables] * 2, runs))
    held = current_articles(bucket)
    captures = table_rows(bucket, keys.CAPTURES)
    wanted = 2 * rounds * (ARTICLES + SHARED)
    return [
        Figure("two writers: articles lost", len(urls - set(held["url"])), 0, ""),
        Figure("two writers: articles doubled", held.height - held["url"].n_unique(), 0, ""),
        Figure("two writers: captures lost or doubled", abs(wanted - captures.height), 0, ""),
        Figure("two writers: loads not marked done",
               2 * rounds - table_rows(bucket, keys.SITE_RUNS).height, 0, ""),
    ]  # fmt: skip


def _staged(bucket: Bucket, run: str, number: int, late: int) -> set[str]:
    fetched = NOON + (2 * number + late) * HOUR
    own = [f"{run}-{n}" for n in range(ARTICLES)]
    paths = [*own, *(f"shared-{n}" for n in range(SHARED))]
    records = [replace(record(p, f"{run}的{p}", fetched_at=fetched), capture=None) for p in paths]
    captures = [capture_row(p, run, fetched_at=fetched) for p in paths]
    write_part(
        bucket,
        site_run(run, records=records, started_at=fetched),
        records=records,
        captures=captures,
    )
    return {record.url for record in records}


def _load(variables: Mapping[str, str], run: str) -> None:
    load_run(Bucket.from_environment(variables), run)
