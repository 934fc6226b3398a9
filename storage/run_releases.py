"""The releases of one run: its first, and one more for each time that sites came late to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from storage import keys
from storage.listing import list_keys
from storage.manifest import run_manifest

if TYPE_CHECKING:
    from storage.bucket import Bucket
    from storage.manifest import Manifest


def last_release(bucket: Bucket, run_id: str) -> Manifest | None:
    """Return the manifest of a run's last release, None for one that published nothing."""
    for number in sorted(_numbers(bucket, run_id), reverse=True):
        name = _name(run_id, number)
        found = run_manifest(bucket, name)
        # a release covers the run that it is named after; a further one is no run's namesake
        if found and (number == 1 or name not in found.runs):
            return found
    return None


def next_name(bucket: Bucket, run_id: str) -> str:
    """Return what a run's next release is called: as the run, then RUN.2, RUN.3 and so on."""
    numbers = _numbers(bucket, run_id)
    return _name(run_id, max(numbers) + 1 if 1 in numbers else 1)


def _name(run_id: str, number: int) -> str:
    return run_id if number == 1 else f"{run_id}.{number}"


def _numbers(bucket: Bucket, run_id: str) -> set[int]:
    """Return the numbers of a run's releases, without reading any."""
    stem = keys.run_manifest(run_id).removesuffix("json")
    numbered = re.compile(re.escape(stem) + r"(?:(\d{1,6})\.)?json")
    found = (numbered.fullmatch(key) for key in list_keys(bucket, stem))
    return {int(match[1] or 1) for match in found if match}
