"""Working through batches: on the processors of one machine, or on Daft, there or on a cluster.

`CPPCC_ENGINE` names the engine: `processes` (the default), `daft`, or `ray`, which is Daft on the
cluster that `RAY_ADDRESS` names. The latter two need the extra [scale].
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import TYPE_CHECKING

from crawler.errors import ConfigurationError
from crawler.reextraction.work import Done, Job, work

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crawler.reextraction.plan import Batch

ENGINES = ("processes", "daft", "ray")
_LIFE = 40
"""Batches after which a process is replaced, so that no library's leak adds up."""
_job: Job


def run_batches(
    job: Job, batches: Iterable[Batch], environ: Mapping[str, str], *, cores: int | None = None
) -> Iterator[Done]:
    """Yield what came of each batch, in any order.

    Raises `ConfigurationError` for an engine that there isn't.
    """
    engine = environ.get("CPPCC_ENGINE") or "processes"
    if engine not in ENGINES:
        raise ConfigurationError(f"CPPCC_ENGINE={engine}: there are {', '.join(ENGINES)}")
    if engine == "processes":
        yield from _on_processes(job, batches, cores or os.cpu_count() or 1)
        return
    from crawler.reextraction.on_daft import on_daft  # noqa: PLC0415  # an extra of its own

    yield from on_daft(job, batches, environ, cluster=engine == "ray")


def _on_processes(job: Job, batches: Iterable[Batch], cores: int) -> Iterator[Done]:
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(
        cores, mp_context=context, initializer=_begin, initargs=(job,), max_tasks_per_child=_LIFE
    )
    try:
        waiting = iter(batches)
        first = zip(range(2 * cores), waiting, strict=False)
        running = {pool.submit(_one, batch) for _, batch in first}
        while running:
            done = next(as_completed(running))
            running.remove(done)
            for batch in waiting:
                running.add(pool.submit(_one, batch))
                break
            yield done.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(job: Job) -> None:
    global _job  # noqa: PLW0603  # what an initializer is for
    _job = job
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End when the parent does: one that was killed outright can't end its children."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _one(batch: Batch) -> Done:
    return work(_job, batch)
