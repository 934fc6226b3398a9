"""Sorting more rows than memory should hold, by way of the local disk."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa

from storage.archive.spool import named_spool_errors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

AT = "_at"
"""Column with the position that a row will have."""


def sorted_rows(
    batches: Iterable[pa.Table], positions: pl.DataFrame, folder: Path, *, rows: int
) -> Iterator[pa.Table]:
    """Yield the rows of all batches in order, `rows` at a time; no more than that is held.

    `positions` gives each row's place, from 0 on, as `AT` beside the columns that identify it. The
    rows are dealt out to a file for each stretch of places, and each file is sorted on its own.
    Raises `SpoolFull` when `folder` has no room.
    """
    paths = _dealt(batches, positions, folder, rows)
    for _, path in sorted(paths.items()):
        with pa.memory_map(str(path)) as file, pa.ipc.open_stream(file) as stream:
            yield stream.read_all().sort_by(AT).drop_columns([AT])
        path.unlink()


def _dealt(
    batches: Iterable[pa.Table], positions: pl.DataFrame, folder: Path, rows: int
) -> dict[int, Path]:
    paths: dict[int, Path] = {}
    identity = [name for name in positions.columns if name != AT]
    with ExitStack() as files, named_spool_errors(folder / "rows"):
        writers: dict[int, pa.RecordBatchStreamWriter] = {}
        for batch in batches:
            for stretch, share in _shares(batch, positions, identity, rows):
                if stretch not in writers:
                    path = paths[stretch] = folder / f"{stretch:06d}.arrows"
                    writer = pa.ipc.new_stream(str(path), share.schema)
                    writers[stretch] = files.enter_context(writer)
                writers[stretch].write_table(share)
    return paths


def _shares(
    batch: pa.Table, positions: pl.DataFrame, identity: list[str], rows: int
) -> Iterator[tuple[int, pa.Table]]:
    """Yield each stretch that has rows of the batch, and these with their places."""
    keys = pl.DataFrame(pl.from_arrow(batch.select(identity)))
    places = keys.join(positions, on=identity, how="left", maintain_order="left")[AT]
    placed = batch.append_column(AT, pa.array(places.to_numpy(), pa.int64()))
    stretches = places // rows
    for stretch in stretches.unique().to_list():
        yield stretch, placed.filter((stretches == stretch).to_arrow())
