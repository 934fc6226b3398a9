"""A source on its way back: each step changes it and keeps account of what was changed."""

import re
from collections.abc import Callable, Iterable
from itertools import islice

from extract.poison.edits import Change, Edit, make
from extract.poison.fluency import Fluency
from extract.poison.regions import Region, readable
from extract.poison.slips import Slips
from extract.poison.tails import swallowed_stops

_MOST_REGIONS = 20_000
"""Stretches of text on a page: the longest tables of budgets have ten thousand cells."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_DAMAGE = re.compile(_PRIVATE.pattern + "|(?<=[\u4e00-\u9fff，。、“])\\?(?=[\u4e00-\u9fff，。、“])")
_MOST = 15_000
"""Edits of a page: an article of 34,000 characters that a mill has been at has as many."""


class Mender:
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
        text, attributes = (
            Slips(self.source, self.fluency, attribute=attribute, markup=self._markup)
            for attribute in (False, True)
        )

        def mend(region: Region) -> Iterable[Change]:
            if "?" not in self.source[region.start : region.end]:
                return ()
            slips = attributes if region.attribute else text
            return slips.changes(region.start, region.end)

        self._make(mend)
        self.unrepaired += text.unrepaired + attributes.unrepaired

    def count_left(self) -> None:
        """Count what still shows damage, such as a lost character between two sound ones."""
        left = sum(
            len(_DAMAGE.findall(self.source, region.start, region.end))
            for region in self._readable()
        )
        self.unrepaired = max(self.unrepaired, left)

    def stops(self) -> None:
        """Undo what took a stop and the sign that opens a tag for a comma."""
        self._make(
            lambda region: swallowed_stops(
                self.source, region.start, region.end, markup=self._markup
            )
        )

    def each(self, step: Callable[[str, int, int], Iterable[Change]]) -> None:
        """Make the changes of a step that neither makes markup nor takes any."""
        if moved := self._make(lambda region: step(self.source, region.start, region.end)):
            self._regions = moved

    def _make(self, step: Callable[[Region], Iterable[Change]]) -> list[Region]:
        """Make a step's changes; return where the regions stand then if no markup came or went."""
        changes: list[Change] = []
        moved: list[Region] = []
        shift = 0
        most = max(0, _MOST - len(self.edits))
        for region in self._readable():
            own = list(islice(step(region), most - len(changes)))
            changes += own
            start = region.start + shift
            for change in own:
                shift += len(change.after) - (change.end - change.start)
            moved.append(Region(start, region.end + shift, region.attribute))
            if len(changes) >= most:
                self._give_up(region.end)
                break
        if changes:
            self.source, self.edits = make(self.source, self.edits, changes)
            self._regions = None
        return moved

    def _readable(self) -> list[Region]:
        """Return the regions of the source as it is now that damage can stand in."""
        if self._regions is None:
            found = list(islice(readable(self.source, markup=self._markup), _MOST_REGIONS))
            if len(found) == _MOST_REGIONS:
                self._give_up(found[-1].end)
            # all damage has signs beyond ASCII
            self._regions = [r for r in found if not self.source[r.start : r.end].isascii()]
        return self._regions

    def _give_up(self, at: int) -> None:
        """Count the rest as beyond repair: no kit has done so much, and nobody vouches for it."""
        self.unrepaired += len(self.source) - at
