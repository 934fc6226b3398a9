"""What a crawl found out about its site: what it wanted, what it lost, and what its lists say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.record import Outcome, Verdict

if TYPE_CHECKING:
    from datetime import date

    from crawler.lists.columns import Column
    from crawler.site import Site
    from extract.record import Record

MOST_MISSING = 200


@dataclass(slots=True)
class Findings:
    """Grows with what is missing, not with what came."""

    site: Site
    columns: list[Column] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)
    """Wanted articles that haven't come yet, address by key."""
    why: Counter[str] = field(default_factory=Counter)
    """Requests that ended without an answer, by outcome."""
    evidence: dict[str, str] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """Checks that failed on the way: name and what was seen."""
    days: set[date] = field(default_factory=set)
    """Days that the lists print beside their articles."""
    revisited: int = 0
    wanted: int = 0
    read: int = 0
    spam: int = 0

    def want(self, key: str, url: str) -> None:
        self.wanted += key not in self.missing
        self.missing[key] = url

    def had(self, key: str) -> None:
        self.missing.pop(key, None)

    def lose(self, key: str, outcome: str) -> None:
        """Note that an article can't be had now; it stays missing."""
        self.evidence.setdefault(outcome, self.missing.get(key, ""))

    def failed(self, outcome: str, evidence: str) -> None:
        self.why[outcome] += 1
        self.evidence.setdefault(outcome, evidence)

    def note(self, name: str, detail: str) -> None:
        if (name, detail) not in self.notes:
            self.notes.append((name, detail))

    def see_record(self, record: Record) -> None:
        self.read += 1
        poisoned = record.poison.verdict is Verdict.POISONED
        self.spam += poisoned and record.outcome is Outcome.REJECTED
