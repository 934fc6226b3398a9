"""How much of damaged text comes back, and whether clean pages stay as they are.

    python -m tests.bench.poison [GOLD] [--seeds FOLDER] [--urls FILE] [--size N]

Articles of our own go through the kit's forward model, under every setting, and through the
extractor; clean pages of our own that look like poisoned ones go through as they are. GOLD is a
folder with saved clean pages as `pages/ID.html`, `--seeds` one with text captures, `--urls` a file
of labelled addresses. Exits with 1 when a figure misses what is asked.
"""

from __future__ import annotations

import argparse
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.poison_measures import clean, cost, hosts, ours, recalls, restoration, saved, seeds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.bench.poison_measures import Figure


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.poison")
    parser.add_argument("gold", nargs="?", type=Path)
    parser.add_argument("--seeds", type=Path)
    parser.add_argument("--urls", type=Path)
    parser.add_argument("--size", type=int, default=400, help="articles milled")
    given = parser.parse_args(arguments)
    missed = 0
    for figure in _figures(given):
        missed += not figure.met
        ask = f"asked {figure.ask}" if figure.ask else ""
        flag = "" if figure.met else "  MISSED"
        print(f"{figure.name:<48} {figure.shown:<44} {ask}{flag}", flush=True)
    return int(missed > 0)


def _figures(given: argparse.Namespace) -> Iterator[Figure]:
    pages = [source for _, source in ours(max(1, given.size // 40))]
    yield from restoration(given.size)
    yield from recalls(max(20, given.size // 4))
    yield from clean(ours(max(2, given.size // 4)), "clean pages of our own")
    if given.gold:
        yield from clean(saved(given.gold / "pages"), "saved clean pages")
        pages = [source for _, source in saved(given.gold / "pages")]
    yield from cost(pages)
    yield from chain(
        seeds(given.seeds) if given.seeds else (), hosts(given.urls) if given.urls else ()
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
