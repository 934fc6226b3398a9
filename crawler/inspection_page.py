"""The same as `inspection`, as a page: everything of a record, escaped, with nothing to load."""

from __future__ import annotations

from collections import Counter
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from crawler.inspection import FIELDS, pieces, value_of

if TYPE_CHECKING:
    from extract.record import Record

_LONGEST_SPAN = 20_000
"""Characters of a removed span that are shown; soup can be long."""


def inspection_page(record: Record) -> str:
    """Return a page that shows a record: verdict, fields, text with repairs, removed spans."""
    template = (files("crawler") / "templates" / "inspection.html").read_text("utf-8")
    kinds = Counter(repair.kind for repair in record.repairs)
    return Template(template).substitute(
        title=_diff(record, "title") or "(no title)",
        name=escape(record.title or record.url),
        url=escape(record.url),
        verdict=record.poison.verdict.value,
        score=f"{record.poison.score:g}",
        outcome=escape(record.outcome.value),
        reasons=" ".join(f"<span class=tag>{escape(r.value)}</span>" for r in record.reasons),
        host=escape(record.poison.host),
        signals=_signals(record) or "<tr><td colspan=3 class=none>none</td></tr>",
        fields=_fields(record),
        counts=", ".join(f"{n} {escape(kind)}" for kind, n in kinds.most_common()) or "no repairs",
        unrepaired=str(record.quality.unrepaired),
        text=_paragraphs(record) or "<p class=none>no text</p>",
        removed=_removed(record) or "<p class=none>nothing</p>",
    )


def _signals(record: Record) -> str:
    evidence = record.poison.evidence
    return "\n".join(
        f"<tr><th>{escape(name)}<td class=n>{count}<td><q>{escape(evidence.get(name, ''))}</q>"
        for name, count in record.poison.signals.items()
    )


def _fields(record: Record) -> str:
    rows = []
    for name in FIELDS:
        if value := value_of(record, name):
            shown = _diff(record, name) or escape(value)
            source = escape(record.provenance.get(name, ""))
            rows.append(f"<tr><th>{name}<td>{shown}<td class=from>{source}")
    return "\n".join(rows)


def _diff(record: Record, where: str) -> str:
    """Return a field with each repair in it: what was served, struck out, and what it became."""
    out = []
    for kind, before, after in pieces(record, where):
        if kind:
            removed = f"<del>{escape(before)}</del>" if before else ""
            out.append(f'<span title="{escape(kind)}">{removed}<ins>{escape(after)}</ins></span>')
        else:
            out.append(escape(after))
    return "".join(out)


def _paragraphs(record: Record) -> str:
    shown = _diff(record, "text")
    return "\n".join(f"<p>{line}</p>" for line in shown.split("\n") if line)


def _removed(record: Record) -> str:
    rows = []
    for span in record.removed:
        size = f"{len(span.text)} characters"
        text = escape(span.text[:_LONGEST_SPAN])
        rows.append(
            f"<details{' open' if len(span.text) < 400 else ''}>"  # noqa: PLR2004  # a few lines
            f"<summary><b>{escape(span.kind)}</b> {escape(span.where)} <i>{size}</i></summary>"
            f"<pre>{text}</pre></details>"
        )
    return "\n".join(rows)
