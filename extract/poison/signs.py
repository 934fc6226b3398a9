"""The signs of a kit on one page, each with its count and an excerpt."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from operator import attrgetter

from extract.poison.conversion import Script, reads_mainland, residue
from extract.poison.edits import Change, Taken
from extract.poison.farms import farms
from extract.poison.pinyin import kit_notes
from extract.poison.readings import NOTE
from extract.poison.regions import Region, head_and_foot
from extract.poison.rules import any_of, load
from extract.poison.script import traditional_pattern
from extract.poison.soup import removals, shared_id
from extract.poison.spam import edges, phrases_spam
from extract.poison.swaps import brand_swaps, doubled_commas, leads_a_name, random_tokens
from extract.poison.titles import Head, heading, read_head
from extract.record import Removed

_EXCERPT = 80
_START = attrgetter("start")

Span = tuple[Change, Removed]


class Signs:
    """The signs found so far, and the spans to take out."""

    def __init__(self, source: str, *, markup: bool) -> None:
        self.signals: dict[str, int] = {}
        self.evidence: dict[str, str] = {}
        self.spans: list[Span] = []
        self.head = Head()
        self._taken = Taken()
        self._source, self._markup = source, markup
        self._regions = head_and_foot(source, markup=markup)
        self._least = load("signals")["least"]

    def spam(self, url: str) -> None:
        if self._markup:
            self.head = read_head(self._source)
            self.take(self.head.spans)
        ident, times = shared_id(self._source)
        many = times >= self._least["soup"]
        self.take(removals(self._source, ident if many else "", markup=self._markup))
        if self._markup:
            self.take(farms(self._source, url))
        self.take(edges(self._source, self.outside(), phrases_spam))
        if many:
            self._sign("soup", times, ident)
        for name, seen in (
            ("entity_title", self.head.entity),
            ("title_script", self.head.scripted),
        ):
            if seen:
                self._sign(name, 1, self.head.title or "")

    def script(self, script: Script, text: str) -> bool:
        if script.traditional < self._least["script_converted"] or not script.is_converted:
            return False
        self._sign("script_converted", script.traditional, _around(text, traditional_pattern()))
        if left := residue(text):
            self._sign("script_residue", left, _around(text, any_of("conversion", "telling")))
        return True

    def notes(self, script: Script, text: str) -> bool:
        """Note readings behind characters; return whether there are enough to mean anything."""
        noted = kit_notes(text) if script.traditional else 0
        least = self._least["notes"]
        if noted >= least and script.traditional >= least and script.mostly_traditional:
            self._sign("notes", noted, _around(text, NOTE))
        return bool(noted >= least)

    def commas(self, text: str) -> None:
        self._sign_words("doubled_commas", doubled_commas(text), self._least["doubled_commas"])

    def swaps(self, text: str) -> None:
        brands = brand_swaps(text)
        # once or twice it may be quoted, but not where a page says whose it is, or amid a name
        sure = brand_swaps(heading(self._source)) or any(leads_a_name(text, b) for b in {*brands})
        self._sign_words("brand_swap", brands, self._least["brand_swap"] - bool(sure))
        self._sign_words("random_tokens", random_tokens(text), self._least["random_tokens"])

    def take(self, spans: Iterable[Span]) -> None:
        """Add the spans that overlap none taken before, each a sign of its kind."""
        for change, removed in spans:
            if not self._taken.add(change.start, change.end):
                continue
            self.spans.append((change, removed))
            count = self.signals.get(removed.kind, 0) + 1
            self._sign(removed.kind, count, self.evidence.get(removed.kind, removed.text))

    def may_be_converted(self, script: Script, text: str) -> bool:
        """Whether a page with other signs has text that nobody would print in that script."""
        if not self.spans or not script.mostly_traditional:
            return False
        return not script.by_words or reads_mainland(text)

    def outside(self) -> list[Region]:
        """Return the readable regions that no span takes out."""
        kept: list[Region] = []
        at = 0
        for start, end in self._taken:
            kept += self._regions[at : bisect_left(self._regions, start, at, key=_START)]
            at = bisect_left(self._regions, end, at, key=_START)
        return kept + self._regions[at:]

    def text(self) -> str:
        return "\n".join(self._source[region.start : region.end] for region in self.outside())

    def _sign_words(self, name: str, words: list[str], least: int) -> None:
        if len(words) >= least:
            self._sign(name, len(words), words[0])

    def _sign(self, name: str, count: int, excerpt: str) -> None:
        self.signals[name] = count
        self.evidence[name] = " ".join(excerpt.split())[:_EXCERPT]


def _around(text: str, pattern: re.Pattern[str]) -> str:
    found = pattern.search(text)
    return text[max(0, found.start() - 10) : found.start() + 30] if found else ""
