from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa
import pytest
from deltalake import write_deltalake
from deltalake.exceptions import CommitFailedError

from storage.locate import PATH
from storage.merge import committed, insert_missing, upsert
from storage.rewrite import commit, draft
from storage.table_spec import TableSpec
from storage.tables import ensure_table, open_table

if TYPE_CHECKING:
    from deltalake import DeltaTable

    from storage.bucket import Bucket

MOMENT = datetime(2026, 3, 2, 4, 0, 0, 123_456, tzinfo=UTC)
SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("month", pa.string()),
        ("at", pa.timestamp("us", tz="UTC")),
        ("words", pa.list_(pa.struct([("key", pa.string()), ("value", pa.int64())]))),
        ("run_id", pa.string()),
    ]
)
SPEC = TableSpec("tables/rewritten", SCHEMA, ("id",), partition_by=("month",))


def row(key: str, month: str = "2026-03", words: int = 1, run: str = "r1") -> dict[str, Any]:
    return {
        "id": key,
        "month": month,
        "at": MOMENT,
        "words": [{"key": "政协", "value": words}],
        "run_id": run,
    }


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(pl.from_arrow(pa.Table.from_pylist(list(rows), schema=SCHEMA)))


def put(bucket: Bucket, *rows: dict[str, Any]) -> None:
    committed(bucket, SPEC, lambda table: upsert(bucket, table, SPEC, frame(*rows), "r1"))


def opened(bucket: Bucket) -> DeltaTable:
    table = open_table(bucket, SPEC.key)
    assert table is not None
    return table


def held(bucket: Bucket) -> list[dict[str, Any]]:
    return pl.scan_delta(opened(bucket)).sort("id").collect().select(SCHEMA.names).to_dicts()


def test_rows_are_replaced_by_key_and_the_others_stay(bucket: Bucket) -> None:
    put(bucket, row("a"), row("b"), row("c", "2026-04"))
    put(bucket, row("b", words=2), row("d", "2026-05"))
    assert held(bucket) == [row("a"), row("b", words=2), row("c", "2026-04"), row("d", "2026-05")]


def test_files_without_a_replaced_row_are_left_alone(bucket: Bucket) -> None:
    put(bucket, row("a"), row("c", "2026-04"))
    april = {uri for uri in opened(bucket).file_uris() if "2026-04" in uri}
    put(bucket, row("a", words=2))
    assert april < set(opened(bucket).file_uris())


def test_a_file_of_another_writer_is_copied_row_by_row(bucket: Bucket) -> None:
    views = frame(row("a"), row("b")).to_arrow()
    write_deltalake(
        ensure_table(bucket, SPEC.key, SCHEMA, partition_by=("month",)), views, mode="append"
    )
    put(bucket, row("b", words=2))
    assert held(bucket) == [row("a"), row("b", words=2)]


def test_columns_of_a_later_program_are_kept(bucket: Bucket) -> None:
    later = TableSpec(SPEC.key, SCHEMA.append(pa.field("mood", pa.string())), ("id",), ("month",))
    rows = frame(row("a"), row("b")).with_columns(mood=pl.lit("glad"))
    committed(bucket, later, lambda table: upsert(bucket, table, later, rows, "r1"))
    put(bucket, row("b", words=2))
    found = pl.scan_delta(opened(bucket)).sort("id").collect()
    assert found["mood"].to_list() == ["glad", None]


def test_a_reader_can_skip_files_by_what_the_log_says_of_them(bucket: Bucket) -> None:
    put(bucket, row("a"), row("b"))
    (file,) = pa.table(opened(bucket).get_add_actions(flatten=True)).to_pylist()
    assert (file["num_records"], file["min.id"], file["max.id"]) == (2, "a", "b")
    assert file["min.at"] <= MOMENT <= file["max.at"]
    assert file["null_count.run_id"] == 0


def test_of_two_that_add_at_once_the_later_is_refused(bucket: Bucket) -> None:
    first, second = (ensure_table(bucket, SPEC.key, SCHEMA, partition_by=("month",)),
                     open_table(bucket, SPEC.key))  # fmt: skip
    assert second is not None
    new = frame(row("a")).with_columns(pl.lit(None, pl.String).alias(PATH))
    commit(first, SPEC, draft(bucket, first, SPEC, new), run_id="r1")
    late = draft(bucket, second, SPEC, new)
    with pytest.raises(CommitFailedError):
        commit(second, SPEC, late, run_id="r2")
    assert held(bucket) == [row("a")]


def test_of_rows_that_are_one_by_their_identity_the_last_is_added(bucket: Bucket) -> None:
    insert_missing(bucket, SPEC, frame(row("a"), row("b"), row("a", words=2)), "r1")
    assert held(bucket) == [row("a", words=2), row("b")]


def test_two_writers_at_once_lose_and_double_nothing(bucket: Bucket) -> None:
    ensure_table(bucket, SPEC.key, SCHEMA, partition_by=("month",))
    runs = [[row(f"{n}-{m}", run=f"r{n}") for m in range(3)] for n in range(6)]
    with ThreadPoolExecutor(2) as pool:
        list(
            pool.map(
                lambda rows: insert_missing(bucket, SPEC, frame(*rows), rows[0]["run_id"]), runs
            )
        )
    assert held(bucket) == sorted((row for rows in runs for row in rows), key=lambda r: r["id"])
