"""Finding the rows of a Delta table that have given keys, and the file that each stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

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
    """Return `columns` and `PATH` of those rows that have one of `keys`, their identity.

    A first scan reads nothing but the identity; the rest is read only from files with a hit.
    """
    uris = table.file_uris()
    narrow = list(dict.fromkeys((*spec.identity, *columns)))
    if not uris or keys.is_empty():
        return no_rows(spec, narrow).with_columns(_NOWHERE)
    hits = _matching(bucket, spec, uris, keys, spec.identity)
    found = hits[PATH].unique().to_list()
    if not found:
        return no_rows(spec, narrow).with_columns(_NOWHERE)
    base = bucket.uri(spec.key)
    return _matching(bucket, spec, [f"{base}/{path}" for path in found], keys, narrow)


def _matching(
    bucket: Bucket,
    spec: TableSpec,
    uris: list[str],
    keys: pl.DataFrame,
    columns: Sequence[str],
) -> pl.DataFrame:
    in_file = [name for name in columns if name not in spec.partition_by]
    types = no_rows(spec, in_file).schema
    first = spec.identity[0]
    found = (
        pl.scan_parquet(
            uris,
            storage_options=bucket.storage_options(),
            include_file_paths=PATH,
            hive_partitioning=False,
            # files of an earlier schema lack columns, those of a later one have more
            schema={name: types[name] for name in in_file},
            missing_columns="insert",
            extra_columns="ignore",
        )
        .filter(pl.col(first).is_in(keys[first].unique().implode()))
        .select(*in_file, pl.col(PATH).str.strip_prefix(bucket.uri(spec.key) + "/"))
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
