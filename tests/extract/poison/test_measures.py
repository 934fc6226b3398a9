"""The benchmark's measures, over few pages: each must be met."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bench.corpus import article
from tests.bench.poison_measures import Figure, clean, ours, recalls, restoration

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize(
    "figures",
    [restoration(24), recalls(8), clean(ours(4), "clean pages of our own")],
    ids=["restoration", "recalls", "clean pages"],
)
def test_every_figure_is_met(figures: Iterator[Figure]) -> None:
    assert [figure for figure in figures if not figure.met] == []


def test_the_corpus_repeats_itself_by_seed_only() -> None:
    assert article(3) == article(3)
    assert len({line for seed in range(60) for line in article(seed).paragraphs}) > 500
