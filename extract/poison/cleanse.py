"""Undo what a spam kit did to a page, on its source, before anything parses it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from extract.poison.detect import Findings, examine
from extract.poison.edits import Change, Edit, make
from extract.poison.fluency import Fluency
from extract.poison.glance import may_be_poisoned
from extract.poison.hosts import host_role
from extract.poison.pinyin import notes
from extract.poison.placing import place
from extract.poison.regions import Region, readable
from extract.poison.script import conversions, conversions_by_words
from extract.poison.slips import Slips
from extract.poison.verdict import judge
from extract.publisher import Publisher
from extract.record import Poison, Removed, Repair, Verdict

_PRIVATE = re.compile("[\ue000-\uf8ff]")
_DAMAGE = re.compile(_PRIVATE.pattern + "|(?<=[\u4e00-\u9fff，。、“])\\?(?=[\u4e00-\u9fff，。、“])")


@dataclass(frozen=True, slots=True)
class Cleansed:
    source: str
    """The page with injected spans, slips, pinyin and script undone; the same object if clean."""
    poison: Poison
    removed: tuple[Removed, ...] = ()
    edits: tuple[Edit, ...] = ()
    """What was mended, by position in `source`."""
    unrepaired: int = 0
    """Damage marks left, since no repair was certain."""
    title: str | None = None
    """The genuine title, where the kit replaced it."""
    title_edits: tuple[Edit, ...] = ()
    """What was mended in it, by position in `title`."""


def cleanse(source: str, *, markup: bool, url: str, publisher: Publisher) -> Cleansed:
    """Return `source`, HTML or with markup=False a text capture, as its publisher printed it.

    Only a page with the verdict "poisoned" is changed; slips, pinyin and script only on one whose
    publisher wrote simplified.
    """
    if not may_be_poisoned(source):
        return Cleansed(source, Poison(host=host_role(url, publisher)))
    found = examine(source, markup=markup, url=url, publisher=publisher)
    without, _ = make(source, (), (change for change, _ in found.spans))
    mended = _Mender(without, markup=markup)
    converted = found.converted
    if converted or found.may_be_converted:
        mended.slips()
    if mended.edits:
        found.signals["slips"] = len(mended.edits)
        found.evidence["slips"] = mended.edits[0].before[:40]
        converted = True
    poison = judge(found.signals, found.evidence, url, publisher)
    if poison.verdict is not Verdict.POISONED:
        return Cleansed(source, poison)
    if converted:
        mended.each(notes)
        mended.each(_conversions(found))
        mended.count_left()
    title = _title(found, mended, converted=converted)
    return Cleansed(
        source=mended.source,
        poison=poison,
        removed=tuple(removed for _, removed in found.spans),
        edits=mended.edits,
        unrepaired=mended.unrepaired,
        title=title.source or None if title else None,
        title_edits=title.edits if title else (),
    )


def place_repairs(cleansed: Cleansed, fields: Mapping[str, str]) -> tuple[Repair, ...]:
    """Return the repairs that stand in `fields`, each at its code point there.

    Edits outside of every field, as in menus and footers, are left out.
    """
    repairs = place(cleansed.source, cleansed.edits, fields)
    if not cleansed.title or fields.get("title") != cleansed.title:
        return repairs
    in_title = [
        Repair(edit.kind, edit.before, cleansed.title[edit.start : edit.end], edit.start, "title")
        for edit in cleansed.title_edits
    ]
    return (*in_title, *(r for r in repairs if not in_title or r.where != "title"))


def _conversions(found: Findings) -> Callable[[str, int, int], Iterable[Change]]:
    return conversions_by_words if found.by_words else partial(conversions, keep=found.keep)


def _title(found: Findings, mended: "_Mender", *, converted: bool) -> "_Mender | None":
    """Return the genuine title, mended, where a kit replaced it in the head."""
    if not (text := found.head.title):
        return None
    title = _Mender(text, markup=False, fluency=mended.fluency)
    if converted:
        title.slips()
        title.each(notes)
        title.each(_conversions(found))
    return title


class _Mender:
    """A source on its way back, and the account of what was changed."""

    def __init__(self, source: str, *, markup: bool, fluency: Fluency | None = None) -> None:
        self.source = source
        self.edits: tuple[Edit, ...] = ()
        self.unrepaired = 0
        self._markup = markup
        self._fluency = fluency
        self._regions: list[Region] | None = None

    @property
    def fluency(self) -> Fluency:
        if self._fluency is None:
            self._fluency = Fluency(self.source)
        return self._fluency

    def slips(self) -> None:
        def mend(region: Region) -> Iterable[Change]:
            if "?" not in self.source[region.start : region.end]:
                return ()
            slips = Slips(
                self.source, self.fluency, attribute=region.attribute, markup=self._markup
            )
            changes = list(slips.changes(region.start, region.end))
            self.unrepaired += slips.unrepaired
            return changes

        self._make(mend)

    def count_left(self) -> None:
        """Count what still shows damage, such as a lost character between two sound ones."""
        left = sum(
            len(_DAMAGE.findall(self.source, region.start, region.end))
            for region in self._readable()
        )
        self.unrepaired = max(self.unrepaired, left)

    def each(self, step: Callable[[str, int, int], Iterable[Change]]) -> None:
        self._make(lambda region: step(self.source, region.start, region.end))

    def _make(self, step: Callable[[Region], Iterable[Change]]) -> None:
        changes = [change for region in self._readable() for change in step(region)]
        if changes:
            self.source, self.edits = make(self.source, self.edits, changes)
            self._regions = None

    def _readable(self) -> list[Region]:
        """Return the regions of the source as it is now."""
        if self._regions is None:
            self._regions = list(readable(self.source, markup=self._markup))
        return self._regions
