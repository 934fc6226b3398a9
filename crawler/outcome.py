"""Naming what an answer was: HTTP 200 alone says little."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.record import Outcome

if TYPE_CHECKING:
    from extract.page import Page
    from extract.record import Record

SETTLED = frozenset(("article", "quarantined", "rejected", "gone", "not_html", "too_large", "list"))
"""Outcomes that another request wouldn't change soon."""
_OK, _REDIRECT, _CLIENT_ERROR, _SERVER_ERROR = 200, 300, 400, 500


def outcome_of_answer(page: Page) -> tuple[str, str]:
    """Return name and evidence of an answer by itself; "ok" where only its text can tell."""
    rules = _rules()
    named = rules["status"].get(str(page.status))
    if named:
        return named, f"HTTP {page.status}"
    if len(page.body) <= rules["body"]["short"]:
        for words in rules["body"]["blocked"]:
            if words.encode() in page.body:
                return "blocked", words
    if page.status >= _SERVER_ERROR:
        return "error_5xx", f"HTTP {page.status}"
    if page.status >= _CLIENT_ERROR:
        return "error_4xx", f"HTTP {page.status}"
    if page.status >= _REDIRECT:
        return "moved", page.headers.get("location", "")
    return ("ok", "") if page.status >= _OK else ("error_4xx", f"HTTP {page.status}")


def outcome_of_record(record: Record) -> tuple[str, str]:
    """Return name and evidence of an answer that was read as an article page."""
    evidence = ", ".join(reason.value for reason in record.reasons)
    if record.outcome is not Outcome.REJECTED:
        return record.outcome.value, evidence
    reasons = _rules()["reasons"]
    named = next((reasons[r.value] for r in record.reasons if r.value in reasons), "rejected")
    return named, evidence


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("outcomes.toml").read_text("utf-8"))
