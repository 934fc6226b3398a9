from __future__ import annotations

import pytest

from extract.poison.verdict import judge
from extract.publisher import NOBODY, Publisher
from extract.record import Poison, Verdict

URL = "https://zx.example/1.html"
MIRROR = Publisher(hosts=frozenset({"zx.example"}), role="mirror")


@pytest.mark.parametrize(
    ("signals", "score", "verdict"),
    [
        ({}, 0.0, Verdict.CLEAN),
        ({"entity_title": 9}, 1.0, Verdict.CLEAN),
        ({"meta_spam": 1}, 2.0, Verdict.SUSPECT),
        ({"meta_spam": 1, "entity_title": 1}, 3.0, Verdict.SUSPECT),
        ({"meta_spam": 3, "script_converted": 40}, 4.0, Verdict.POISONED),
        ({"soup": 8}, 5.0, Verdict.POISONED),
    ],
)
def test_each_sign_is_weighed_once(signals: dict[str, int], score: float, verdict: Verdict) -> None:
    evidence = dict.fromkeys(signals, "x")
    assert judge(signals, evidence, URL, NOBODY) == Poison(
        verdict, score, signals, evidence, "unknown"
    )


def test_a_mirror_is_a_sign_beside_others_alone() -> None:
    assert judge({}, {}, URL, MIRROR) == Poison(Verdict.CLEAN, 0.0, {}, {}, "mirror")
    found = judge({"entity_title": 1}, {}, URL, MIRROR)
    assert found == Poison(
        Verdict.SUSPECT, 2.0, {"entity_title": 1, "mirror_host": 1}, {}, "mirror"
    )
