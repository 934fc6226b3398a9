from __future__ import annotations

import io
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from storage.parquet import ROW_GROUP, statistics, written

SCHEMA = pa.schema(
    [
        ("article_id", pa.string()),
        ("site_id", pa.string()),
        ("at", pa.timestamp("us", tz="UTC")),
        ("minhash", pa.list_(pa.int64())),
        ("poison", pa.struct([("verdict", pa.string())])),
        ("authors", pa.list_(pa.string())),
    ]
)


def rows(first: int, count: int) -> pa.Table:
    moment = datetime(2026, 3, 2, 4, 0, 0, 123_456, tzinfo=UTC)
    made = [
        {
            "article_id": f"{n:08d}",
            "site_id": "zx",
            "at": moment if n else None,
            "minhash": [n, n + 1],
            "poison": {"verdict": "clean"},
            "authors": ["张三丰"],
        }
        for n in range(first, first + count)
    ]
    return pa.Table.from_pylist(made, schema=SCHEMA)


def whole(*tables: pa.Table) -> tuple[pa.Table, pq.FileMetaData]:
    body, facts = written(tables)
    assert facts is not None
    return pq.read_table(io.BytesIO(body)), facts


@pytest.mark.parametrize(
    ("sizes", "groups"),
    [
        ([1, 1, 1], [3]),
        ([ROW_GROUP - 5, 3, 2], [ROW_GROUP]),
        ([ROW_GROUP - 5, 9], [ROW_GROUP, 4]),
        ([2 * ROW_GROUP + 1, 0], [ROW_GROUP, ROW_GROUP, 1]),
    ],
    ids=str,
)
def test_rows_of_any_batches_come_in_full_groups_and_in_order(
    sizes: list[int], groups: list[int]
) -> None:
    tables = [rows(sum(sizes[:n]), size) for n, size in enumerate(sizes)]
    held, facts = whole(*tables)
    assert [facts.row_group(n).num_rows for n in range(facts.num_row_groups)] == groups
    assert held.equals(pa.concat_tables(tables))


def test_only_columns_whose_values_repeat_have_a_dictionary() -> None:
    _, facts = whole(rows(0, 100))
    group = facts.row_group(0)
    columns = [group.column(n) for n in range(group.num_columns)]
    with_dictionary = [c.path_in_schema for c in columns if c.has_dictionary_page]
    assert with_dictionary == ["site_id", "at", "poison.verdict", "authors.list.element"]


def test_a_table_without_minhashes_is_written_too() -> None:
    table = rows(0, 3).drop_columns(["minhash"])
    assert whole(table)[0].equals(table)


def test_no_table_is_no_file() -> None:
    assert written([]) == (b"", None)


def test_statistics_are_of_whole_columns_over_all_groups() -> None:
    _, facts = whole(rows(0, ROW_GROUP + 1))
    assert statistics(facts) == {
        "numRecords": ROW_GROUP + 1,
        "minValues": {
            "article_id": "00000000",
            "site_id": "zx",
            "at": "2026-03-02T04:00:00.123Z",
        },
        "maxValues": {
            "article_id": f"{ROW_GROUP:08d}",
            "site_id": "zx",
            # the log keeps milliseconds, and a bound must hold
            "at": "2026-03-02T04:00:00.124Z",
        },
        "nullCount": {"article_id": 0, "site_id": 0, "at": 1},
    }
