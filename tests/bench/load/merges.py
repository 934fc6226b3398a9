"""A table of many articles: what merging into it costs."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl
from deltalake import write_deltalake

from storage.article_merge import CURRENT, merge_articles
from storage.bucket import Bucket
from storage.file_index import renew_index
from storage.maintain import WRITER
from storage.tables import ensure_table
from tests.bench.load import rows
from tests.bench.load.measured import Figure, apart, memory_gb, say

if TYPE_CHECKING:
    from collections.abc import Mapping


CHANGED = 10_000
SMALLER = 10
"""How many times fewer rows the table has that growth is measured from."""
TIMES = 3


def build(bucket: Bucket, count: int) -> None:
    """Fill the articles table a month at a time, with files as `maintain` leaves them."""
    pool = rows.sentences()
    share = count // rows.MONTHS
    for number in range(rows.MONTHS):
        month = rows.month_of(number)
        frame = rows.articles(number * share, share, pool, month=month)
        table = ensure_table(bucket, CURRENT.key, CURRENT.schema, partition_by=CURRENT.partition_by)
        made = frame.to_arrow().cast(CURRENT.schema)
        write_deltalake(table, made, mode="append", writer_properties=WRITER)
        renew_index(bucket, table, CURRENT, before=rows.START)
        say(f"{(number + 1) * share:,} of {count:,} articles made")


def merging(large: Bucket, variables: Mapping[str, str], count: int) -> list[Figure]:
    """Merge changed articles from everywhere into the table; new ones into a smaller table, too."""
    small = replace(large, name=f"{large.name}-{SMALLER}th")
    small.create()
    build(small, count // SMALLER)
    new = {
        bucket.name: min(apart(_merge_new, variables, bucket.name, n)[0] for n in range(TIMES))
        for bucket in (small, large)
    }
    seconds, busy, rss = apart(_merge_changed, variables, large.name, count)
    return [
        Figure(f"MERGE of {CHANGED:,} changed into {count:,}", seconds, 60, "s"),
        # on a machine that does other things beside, this says more than the clock
        Figure("  processor time, of two cores", busy, 2 * 60, "s"),
        Figure("  memory", rss, 2, "GB"),
        Figure(f"MERGE of {CHANGED:,} new into {count // SMALLER:,}", new[small.name], 60, "s"),
        Figure(f"MERGE of {CHANGED:,} new into {count:,}", new[large.name], 60, "s"),
        Figure("  growth", new[large.name] / new[small.name], 1.5, "x"),
    ]


def _merge_new(variables: Mapping[str, str], number: int) -> tuple[float, float, float]:
    first = (number + 1) * 100_000_000
    month = rows.month_of(rows.MONTHS)
    return _merged(variables, rows.articles(first, CHANGED, rows.sentences(), month=month), number)


def _merge_changed(variables: Mapping[str, str], count: int) -> tuple[float, float, float]:
    pool = rows.sentences()
    share, each = count // rows.MONTHS, CHANGED // rows.MONTHS
    changed = [
        rows.articles(number * share, each, pool, month=rows.month_of(number), version=2)
        for number in range(rows.MONTHS)
    ]
    return _merged(variables, pl.concat(changed), 99)


def _merged(
    variables: Mapping[str, str], articles: pl.DataFrame, number: int
) -> tuple[float, float, float]:
    bucket = Bucket.from_environment(variables)
    staged = rows.as_staged(articles).with_columns(refreshed_at="fetched_at")
    del articles
    began, busy = time.monotonic(), time.process_time()
    merge_articles(bucket, staged, f"bench-{number}-{os.getpid()}")
    took = time.monotonic() - began
    busy = time.process_time() - busy
    return took, busy, memory_gb()
