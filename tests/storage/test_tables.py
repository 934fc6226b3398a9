"""Tables that an earlier version of the program has made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa
import pytest
from deltalake import write_deltalake

from storage.errors import StorageError
from storage.merge import committed, upsert
from storage.table_spec import TableSpec
from storage.tables import ensure_table, open_table

if TYPE_CHECKING:
    from storage.bucket import Bucket

KEY = "tables/grown"
EARLIER = pa.schema(
    [("id", pa.string()), ("score", pa.struct([("length", pa.int64())]))],
)
LATER = pa.schema(
    [
        ("id", pa.string()),
        ("score", pa.struct([("length", pa.int64()), ("ratio", pa.float64())])),
        ("state", pa.string()),
    ],
)


@pytest.fixture
def earlier(bucket: Bucket) -> Bucket:
    table = ensure_table(bucket, KEY, EARLIER)
    row = pa.Table.from_pylist([{"id": "1", "score": {"length": 3}}], schema=EARLIER)
    write_deltalake(table, row, mode="append")
    return bucket


def rows(bucket: Bucket) -> list[dict[str, object]]:
    table = open_table(bucket, KEY)
    assert table is not None
    return pl.scan_delta(table).sort("id").collect().to_dicts()


def test_a_table_grows_by_new_columns_and_nested_fields(earlier: Bucket) -> None:
    spec = TableSpec(KEY, LATER, ("id",))
    more = pl.DataFrame([{"id": "2", "score": {"length": 4, "ratio": 0.5}, "state": "clean"}])
    committed(earlier, spec, lambda table: upsert(earlier, table, spec, more, "r2"))
    assert rows(earlier) == [
        {"id": "1", "score": {"length": 3, "ratio": None}, "state": None},
        {"id": "2", "score": {"length": 4, "ratio": 0.5}, "state": "clean"},
    ]


def test_a_table_grows_by_a_nested_field_alone(earlier: Bucket) -> None:
    schema = pa.schema([EARLIER.field("id"), LATER.field("score")])
    ensure_table(earlier, KEY, schema)
    assert rows(earlier) == [{"id": "1", "score": {"length": 3, "ratio": None}}]


def test_readers_skip_files_by_plain_columns_but_not_by_the_text(bucket: Bucket) -> None:
    more = [pa.field("text", pa.string()), pa.field("authors", pa.list_(pa.string()))]
    table = ensure_table(bucket, KEY, pa.schema([*LATER, *more]))
    told = table.metadata().configuration["delta.dataSkippingStatsColumns"]
    assert told.split(",") == ["id", "state"]


def test_a_table_that_has_every_column_stays_at_its_version(earlier: Bucket) -> None:
    version = ensure_table(earlier, KEY, LATER).version()
    assert ensure_table(earlier, KEY, LATER).version() == version
    assert ensure_table(earlier, KEY, EARLIER).version() == version


@pytest.mark.parametrize(
    ("column", "kind", "said"),
    [
        ("id", pa.int64(), "column id holds string, not int64"),
        ("score", pa.int64(), "column score holds struct<length: int64>, not int64"),
        ("id", pa.struct([("site", pa.string())]), "id holds string, not struct<site: string>"),
    ],
    ids=["plain", "was nested", "is nested"],
)
def test_a_column_of_another_type_is_refused_by_name(
    earlier: Bucket, column: str, kind: pa.DataType, said: str
) -> None:
    spec = TableSpec(KEY, pa.schema([(column, kind), ("more", pa.string())]), ("id",))
    with pytest.raises(StorageError, match=said):
        committed(earlier, spec, lambda table: table.version())
