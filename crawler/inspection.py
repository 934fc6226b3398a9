"""One record for a person to look at: verdict, signals, fields, and what was removed and mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from extract.record import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from extract.record import Record

_STYLES = {
    Verdict.POISONED: "bold red",
    Verdict.SUSPECT: "bold yellow",
    Verdict.CLEAN: "bold green",
}
FIELDS = (
    "kicker", "title", "subtitle", "published", "source", "authors", "correspondents", "editors",
    "column", "language", "script",
)  # fmt: skip
_LONGEST = 300
_BETWEEN = " · "


def shown(record: Record, *, colours: bool = True) -> RenderableType:
    """Return everything worth seeing of a record, in the order that one asks for it."""
    parts: list[RenderableType] = [_verdict(record), _fields(record, colours=colours)]
    if record.removed:
        parts += [Rule("removed", align="left"), _removed(record)]
    parts.append(Rule(f"text, {len(record.repairs)} repairs", align="left"))
    return Group(*parts, mended(record, colours=colours))


def mended(record: Record, where: str = "text", *, colours: bool = True) -> Text:
    """Return a field with each repair in it: struck out what was served, then what it became.

    Without colours, repairs are set off as `git diff --word-diff` does: [-served-]{+printed+}.
    """
    out = Text()
    for kinds, before, after in pieces(record, where):
        if colours:
            out.append(before, style="red strike")
            out.append(after, style="green" if kinds else "")
        else:
            out.append(f"[-{before}-]{{+{after}+}}" if kinds else after)
    return out


def pieces(record: Record, where: str) -> Iterator[tuple[str, str, str]]:
    """Yield a field's stretches: kinds of repair or nothing, what was served, what it became.

    Repairs that touch each other are one stretch.
    """
    value = getattr(record, where)
    if not isinstance(value, tuple):
        yield from _pieces(record, where, str(value or ""))
        return
    for number, item in enumerate(value):
        if number:
            yield "", "", _BETWEEN
        yield from _pieces(record, f"{where}[{number}]", item)


def _pieces(record: Record, where: str, text: str) -> Iterator[tuple[str, str, str]]:
    at = 0
    kinds, before, begin = dict[str, None](), "", 0
    repairs = [repair for repair in record.repairs if repair.where == where]
    for repair in sorted(repairs, key=lambda repair: repair.offset):
        if repair.offset < at:
            continue
        if repair.offset > at:
            if kinds:
                yield ", ".join(kinds), before, text[begin:at]
            if at < repair.offset:
                yield "", "", text[at : repair.offset]
            kinds, before, begin = {}, "", repair.offset
        kinds[repair.kind] = None
        before += repair.before
        at = repair.offset + len(repair.after)
    if kinds:
        yield ", ".join(kinds), before, text[begin:at]
    if text[at:]:
        yield "", "", text[at:]


def value_of(record: Record, name: str) -> str:
    """Return a field for a person to read, empty where there is none."""
    value = getattr(record, name)
    return _BETWEEN.join(value) if isinstance(value, tuple) else str(value or "")


def _verdict(record: Record) -> Table:
    table = Table.grid(padding=(0, 2))
    verdict = record.poison.verdict
    table.add_row("verdict", Text(verdict.value, style=_STYLES[verdict]))
    table.add_row("outcome", ", ".join([record.outcome.value, *(r.value for r in record.reasons)]))
    table.add_row("host", record.poison.host)
    table.add_row("left as is", str(record.quality.unrepaired))
    for name, count in record.poison.signals.items():
        excerpt = " ".join(record.poison.evidence.get(name, "").split())
        evidence = Text(excerpt[:_LONGEST], style="dim")
        table.add_row(Text(f"  {name}"), Text(f"{count}  ").append(evidence))
    return table


def _fields(record: Record, *, colours: bool) -> Table:
    table = Table("field", "value", "evidence", box=None, padding=(0, 2, 0, 0))
    for name in FIELDS:
        if value_of(record, name):
            evidence = Text(record.provenance.get(name, ""), style="dim")
            table.add_row(name, mended(record, name, colours=colours), evidence)
    return table


def _removed(record: Record) -> Table:
    table = Table.grid(padding=(0, 2))
    for span in record.removed:
        table.add_row(span.kind, Text(span.text[:_LONGEST], style="red"))
    return table
