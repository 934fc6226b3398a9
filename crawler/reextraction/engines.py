"""Working through batches: on the processors of one machine, or on Daft, there or on a cluster.

`CPPCC_ENGINE` names the engine: `processes`, `daft`, or `ray`, which is Daft on the cluster that
`RAY_ADDRESS` names. Without it, that is `ray` where there is such a cluster, else `processes`.
Daft and Ray need the extra [scale].
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from crawler.errors import ConfigurationError
from crawler.reextraction.on_processes import on_processes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crawler.reextraction.plan import Batch
    from crawler.reextraction.work import Done, Job

ENGINES = ("processes", "daft", "ray")


def run_batches(job: Job, batches: Iterable[Batch], environ: Mapping[str, str]) -> Iterator[Done]:
    """Yield what came of each batch, in any order.

    Raises `ConfigurationError` for an engine that there isn't.
    """
    by_itself = "ray" if environ.get("RAY_ADDRESS") else "processes"
    engine = environ.get("CPPCC_ENGINE") or by_itself
    if engine not in ENGINES:
        raise ConfigurationError(f"CPPCC_ENGINE={engine}: there are {', '.join(ENGINES)}")
    if engine == "processes":
        yield from on_processes(job, batches, os.cpu_count() or 1)
        return
    from crawler.reextraction.on_daft import on_daft  # noqa: PLC0415  # an extra of its own

    yield from on_daft(job, batches, environ, cluster=engine == "ray")
