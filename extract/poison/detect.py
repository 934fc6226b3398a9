"""What a page shows of a kit's work, and what that says of its script."""

from dataclasses import dataclass, field

from extract.poison.conversion import says_traditional, script_of
from extract.poison.hosts import prints_traditional
from extract.poison.script import UNMADE
from extract.poison.signs import Signs, Span
from extract.poison.spam import contradicts, edges
from extract.poison.titles import Head
from extract.publisher import Publisher


@dataclass(frozen=True, slots=True)
class Findings:
    signals: dict[str, int] = field(default_factory=dict)
    evidence: dict[str, str] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    head: Head = field(default_factory=Head)
    converted: bool = False
    may_be_converted: bool = False
    """Traditional, and poisoned by other signs; a slip would prove that a kit converted it."""
    by_words: bool = False
    """The converter chose forms by the words that they stand in."""
    keep: frozenset[str] = frozenset()
    """Traditional characters that this page's converter doesn't make."""


def examine(source: str, *, markup: bool, url: str, publisher: Publisher) -> Findings:
    """Look for every sign but slips, which are found in mending a converted page."""
    found = Signs(source, markup=markup)
    found.spam(url)
    text = found.text()
    script = script_of(text)
    native = prints_traditional(url, publisher) or says_traditional(source)
    converted = not native and found.script(script, text)
    noted = found.notes(script, text)
    mixed = converted or noted or (found.may_be_converted(script, text))
    if mixed:
        found.take(edges(source, found.outside(), contradicts))
    found.commas(text)
    if not script.mostly_traditional:
        found.swaps(text)
    mixed = mixed or (found.may_be_converted(script, text))
    return Findings(
        signals=found.signals,
        evidence=found.evidence,
        spans=tuple(found.spans),
        head=found.head,
        converted=mixed and not native,
        may_be_converted=bool(found.spans) and script.mostly_traditional and not native,
        by_words=script.by_words,
        keep=_keep(text, residue="script_residue" in found.signals),
    )


def _keep(text: str, *, residue: bool) -> frozenset[str]:
    if residue:
        return UNMADE
    # who leaves 干 as it is makes no 乾 of it
    return frozenset("乾") if "干" in text else frozenset()
