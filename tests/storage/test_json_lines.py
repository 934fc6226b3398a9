from __future__ import annotations

import json
from datetime import timedelta

import polars as pl
import pytest

from extract.reasons import Reason
from extract.record import Image, Poison, Record, Removed, Verdict, as_json
from storage.json_lines import line_writer
from storage.rows import from_row, to_row
from storage.schema import arrow_table
from tests.storage.samples import NOON, record

FULL = record(
    "1",
    reasons=tuple(Reason)[:2],
    authors=("王小明",),
    images=(Image("https://a.example/1.jpg"), Image("https://a.example/2.jpg", "合影")),
    provenance={"title": "byline"},
    poison=Poison(Verdict.POISONED, 4.5, {"soup": 8}, {"soup": "abei7"}, "mirror"),
    removed=(Removed("soup", "x" * 9, "text"),),
    minhash=(1, 2**32),
    first_seen=NOON,
    last_seen=NOON + timedelta(microseconds=5),
)


@pytest.mark.parametrize(
    "made", [FULL, record("2", capture=None, published=None, title=None)], ids=["full", "bare"]
)
def test_a_line_is_the_record_as_json(made: Record) -> None:
    frame = pl.DataFrame(pl.from_arrow(arrow_table(Record, [to_row(made)])))
    (row,) = frame.iter_rows(named=True)
    line = line_writer(Record)(row)
    assert line.endswith(b"\n")
    assert json.loads(line) == as_json(from_row(Record, row)) == as_json(made)
