"""Saying in a line what an edit changed."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import islice

SPANS = 3
"""Edits that are shown; the rest is counted."""
SPAN_CHARACTERS = 40
COMPARED_CHARACTERS = 6_000
"""Of a longer text only the stretch around its edits is looked at: comparing is quadratic."""


def edit_summary(title: tuple[str | None, str | None], text: tuple[str, str]) -> str:
    """Return what the later of two revisions changed, as `title: A → B; text: −C +D`."""
    said = []
    if title[0] != title[1]:
        said.append(f"title: {_quoted(title[0] or '')} → {_quoted(title[1] or '')}")
    if text[0] != text[1]:
        said.append(f"text: {_edits(*text)}")
    return "; ".join(said)


def _edits(before: str, after: str) -> str:
    before, after = _middle(before, after)
    if max(len(before), len(after)) > COMPARED_CHARACTERS:
        return f"{len(before)} characters replaced by {len(after)}"
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    edits = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    shown = [
        " ".join(
            sign + _quoted(span) for sign, span in (("−", before[a:b]), ("+", after[c:d])) if span
        )
        for _, a, b, c, d in islice(edits, SPANS)
    ]
    more = len(edits) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _middle(before: str, after: str) -> tuple[str, str]:
    """Return both texts without what they begin and end with alike."""
    shorter = min(len(before), len(after))
    head = next((n for n in range(shorter) if before[n] != after[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if before[-1 - n] != after[-1 - n]), rest)
    return before[head : len(before) - tail], after[head : len(after) - tail]


def _quoted(span: str) -> str:
    line = " ".join(span.split())
    cut = line if len(line) <= SPAN_CHARACTERS else f"{line[: SPAN_CHARACTERS - 1]}…"
    return f"“{cut}”"
