"""Reading an archive again: how fast, in how much memory, and past a damaged shard."""

from __future__ import annotations

import os
import resource
import tempfile
import threading
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from crawler.demo.replicas import replicas
from crawler.reextraction.plan import records_held
from crawler.reextraction.run import read_again
from crawler.reextraction.scope import Scope
from storage import keys
from storage.bucket import Bucket
from storage.embedded.store import start
from storage.listing import list_keys
from storage.objects import put
from tests.bench.bare import Bare
from tests.crawler.archive import chosen, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from extract.record import Record

ASKED_SHARE = 0.85
MAX_GROWTH = 1.25
SAMPLE_S = 2.0
A_RUN = 4_000
"""Pages of one archived run."""


def reextract(
    pages: int, sites: Sequence[str], judged: Callable[[str, str, str, bool], bool]
) -> bool:
    """Read `pages` archived pages again, then a site whose archive has a damaged shard.

    The pages are those of the replicas named by `sites`, or of all.
    """
    cores = os.cpu_count() or 1
    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory()))
        store = start(folder / "store")
        opened.callback(store.stop)
        bucket = Bucket.from_environment(store.environment() | {"CPPCC_BUCKET": "bench"})
        bucket.create()
        total = _filled(bucket, folder / "spool", pages, sites)
        memory = _Memory(apart=store.process.pid)
        bare = Bare(sites)
        spent = _processor_seconds()
        started = time.monotonic()
        environ = {"CPPCC_SITES": str(folder / "sites"), **_engine()}
        done = read_again(bucket, "bench-1", {}, environ, lambda line: print(f"  {line}"))
        rate = done["records"] / (time.monotonic() - started)
        own = done["records"] * bare.ended()
        work = _processor_seconds() - spent - bare.spent
        early, late = memory.ended()
        whole = _past_damage(bucket, folder / "sites", environ, judged)
    alone = done["records"] / own
    share = rate / (alone * cores)
    print(f"  {rate:.0f} pages a second, the bare extractor {alone:.0f} on one of {cores} cores")
    print(f"  {own / work:.0%} of the processor time it took is the bare extractor's own")
    fast = judged(
        "re-extraction", f"{share:.0%} of the bare extractor's on all cores",
        f"at least {ASKED_SHARE:.0%}", share >= ASKED_SHARE and done["records"] == total,
    )  # fmt: skip
    flat = judged(
        f"memory over {total} pages",
        f"{early >> 20} MiB in the first half, {late >> 20} MiB in the second",
        "flat", late <= early * MAX_GROWTH,
    )  # fmt: skip
    return fast and flat and whole


def _filled(bucket: Bucket, spool: Path, pages: int, sites: Sequence[str]) -> int:
    """Archive so many pages in runs of a few thousand; return their number."""
    total = 0
    for number in range(-(-pages // A_RUN)):
        copies = max(1, min(A_RUN, pages - total) // len(chosen(sites)))
        run = f"r{number}"
        total += len(fill(bucket, spool, copies=copies, change=_same, run=run, sites=sites))
    return total


def _same(record: Record) -> Record:
    return record


def _past_damage(
    bucket: Bucket,
    sites: Path,
    environ: dict[str, str],
    judged: Callable[[str, str, str, bool], bool],
) -> bool:
    key = next(iter(list_keys(bucket, keys.WARC)))
    site = next(replica.site for replica in replicas() if f"/site={replica.site.id}/" in key)
    held = records_held(bucket, Scope(sites=(site.id,)))
    own = held.filter(held["key"] == key).height
    put(bucket, key, b"\0" * 100, content_type="application/warc")
    sites.mkdir()
    (sites / f"{site.id}.toml").write_text(site.site_file("127.0.0.1:1"), "utf-8")
    hurt = read_again(bucket, "bench-2", {"sites": [site.id]}, environ, lambda _: None)
    return judged(
        "a damaged shard",
        f"{hurt['damages']} records lost of {held.height}, {hurt['records']} read",
        f"its own {own} alone",
        (hurt["damages"], hurt["records"]) == (own, held.height - own),
    )


def _engine() -> dict[str, str]:
    return {n: os.environ[n] for n in ("CPPCC_ENGINE", "RAY_ADDRESS") if n in os.environ}


def _processor_seconds() -> float:
    """Return what this process and those that it has waited for have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


class _Memory:
    """Samples what this process and its children hold, in bytes, one process set apart."""

    def __init__(self, apart: int) -> None:
        self._apart = apart
        self._samples: list[int] = []
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def ended(self) -> tuple[int, int]:
        """Return the greatest sample of the first half and of the second."""
        self._done.set()
        self._thread.join()
        half = max(1, len(self._samples) // 2)
        return max(self._samples[:half]), max(self._samples[half:] or self._samples)

    def _sample(self) -> None:
        me = psutil.Process()
        while not self._done.wait(SAMPLE_S):
            held = 0
            for process in (me, *me.children(recursive=True)):
                with suppress(psutil.NoSuchProcess):
                    held += process.memory_info().rss if process.pid != self._apart else 0
            self._samples.append(held)
