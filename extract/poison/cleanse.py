"""Undo what a spam kit did to a page, on its source, before anything parses it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from extract.codec.evidence import beyond_ascii
from extract.poison.detect import Findings, examine
from extract.poison.edits import Change, Edit, make
from extract.poison.glance import may_be_poisoned
from extract.poison.hosts import host_role
from extract.poison.mending import Mender
from extract.poison.pinyin import notes
from extract.poison.placing import place
from extract.poison.script import conversions, conversions_by_words
from extract.poison.spaces import lost_spaces
from extract.poison.verdict import judge
from extract.publisher import Publisher
from extract.record import Poison, Removed, Repair, Verdict


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


def cleanse(
    source: str, *, markup: bool, url: str, publisher: Publisher, written: str | None = None
) -> Cleansed:
    """Return `source`, HTML or with markup=False a text capture, as its publisher printed it.

    `written` is what of it isn't ASCII, where that is known.

    Only a page with the verdict "poisoned" is changed; slips, pinyin and script only on one whose
    publisher wrote simplified.
    """
    if not may_be_poisoned(source, beyond_ascii(source) if written is None else written):
        return Cleansed(source, Poison(host=host_role(url, publisher)))
    found = examine(source, markup=markup, url=url, publisher=publisher)
    mended = _without_slips(source, found, markup=markup)
    poison = judge(found.signals, found.evidence, url, publisher)
    if poison.verdict is not Verdict.POISONED:
        return Cleansed(source, poison)
    converted = found.converted or bool(mended.edits)
    if converted:
        mended.stops()
        mended.each(notes)
        mended.each(_conversions(found))
        mended.each(lost_spaces(mended.source))
        mended.count_left()
    title = _title(found, mended, converted=converted)
    return Cleansed(
        source=mended.source,
        poison=poison,
        removed=tuple(removed for _, removed in found.spans),
        edits=mended.edits,
        unrepaired=mended.unrepaired + found.signals.get("doubled_commas", 0),
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


def _without_slips(source: str, found: Findings, *, markup: bool) -> Mender:
    """Take out injected spans and mend slips, which are a sign themselves where there are any."""
    without, _ = make(source, (), (change for change, _ in found.spans))
    mended = Mender(without, markup=markup)
    if found.converted or found.may_be_converted:
        mended.slips()
    if mended.edits:
        found.signals["slips"] = len(mended.edits)
        found.evidence["slips"] = mended.edits[0].before[:40]
    return mended


def _conversions(found: Findings) -> Callable[[str, int, int], Iterable[Change]]:
    return conversions_by_words if found.by_words else partial(conversions, keep=found.keep)


def _title(found: Findings, mended: Mender, *, converted: bool) -> Mender | None:
    """Return the genuine title, mended, where a kit replaced it in the head."""
    if not (text := found.head.title):
        return None
    title = Mender(text, markup=False, fluency=mended.fluency)
    if converted:
        title.slips()
        title.each(notes)
        title.each(_conversions(found))
    return title
