"""What a table of the bucket is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class TableSpec:
    """Where a table is, what it holds, and what makes a row of it one of a kind."""

    key: str
    schema: pa.Schema
    identity: tuple[str, ...]
    partition_by: tuple[str, ...] = ()
    indexed: bool = False
    """Whether `storage.file_index` finds rows by the first column of their identity."""
