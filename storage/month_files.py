"""A month of a release: its articles as Parquet and as JSON lines, in order of publication."""

from __future__ import annotations

import gzip
from contextlib import ExitStack
from hashlib import file_digest, sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from extract.record import Record
from storage import keys
from storage.archive.spool import named_spool_errors
from storage.data_files import row_batches
from storage.json_lines import line_writer
from storage.lineage import ARTICLES
from storage.manifest import ReleaseFile
from storage.sorted_rows import AT, sorted_rows
from storage.uploads import put_file_new

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deltalake import DeltaTable

    from storage.bucket import Bucket

PARQUET, JSONL = "parquet", "jsonl.gz"
_TYPES = {PARQUET: "application/vnd.apache.parquet", JSONL: "application/gzip"}
ROW_GROUP = 20_000
"""Rows; some 60 MB, which is what writing a month holds at a time, however long the month."""


def write_month(bucket: Bucket, table: DeltaTable, month: str) -> list[ReleaseFile]:
    """Store the articles of a month, once in each format; none for a month without articles."""
    positions = _positions(table, month)
    if positions.is_empty():
        return []
    with TemporaryDirectory(prefix="cppcc-release-") as temporary:
        folder = Path(temporary)
        rows = sorted_rows(_batches(bucket, table, month), positions, folder, rows=ROW_GROUP)
        with named_spool_errors(folder / "month"):
            paths = _written(rows, folder)
        return [
            _stored(bucket, month, form, path, positions.height) for form, path in paths.items()
        ]


def _positions(table: DeltaTable, month: str) -> pl.DataFrame:
    return (
        pl.scan_delta(table)
        .filter(pl.col("ingest_month") == month)
        .select("published", "article_id")
        .sort("published", "article_id", nulls_last=True)
        .select("article_id")
        .with_row_index(AT)
        .collect()
    )


def _batches(bucket: Bucket, table: DeltaTable, month: str) -> Iterator[pa.Table]:
    # a partition's value stands in the log, not in the file
    inner = pa.schema([field for field in ARTICLES if field.name != "ingest_month"])
    for uri in table.file_uris(file_pruning_predicate=[("ingest_month", "=", month)]):
        for batch in row_batches(bucket, uri.removeprefix(bucket.uri("")), inner):
            months = pa.array([month] * batch.num_rows, pa.string())
            yield batch.append_column("ingest_month", months).select(ARTICLES.names).cast(ARTICLES)


def _written(groups: Iterable[pa.Table], folder: Path) -> dict[str, Path]:
    paths = {form: folder / f"month.{form}" for form in (PARQUET, JSONL)}
    line = line_writer(Record)
    with ExitStack() as files:
        parquet = files.enter_context(
            pq.ParquetWriter(paths[PARQUET], ARTICLES, compression="zstd", write_page_index=True)
        )
        plain = files.enter_context(paths[JSONL].open("wb"))
        # neither time nor name in the header: the same rows are the same bytes
        packed = files.enter_context(
            gzip.GzipFile(filename="", fileobj=plain, mode="wb", compresslevel=4, mtime=0)
        )
        for group in groups:
            parquet.write_table(group, row_group_size=ROW_GROUP)
            packed.writelines(map(line, pl.DataFrame(pl.from_arrow(group)).iter_rows(named=True)))
    return paths


def _stored(bucket: Bucket, month: str, form: str, path: Path, rows: int) -> ReleaseFile:
    with path.open("rb") as file:
        digest = file_digest(file, sha256).hexdigest()
    key = keys.release_file(month, f"articles-{digest[:16]}.{form}")
    put_file_new(bucket, key, path, content_type=_TYPES[form])
    return ReleaseFile(key, month, form, rows, path.stat().st_size, digest)
