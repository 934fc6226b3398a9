"""What the benchmark measured, beside what is asked."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

from rich.table import Table


@dataclass
class Figures:
    """What was measured, row by row, and what was missed."""

    table: Table = field(default_factory=lambda: Table("figure", "measured", "asked", ""))
    missed: list[str] = field(default_factory=list)

    def add(self, name: str, measured: str, asked: str, *, reached: bool) -> None:
        self.table.add_row(name, measured, asked, "" if reached else "[bold red]missed")
        if not reached:
            self.missed.append(f"{name}: {measured} of {asked}")
        sys.stderr.write(f"{name}: {measured} (asked: {asked}){'' if reached else '  MISSED'}\n")
