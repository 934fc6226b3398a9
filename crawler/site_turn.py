"""One crawl of a site at a time, whoever starts it: a task, `cppcc crawl` or `scrapy crawl`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.turn import turn

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from storage.bucket import Bucket

TURN_HELD = "CPPCC_TURN_HELD"
"""Variable by which whoever starts Scrapy says for which site it holds the turn already."""
SUPERVISOR = "CPPCC_SUPERVISOR"
"""Variable by which whoever starts Scrapy gives its own pid, so that no crawl outlives it."""


def site_turn(
    bucket: Bucket, site: str, run: str, log: Callable[[str], None]
) -> AbstractContextManager[None]:
    """Hold the site's turn in the bucket; raises `TurnTaken` while another run crawls it."""
    return turn(bucket, f"site-{site}", f"run {run}", log)
