"""One run as the scheduler does it, to be killed: crawl, load, validate, publish."""

from __future__ import annotations

import os
import sys

from crawler.run import crawl_site
from dags.steps import release

STEPS = ("crawl", "load", "validate", "publish")
DONE = "step done: "


def main(site: str, run_id: str) -> int:
    options = {"run_id": run_id, "full": "1"}  # all is fetched again: edits are seen
    ending = crawl_site(site, options, environ=os.environ, log=_say)
    if ending.status:
        return ending.status
    _say(f"{DONE}crawl")
    for name, step in zip(
        STEPS[1:], (release.load, release.validate, release.publish), strict=True
    ):
        step(run_id, os.environ)
        _say(f"{DONE}{name}")
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
