"""Naming what an answer was: HTTP 200 alone says little."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.record import Outcome

if TYPE_CHECKING:
    from extract.page import Page
    from extract.record import Record

SETTLED = frozenset(
    ("article", "quarantined", "rejected", "gone", "soft_404", "not_html", "too_large", "list",
     "login", "moved", "part", "archived", "robots")
)  # fmt: skip
"""Outcomes that another request wouldn't change soon."""
PASSING = frozenset(
    ("error_5xx", "timeout", "reset", "refused", "unresolved", "truncated", "ok", "failed")
)
"""Outcomes that the next run, however soon, may find mended; others get a day."""
REFUSED = frozenset(("blocked", "parked"))
"""Outcomes of a site that lets nobody in; what it serves instead is no page of it."""
_OK, _REDIRECT, _CLIENT_ERROR, _SERVER_ERROR = 200, 300, 400, 500


def outcome_of_answer(page: Page) -> tuple[str, str]:
    """Return name and evidence of an answer by itself; "ok" where only its text can tell."""
    if page.url.endswith("/robots.txt"):
        return "robots", f"HTTP {page.status}"
    if said := _said(page):
        return said
    if named := _rules()["status"].get(str(page.status)):
        return named, f"HTTP {page.status}"
    if page.status >= _SERVER_ERROR:
        return "error_5xx", f"HTTP {page.status}"
    if page.status >= _CLIENT_ERROR or page.status < _OK:
        return "error_4xx", f"HTTP {page.status}"
    if page.status >= _REDIRECT:
        return "moved", page.headers.get("location", "")
    return "ok", ""


def outcome_of_record(record: Record) -> tuple[str, str]:
    """Return name and evidence of an answer that was read as an article page."""
    evidence = ", ".join(reason.value for reason in record.reasons)
    if record.outcome is not Outcome.REJECTED:
        return record.outcome.value, evidence
    reasons = _rules()["reasons"]
    named = next((reasons[r.value] for r in record.reasons if r.value in reasons), "rejected")
    return named, evidence


def outcome_of_target(url: str) -> str | None:
    """Return what it means that an article's address leads to `url`; None if nothing bad."""
    moved = _rules()["moved"]
    return next(
        (name for name, said in (("soft_404", "gone"), ("login", "login"))
         if re.search(moved[said], url)), None,
    )  # fmt: skip


def outcome_of_failure(error: BaseException) -> tuple[str, str, bool]:
    """Return name and evidence of a request without an answer, and whether asking again helps."""
    rules = _rules()["failed"]
    known = next((rules[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in rules),
                 None)  # fmt: skip
    said = f"{type(error).__name__}: {error}"[:300]
    return (known["outcome"], said, known["retry"]) if known else ("failed", said, False)


def _said(page: Page) -> tuple[str, str] | None:
    length = len(page.body)
    told = [rule for rule in _answers() if page.status in rule.status and length <= rule.longest]
    low, text = page.body.lower() if told else b"", ""
    for rule in told:
        for say in rule.says:
            if not any(word in low for word in say.words):
                continue
            text = text or _text(page.body)
            if found := say.pattern.search(text):
                return rule.outcome, f"HTTP {page.status}, {found[0][:80]!r}"
    return None


def _text(body: bytes) -> str:
    """Return a short body as text; which charset it has in truth decides nothing here."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("gb18030", "replace")


@dataclass(frozen=True, slots=True)
class _Saying:
    words: tuple[bytes, ...]
    """As bytes in either charset; ASCII in lower case."""
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Answer:
    outcome: str
    status: frozenset[int]
    longest: int
    says: tuple[_Saying, ...]


@cache
def _answers() -> tuple[_Answer, ...]:
    return tuple(
        _Answer(rule["outcome"], frozenset(rule["status"]), rule["longest"],
                tuple(_saying(say["words"], say["pattern"]) for say in rule["says"]))
        for rule in _rules()["said"]
    )  # fmt: skip


def _saying(words: list[str], pattern: str) -> _Saying:
    spelled = {w.lower().encode(charset).lower() for w in words for charset in ("utf-8", "gb18030")}
    return _Saying(tuple(sorted(spelled)), re.compile(pattern, re.DOTALL))


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("outcomes.toml").read_text("utf-8"))
