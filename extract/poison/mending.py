"""A source on its way back: each step changes it and keeps account of what was changed."""

import re
from collections.abc import Callable, Iterable
from itertools import islice

from extract.poison.edits import Change, Edit, make
from extract.poison.fluency import Fluency
from extract.poison.regions import Region, readable
from extract.poison.slips import Slips

_PRIVATE = re.compile("[\ue000-\uf8ff]")
_DAMAGE = re.compile(_PRIVATE.pattern + "|(?<=[\u4e00-\u9fff，。、“])\\?(?=[\u4e00-\u9fff，。、“])")
_MOST = 30_000
"""Edits of a page: an article of 60,000 characters, all of it converted, has fewer."""


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
        changes: list[Change] = []
        for region in self._readable():
            changes += islice(step(region), max(0, _MOST - len(self.edits) - len(changes)))
            if len(changes) + len(self.edits) >= _MOST:
                # what a kit can't have done isn't mended to the end, and not vouched for
                self.unrepaired += len(self.source) - region.end
                break
        if changes:
            self.source, self.edits = make(self.source, self.edits, changes)
            self._regions = None

    def _readable(self) -> list[Region]:
        """Return the regions of the source as it is now."""
        if self._regions is None:
            self._regions = list(readable(self.source, markup=self._markup))
        return self._regions
