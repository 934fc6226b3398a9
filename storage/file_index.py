"""An index of each data file's rows, kept beside it: most files needn't be read to find a row.

It holds how their ids begin, in `_index/` of the table's folder, which readers and vacuum of Delta
pass over. A data file never changes, so its index holds for as long as it is there. A file without
one, as other writers leave it, is read itself.
"""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import polars as pl

from storage.listing import list_objects
from storage.objects import delete, put, read

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from deltalake import DeltaTable

    from storage.bucket import Bucket
    from storage.table_spec import TableSpec

CHARACTERS = 16
"""64 bits of an article's id: of a million, two that begin alike would be a marvel, and no harm."""
READERS = 4
_START = "start"


def files_of(bucket: Bucket, table: DeltaTable, spec: TableSpec) -> list[str]:
    """Return the paths of a table's files, relative to it."""
    base = bucket.uri(spec.key) + "/"
    return [uri.removeprefix(base) for uri in table.file_uris()]


def put_index(bucket: Bucket, spec: TableSpec, path: str, ids: pl.Series) -> None:
    """Store the index of the file at `path`: `ids` are its rows' first column of identity."""
    starts = ids.str.head(CHARACTERS).unique().sort().alias(_START)
    body = io.BytesIO()
    starts.to_frame().write_parquet(body, compression_level=1)
    kind = "application/vnd.apache.parquet"
    put(bucket, _beside(spec, path), body.getvalue(), content_type=kind)


def files_with(
    bucket: Bucket, spec: TableSpec, paths: Collection[str], ids: pl.Series
) -> tuple[list[str], list[str]]:
    """Return those files that may have one of `ids`, and those without an index."""
    wanted = ids.str.head(CHARACTERS).unique().implode()

    def has_any(path: str) -> bool | None:
        index = read(bucket, _beside(spec, path))
        try:
            starts = pl.read_parquet(io.BytesIO(index.body))[_START] if index else None
        except pl.exceptions.ComputeError:  # damaged: as good as none
            return None
        return None if starts is None else bool(starts.is_in(wanted).any())

    with ThreadPoolExecutor(READERS) as pool:
        found = dict(zip(paths, pool.map(has_any, paths), strict=True))
    return [path for path in found if found[path]], [path for path in found if found[path] is None]


def renew_index(bucket: Bucket, table: DeltaTable, spec: TableSpec, *, before: datetime) -> int:
    """Index the files that aren't, and remove what indexes of files that left the table remain.

    Returns how many those were. One made after `before` may be of a file about to be committed.
    """
    held = {found.key: found for found in list_objects(bucket, _beside(spec, ""))}
    for path in files_of(bucket, table, spec):
        if held.pop(_beside(spec, path), None) is None:
            put_index(bucket, spec, path, _ids(bucket, spec, path))
    doomed = [key for key, found in held.items() if found.modified < before]
    for key in doomed:
        delete(bucket, key)
    return len(doomed)


def _ids(bucket: Bucket, spec: TableSpec, path: str) -> pl.Series:
    uri = f"{bucket.uri(spec.key)}/{path}"
    scan = pl.scan_parquet(uri, storage_options=bucket.storage_options(), hive_partitioning=False)
    return scan.select(spec.identity[0]).collect().to_series()


def _beside(spec: TableSpec, path: str) -> str:
    return f"{spec.key}/_index/{path}"
