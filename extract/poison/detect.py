"""What a page shows of a kit's work, sign by sign."""

import re
from dataclasses import dataclass, field

from extract.poison.edits import Change
from extract.poison.hosts import prints_traditional
from extract.poison.pinyin import kit_notes
from extract.poison.readings import NOTE
from extract.poison.regions import Region, readable
from extract.poison.rules import load
from extract.poison.script import (
    RESIDUE,
    simplified_only,
    traditional_only,
    traditional_pattern,
)
from extract.poison.soup import may_share, removals, shared_id
from extract.poison.spam import contradicts, edges, looks_possible, phrases_spam
from extract.poison.titles import Head, read_head
from extract.publisher import Publisher
from extract.record import Removed

# in any traditional text of a few lines stand several of these
_PROBES = "會國來時發這們為"
_FEW = 3
# what converted text keeps, beside what traditional text has in the same place
_KEPT, _PROPER = frozenset("后里于干系只制并云采面"), frozenset("後裡裏於幹係隻製並雲採麵")
_KINDS = 2
_EXCERPT = 80
_NEAR = 3000


@dataclass(frozen=True, slots=True)
class Findings:
    signals: dict[str, int] = field(default_factory=dict)
    evidence: dict[str, str] = field(default_factory=dict)
    spans: tuple[tuple[Change, Removed], ...] = ()
    head: Head = field(default_factory=Head)
    converted: bool = False


def may_be_poisoned(source: str) -> bool:
    """Decide cheaply that there is something to look at; most pages end here."""
    if sum(char in source for char in _PROBES) >= _FEW or looks_possible(_edges(source)):
        return True
    markers = load("signals")["markers"]["hidden_block"]
    return any(marker in source for marker in markers) or may_share(source)


def _edges(source: str) -> str:
    """Return what a kit writes its phrases into: the head, the top of the body, the end."""
    body = max(source.find("<body"), 0)
    return source[:_NEAR] + source[body : body + _NEAR] + source[-_NEAR:]


def examine(source: str, *, markup: bool, url: str, publisher: Publisher) -> Findings:
    """Look for every sign but slips, which are found in mending a converted page."""
    least = load("signals")["least"]
    regions = list(readable(source, markup=markup))
    text = _text(source, regions)
    head = read_head(source) if markup else Head()
    spans = list(head.spans)
    ident, times = shared_id(source)
    soup = list(removals(source, ident if times >= least["soup"] else "", markup=markup))
    spans += _outside(soup, spans)
    traditional = len([char for char in text if char in traditional_only()])
    native = prints_traditional(url, publisher)
    converted = traditional >= least["script_converted"] and not native and _is_converted(text)
    noted = kit_notes(text) if traditional else 0
    mixed = converted or noted >= least["notes"] or (bool(spans) and _may_be_converted(text))
    outer = [r for r in regions if not any(c.start <= r.start < c.end for c, _ in spans)]
    edge = edges(source, outer, lambda line: phrases_spam(line) or (mixed and contradicts(line)))
    spans += _outside(list(edge), spans)
    found: dict[str, list[str]] = {}
    for _, removed in spans:
        found.setdefault(removed.kind, []).append(removed.text)
    signals = {kind: len(texts) for kind, texts in found.items()}
    evidence = {kind: texts[0][:_EXCERPT] for kind, texts in found.items()}
    if times >= least["soup"]:
        signals["soup"] = times
        evidence.setdefault("soup", ident)
    for name, seen in (("entity_title", head.entity), ("title_script", head.scripted)):
        if seen:
            signals[name] = 1
            evidence[name] = head.title or ""
    if noted >= least["notes"] and traditional >= least["notes"] and _mostly_traditional(text):
        signals["notes"] = noted
        evidence["notes"] = _around(text, NOTE)
    if converted:
        signals["script_converted"] = traditional
        evidence["script_converted"] = _around(text, traditional_pattern())
    mixed = mixed or (bool(spans) and _may_be_converted(text))
    return Findings(signals, evidence, tuple(spans), head, not native and (converted or mixed))


def _around(text: str, pattern: re.Pattern[str]) -> str:
    found = pattern.search(text)
    return text[max(0, found.start() - 10) : found.start() + 30] if found else ""


def _text(source: str, regions: list[Region]) -> str:
    return "\n".join(source[region.start : region.end] for region in regions)


def _outside(
    new: list[tuple[Change, Removed]], old: list[tuple[Change, Removed]]
) -> list[tuple[Change, Removed]]:
    return [
        (change, removed)
        for change, removed in new
        if not any(change.start < other.end and other.start < change.end for other, _ in old)
    ]


def _mostly_traditional(text: str) -> bool:
    traditional = sum(char in traditional_only() for char in text)
    simplified = sum(char in simplified_only() for char in text)
    return traditional > simplified


def _may_be_converted(text: str) -> bool:
    """Tell whether nothing in a traditional text speaks against conversion."""
    proper = sum(char in _PROPER for char in text)
    return proper <= sum(char in _KEPT for char in text) and _mostly_traditional(text)


def _is_converted(text: str) -> bool:
    """Tell text converted one for one from traditional text as it is printed."""
    chars = [char for char in text if char in RESIDUE or char in _PROPER]
    kept = sum(char in _KEPT for char in chars)
    proper = sum(char in _PROPER for char in chars)
    kinds = len(_KEPT & set(chars))
    return kinds >= _KINDS and kept > 4 * proper and _mostly_traditional(text)
