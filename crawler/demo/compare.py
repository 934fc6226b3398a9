"""Whether what came out is what the publishers printed."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crawler.demo.replicas import Replica
    from extract.record import Record

_FIELDS = (
    "title",
    "subtitle",
    "text",
    "published",
    "source",
    "authors",
    "correspondents",
    "editors",
)
_CONTEXT = 12


def differences(records: Sequence[Record], replicas: Iterable[Replica]) -> list[str]:
    """Return a line for each field that isn't as its publisher printed it; none is success."""
    by_site = {record.site_id: record for record in records}
    out = []
    for replica in replicas:
        name = replica.site.id
        if (record := by_site.get(name)) is None:
            out.append(f"{name}: no article")
            continue
        if record.poison.verdict.value != replica.expected.verdict:
            out.append(f"{name}: verdict {record.poison.verdict}, not {replica.expected.verdict}")
        for field in _FIELDS:
            got, wanted = getattr(record, field), getattr(replica.expected, field)
            if got != wanted:
                out.append(f"{name}: {field}: {_shown(got, wanted)}")
    return out


def _shown(got: Any, wanted: Any) -> str:
    if not isinstance(got, str) or not isinstance(wanted, str):
        return f"{got!r}, not {wanted!r}"
    matcher = SequenceMatcher(None, wanted, got, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            here = got[max(0, c - _CONTEXT) : d + _CONTEXT]
            there = wanted[max(0, a - _CONTEXT) : b + _CONTEXT]
            return f"…{here!r}, not …{there!r}"
    return "equal"
