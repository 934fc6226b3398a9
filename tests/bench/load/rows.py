"""Made-up articles in any number, as rows of `tables/articles` and as staged records."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import numpy as np
import polars as pl

from extract.record import Capture, Outcome, Poison, Precision, Quality, Record
from storage.lineage import ARTICLES
from storage.rows import to_row
from storage.schema import arrow_schema, arrow_table

START = datetime(2024, 1, 1, tzinfo=UTC)
MONTHS = 24
SENTENCES = 20_000
SENTENCE_CHARACTERS = 30
TEXT_SENTENCES = 20
MINIMA = 128
_REGIONS = [f"{province}0000" for province in (11, 12, 31, 32, 33, 37, 44, 50, 51, 61)]
# the 2,500 characters of the everyday list stand close together in use, not in Unicode: any
# will do, as long as frequent ones come often
_HAN = np.array([chr(0x4E00 + 7 * n) for n in range(2500)])


def sentences(seed: int = 7) -> np.ndarray:
    chance = np.random.default_rng(seed)
    drawn = np.minimum(chance.zipf(1.3, (SENTENCES, SENTENCE_CHARACTERS)) - 1, len(_HAN) - 1)
    return np.array(["".join(row) + "。" for row in _HAN[drawn]])


def month_of(number: int) -> str:
    months = 12 * START.year + START.month - 1 + number
    return f"{months // 12}-{months % 12 + 1:02d}"


def articles(
    first: int, count: int, pool: np.ndarray, *, month: str, version: int = 1
) -> pl.DataFrame:
    """Return articles number `first` and on, first seen in `month`; `version` changes the text."""
    chance = np.random.default_rng([first, version])
    numbers = range(first, first + count)
    texts = pool[chance.integers(0, len(pool), (count, TEXT_SENTENCES))]
    begin = datetime.fromisoformat(f"{month}-01T00:00:00+00:00")
    moments = [begin + timedelta(seconds=int(s)) for s in chance.integers(0, 27 * 86_400, count)]
    text = ["".join(row) for row in texts]
    urls = [f"https://zx{n % 100}.example/art/{month}/{n}.html" for n in numbers]
    minima = np.sort(chance.integers(0, 1 << 32, (count, MINIMA)), axis=1)
    varying = pl.DataFrame(
        {
            "article_id": [sha256(str(n).encode()).hexdigest() for n in numbers],
            "site_id": [f"zx{n % 100}" for n in numbers],
            "url": urls,
            "canonical_url": urls,
            "title": [row[0][:24] for row in texts],
            "text": text,
            "text_digest": [sha256(t.encode()).hexdigest() for t in text],
            "published": moments,
            "fetched_at": [m + timedelta(hours=version) for m in moments],
            "region": [_REGIONS[n % len(_REGIONS)] for n in numbers],
            "minhash": pl.Series(minima.astype(np.int64)).arr.to_list(),
            "revision": [version] * count,
            "ingest_month": [month] * count,
            "first_run_id": [f"build-{month}"] * count,
            "run_id": [f"build-{month}"] * count,
            "refreshed_at": moments,
            "first_seen": moments,
            "last_seen": moments,
        },
        schema_overrides={"revision": pl.Int64},
    )
    return _completed(varying, ARTICLES.names)


def as_staged(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows as a crawl stages them: without what the load decides."""
    unset = pl.lit(None, pl.Datetime("us", "UTC"))
    return rows.select(arrow_schema(Record).names).with_columns(
        first_seen=unset, last_seen=unset, revision=pl.lit(1, pl.Int64)
    )


def _completed(varying: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    """Give the rows the columns that a benchmark's articles have in common."""
    made = Record(
        article_id="",
        site_id="",
        url="",
        canonical_url="",
        outcome=Outcome.ARTICLE,
        published_precision=Precision.DAY,
        source="政协报",
        authors=("王小明",),
        column=("首页", "要闻"),
        language="zh",
        script="simplified",
        poison=Poison(host="publisher"),
        quality=Quality(text_length=TEXT_SENTENCES * (SENTENCE_CHARACTERS + 1), han_ratio=0.9),
        capture=Capture("raw/warc/v1/crawl_date=2024-01-01/site=zx/r-0000.warc.gz", 1, 2, "ab"),
        provenance={"title": "meta:ArticleTitle", "published": "byline"},
        extractor="1",
    )
    common = pl.DataFrame(pl.from_arrow(arrow_table(Record, [to_row(made)])))
    have = set(varying.columns)
    wanted = [name for name in common.columns if name not in have]
    same = [pl.lit(common[name]).first().alias(name) for name in wanted]
    return varying.with_columns(same).select(n for n in names if n in have or n in wanted)
