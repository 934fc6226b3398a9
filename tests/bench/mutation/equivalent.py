"""Mutants that no test can tell from the code, as somebody found who looked at them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bench.mutation.mutants import Mutant

_LIST = Path(__file__).with_name("equivalent.toml")


@dataclass(frozen=True)
class Equivalent:
    file: str
    before: list[str]
    after: list[str]
    reason: str


def equivalents() -> list[Equivalent]:
    return [Equivalent(**row) for row in tomllib.loads(_LIST.read_text()).get("mutant", [])]


def reason_of(mutant: Mutant, known: list[Equivalent]) -> str | None:
    """Return why the mutant does what the code does, if that is known."""
    before, after = mutant.changes()
    for row in known:
        if (row.file, row.before, row.after) == (mutant.file, before, after):
            return row.reason
    return None
