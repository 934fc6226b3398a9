"""Finding the rows of a Delta table that have given keys, and the file that each stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from storage.file_index import files_of, files_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deltalake import DeltaTable

    from storage.bucket import Bucket
    from storage.table_spec import TableSpec

PATH = "_path"
"""Column with the file that a located row stands in, relative to the table."""
_NOWHERE = pl.lit(None, pl.String).alias(PATH)


def locate(
    bucket: Bucket, table: DeltaTable, spec: TableSpec, keys: pl.DataFrame, columns: Sequence[str]
) -> pl.DataFrame:
    """Return `columns` and `PATH` of those rows that have one of `keys`, their identity."""
    narrow = list(dict.fromkeys((*spec.identity, *columns)))
    paths = _holding(bucket, table, spec, keys)
    if not paths:
        return no_rows(spec, narrow).with_columns(_NOWHERE)
    return _matching(bucket, spec, paths, keys, narrow)


def _holding(
    bucket: Bucket, table: DeltaTable, spec: TableSpec, keys: pl.DataFrame
) -> Sequence[str]:
    """Return the files, relative to the table, that may have rows with one of `keys`.

    Of files without an index nothing but the identity is read.
    """
    holding, unread = list[str](), [] if keys.is_empty() else files_of(bucket, table, spec)
    if spec.indexed:
        holding, unread = files_with(bucket, spec, unread, keys[spec.identity[0]])
    if unread:
        holding += _matching(bucket, spec, unread, keys, spec.identity)[PATH].unique().to_list()
    return holding


def _matching(
    bucket: Bucket,
    spec: TableSpec,
    paths: Sequence[str],
    keys: pl.DataFrame,
    columns: Sequence[str],
) -> pl.DataFrame:
    in_file = [name for name in columns if name not in spec.partition_by]
    types = no_rows(spec, in_file).schema
    first, base = spec.identity[0], bucket.uri(spec.key) + "/"
    found = (
        pl.scan_parquet(
            [base + path for path in paths],
            storage_options=bucket.storage_options(),
            include_file_paths=PATH,
            hive_partitioning=False,
            # files of an earlier schema lack columns, those of a later one have more
            schema={name: types[name] for name in in_file},
            missing_columns="insert",
            extra_columns="ignore",
        )
        .filter(pl.col(first).is_in(keys[first].unique().implode()))
        .select(*in_file, pl.col(PATH).str.strip_prefix(base))
        .collect()
        .join(keys.select(spec.identity).unique(), on=spec.identity, how="semi")
    )
    values = [
        pl.col(PATH).str.extract(f"(?:^|/){name}=([^/]*)/", 1).alias(name)
        for name in spec.partition_by
        if name in columns
    ]
    return found.with_columns(values).select(*columns, PATH)


def no_rows(spec: TableSpec, columns: Sequence[str]) -> pl.DataFrame:
    empty = pl.from_arrow(spec.schema.empty_table().select(list(columns)))
    assert isinstance(empty, pl.DataFrame)  # noqa: S101  # a table never becomes a Series
    return empty
