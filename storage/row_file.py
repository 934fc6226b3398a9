"""Rows on their way to the bucket, kept on disk: a crawl's memory must not grow with its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from storage.archive.spool import named_spool_errors
from storage.rows import to_row
from storage.schema import arrow_schema, arrow_table

if TYPE_CHECKING:
    from pathlib import Path

CHUNK = 200
"""Rows held in memory; an article's row takes about 20 kB as Python objects."""


class RowFile:
    """A Parquet file of one dataclass that grows row by row."""

    def __init__(self, path: Path, row_type: type) -> None:
        self.path = path
        self.rows = 0
        self._type = row_type
        self._waiting: list[dict[str, Any]] = []
        with named_spool_errors(path):
            self._writer = pq.ParquetWriter(path, arrow_schema(row_type), compression="zstd")

    def add(self, row: Any) -> None:
        """Add a row; raises `SpoolFull` when the disk is, and the file is of no use after that."""
        self.rows += 1
        self._waiting.append(to_row(row))
        if len(self._waiting) >= CHUNK:
            self._flush()

    def close(self) -> Path:
        """Write what is left and end the file; calling again does nothing."""
        if self._writer.is_open:
            self._flush()
            with named_spool_errors(self.path):
                self._writer.close()
        return self.path

    def _flush(self) -> None:
        if self._waiting:
            with named_spool_errors(self.path):
                self._writer.write_table(arrow_table(self._type, self._waiting))
            self._waiting = []
