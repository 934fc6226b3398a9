"""How a crawl goes once it is under way, and what the extractor alone would do meanwhile."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import psutil

if TYPE_CHECKING:
    from crawler.simulators.server import Simulator

_READER = "crawler.extraction_worker"
_EVERY_S = 0.5
_BEGUN, _ENDING = 0.2, 0.95
"""Shares of a site's articles between which a crawl is looked at: its processes have started, and
all of them still have something to do."""


@dataclass(frozen=True, slots=True)
class _Sample:
    at: float
    fetched: int
    spent: float
    """Processor seconds of the readers."""


class Pace:
    """Watches what a site serves and how long this process's crawls' readers have run.

    A machine's speed wanders within seconds, so the extractor isn't timed before or after a run:
    in that very run, its own processor time for a page tells what it would do with all of the
    cores. That time is longer than it is without a neighbour in the cores' caches.
    """

    def __init__(self, served: Simulator) -> None:
        self._served, self._before = served, sum(served.hits.values())
        self._articles = len(served.site.articles)
        self._samples: list[_Sample] = []
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def rates(self) -> tuple[float, float]:
        """Return the crawl's pages/s and the extractor's own on all cores."""
        shares = [(sample.fetched / self._articles, sample) for sample in self._samples]
        under_way = [sample for share, sample in shares if _BEGUN <= share <= _ENDING]
        first, last = under_way[0], under_way[-1]
        pages = last.fetched - first.fetched
        cores = len(os.sched_getaffinity(0))
        return pages / (last.at - first.at), cores * pages / (last.spent - first.spent)

    def _watch(self) -> None:
        while not self._done.wait(_EVERY_S):
            fetched = sum(self._served.hits.values()) - self._before
            self._samples.append(_Sample(time.perf_counter(), fetched, _spent()))


def _spent() -> float:
    seconds = 0.0
    for process in psutil.Process().children(recursive=True):
        try:
            if _READER in process.cmdline():
                seconds += sum(process.cpu_times()[:2])
        except psutil.Error:  # it has just ended
            continue
    return seconds
