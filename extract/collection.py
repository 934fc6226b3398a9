"""How often Python looks for garbage in a process that reads one page after the other."""

from __future__ import annotations

import gc

_THRESHOLDS = (10_000, 5, 2)
"""All of what isn't spared is gone through every 180,000 objects: what a page leaves in cycles, in
a crawl some kilobytes, must not pile up for long."""


def collect_rarely() -> None:
    """Spare what is loaded by now from collections, and let there be fewer of them.

    A page makes thousands of small objects that live as long as the page does and hardly any that
    only the collector can free, so most collections find nothing. For a process of our own: a
    library leaves its host's collector alone.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
