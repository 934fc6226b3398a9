"""One record for a person to look at: verdict, signals, fields, and what was removed and mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from extract.record import Verdict

if TYPE_CHECKING:
    from rich.console import RenderableType

    from extract.record import Record, Repair

_STYLES = {
    Verdict.POISONED: "bold red",
    Verdict.SUSPECT: "bold yellow",
    Verdict.CLEAN: "bold green",
}
_FIELDS = (
    "title", "subtitle", "published", "source", "authors", "correspondents", "editors", "column",
    "language", "script",
)  # fmt: skip
_LONGEST = 300


def shown(record: Record) -> RenderableType:
    """Return everything worth seeing of a record, in the order that one asks for it."""
    parts: list[RenderableType] = [_verdict(record), _fields(record)]
    if record.removed:
        parts += [Rule("removed", align="left"), _removed(record)]
    parts += [Rule(f"text, {len(record.repairs)} repairs", align="left"), mended(record)]
    return Group(*parts)


def mended(record: Record) -> Text:
    """Return the text with each repair in it: struck out what was served, then what it became."""
    out, at = Text(), 0
    for repair in sorted(_in_text(record), key=lambda repair: repair.offset):
        if repair.offset < at:
            continue
        out.append(record.text[at : repair.offset])
        out.append(repair.before, style="red strike")
        out.append(repair.after, style="green")
        at = repair.offset + len(repair.after)
    out.append(record.text[at:])
    return out


def _in_text(record: Record) -> list[Repair]:
    return [repair for repair in record.repairs if repair.where == "text"]


def _verdict(record: Record) -> Table:
    table = Table.grid(padding=(0, 2))
    verdict = record.poison.verdict
    table.add_row("verdict", Text(verdict.value, style=_STYLES[verdict]))
    table.add_row("outcome", ", ".join([record.outcome.value, *(r.value for r in record.reasons)]))
    table.add_row("host", record.poison.host)
    for name, count in record.poison.signals.items():
        evidence = Text(record.poison.evidence.get(name, "")[:_LONGEST], style="dim")
        table.add_row(Text(f"  {name}"), Text(f"{count}  ").append(evidence))
    return table


def _fields(record: Record) -> Table:
    table = Table("field", "value", "evidence", box=None, padding=(0, 2, 0, 0))
    for name in _FIELDS:
        value = getattr(record, name)
        said = " · ".join(value) if isinstance(value, tuple) else str(value or "")
        if said:
            table.add_row(name, Text(said), Text(record.provenance.get(name, ""), style="dim"))
    return table


def _removed(record: Record) -> Table:
    table = Table.grid(padding=(0, 2))
    for span in record.removed:
        table.add_row(span.kind, Text(span.text[:_LONGEST], style="red"))
    return table
