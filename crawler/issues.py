"""Addresses of a newspaper's issues by day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.lists.hrefs import day_in_url

if TYPE_CHECKING:
    from datetime import date

MOST_MISSING = 15
"""Days in a row without an issue after which there are no older ones: the longest holiday is 9."""
MOST_ISSUES = 400
_DAY = re.compile(
    r"(?<!\d)(20\d\d)([-/_]?)(0[1-9]|1[0-2])([-/_]?)(0[1-9]|[12]\d|3[01])(?!\d)(?=[/_.?&-]|$)"
)


@dataclass(frozen=True, slots=True)
class IssueAddress:
    """Where a paper's issue of a day begins: an address with {yyyy}, {mm} and {dd}."""

    template: str

    @classmethod
    def of(cls, url: str) -> IssueAddress | None:
        """Return the paper's form of address from one issue's; None where it names no day."""
        found = _DAY.search(url, url.find("//") + 2)
        if found is None or day_in_url(url) is None:
            return None
        compact = found[1] + found[3] + found[5]
        rest = url[found.end() :].replace(compact, "{yyyy}{mm}{dd}")
        named = f"{{yyyy}}{found[2]}{{mm}}{found[4]}{{dd}}"
        return cls(url[: found.start()] + named + rest)

    def on(self, day: date) -> str:
        parts = {"{yyyy}": f"{day:%Y}", "{mm}": f"{day:%m}", "{dd}": f"{day:%d}"}
        url = self.template
        for name, value in parts.items():
            url = url.replace(name, value)
        return url


@dataclass(slots=True)
class Walk:
    """Going through a paper's issues day by day, one way."""

    address: IssueAddress
    step: int
    end: date
    """The last day to look at."""
    strict: bool
    """Whether every day up to `end` is looked at: a person asked for them."""
    missing: int = 0
    known: int = 0
    issues: int = 0

    def is_over(self, *, full: bool) -> bool:
        """Whether there is nothing more to look for, unless every day is asked for."""
        stops = self.step < 0 and self.known > 1 and not full
        too_many = self.issues >= MOST_ISSUES and not full
        return stops or too_many or self.missing >= MOST_MISSING


def is_template(url: str) -> bool:
    return "{yyyy}" in url and "{mm}" in url and "{dd}" in url
