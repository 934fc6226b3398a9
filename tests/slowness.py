"""What limits of time allow for on a machine that is slow at anything."""

from __future__ import annotations

import re
import time
from itertools import count

PLAIN_S = 0.5
"""Seconds of the work in `slowness`, on a quiet machine."""


def slowness() -> float:
    """Return how many times as long this machine takes now as the one that the limit is meant for.

    That is one core of an EPYC of 2.6 GHz, at work of our own that no change of the rules touches.
    """
    text = "政协会议召开，委员们围绕议题建言献策。" * 40_000
    started = time.process_time()
    for _ in range(4):
        re.findall("[议会委员]+", text)
        re.sub("[，。]", "\n", text).split("\n")
        dict(zip(text, count(), strict=False))
        sum(char == "议" for char in text[:400_000])
    return max(1.0, (time.process_time() - started) / PLAIN_S)
