"""Saying in a line what an edit changed."""

from __future__ import annotations

from difflib import SequenceMatcher

SPANS = 3
"""Edits that are shown; the rest is counted."""
SPAN_CHARACTERS = 40
COMPARED_LINES = 300
"""Comparing is quadratic, and a load has to say it of thousands of articles."""


def edit_summary(title: tuple[str | None, str | None], text: tuple[str, str]) -> str:
    """Return what the later of two revisions changed, as `title: A → B; text: −C +D`."""
    said = []
    if title[0] != title[1]:
        said.append(f"title: {_quoted(title[0] or '')} → {_quoted(title[1] or '')}")
    if text[0] != text[1]:
        said.append(f"text: {_edits(*text)}")
    return "; ".join(said)


def _edits(before: str, after: str) -> str:
    spans = [_middle(old, new) for old, new in _changed_lines(before, after)]
    shown = [
        " ".join(sign + _quoted(span) for sign, span in (("−", old), ("+", new)) if span)
        for old, new in spans[:SPANS]
    ]
    more = len(spans) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _changed_lines(before: str, after: str) -> list[tuple[str, str]]:
    """Return the stretches of lines that differ; one for all where there are many lines."""
    old, new = before.split("\n"), after.split("\n")
    if max(len(old), len(new)) > COMPARED_LINES:
        return [(before, after)]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [
        ("\n".join(old[a:b]), "\n".join(new[c:d]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]


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
