"""One thing that a program looked at before it let others see its work."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

if TYPE_CHECKING:
    import polars as pl

SHOWN = 5


class Status(StrEnum):
    PASSED = "passed"
    WARNED = "warned"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Check:
    name: Annotated[str, "what was looked at"]
    status: Annotated[Status, "passed, warned or failed"]
    detail: Annotated[str, "what was seen, and the first rows that fail"] = ""

    @property
    def ok(self) -> bool:
        return self.status != Status.FAILED


def passed_if(holds: bool, name: str, detail: str, otherwise: Status = Status.FAILED) -> Check:
    return Check(name, Status.PASSED if holds else otherwise, detail)


def first_urls(frame: pl.DataFrame) -> str:
    """Name the first rows of a frame with a column `url`, for a check's detail."""
    urls = frame["url"].head(SHOWN).to_list()
    return f", first {' '.join(urls)}" if urls else ""
