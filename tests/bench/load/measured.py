"""A figure beside what is asked, and work measured in a process of its own."""

from __future__ import annotations

import multiprocessing
import resource
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    value: float
    asked: float
    unit: str
    at_least: bool = False

    @property
    def ok(self) -> bool:
        return self.value >= self.asked if self.at_least else self.value <= self.asked


def apart(
    task: object, variables: Mapping[str, str], name: str, number: int
) -> tuple[float, float, float]:
    """Run a task in a process of its own; return seconds, processor seconds, and GB at most."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        made = {**variables, "CPPCC_BUCKET": name}
        return pool.submit(task, made, number).result()  # type: ignore[arg-type]  # a function


def memory_gb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
