"""Batches as rows of a Daft frame, each read by a process of its own, here or on Ray."""

from __future__ import annotations

import pickle
from functools import cache
from typing import TYPE_CHECKING

import pyarrow as pa

from crawler.errors import ConfigurationError
from crawler.reextraction.work import Done, Job, work

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crawler.reextraction.plan import Batch

MOST_PARTITIONS = 64
"""Four for each of sixteen processors; a lost worker costs those that it was at."""


def on_daft(
    job: Job, batches: Iterable[Batch], environ: Mapping[str, str], *, cluster: bool
) -> Iterator[Done]:
    """Yield what came of each batch; raises `ConfigurationError` without Daft or a cluster.

    A worker that is lost takes its batches with it, which Ray hands to another; what they had
    finished is in the bucket and isn't read again.
    """
    try:
        import daft  # noqa: PLC0415
    except ImportError:
        raise ConfigurationError(
            "Daft isn't installed: install this project with [scale]"
        ) from None
    address = environ.get("RAY_ADDRESS", "")
    if cluster and not address:
        raise ConfigurationError("CPPCC_ENGINE=ray needs RAY_ADDRESS, the cluster's head")
    _choose_runner(address if cluster else "")
    packed = pickle.dumps(job)

    @daft.func(  # type: ignore[untyped-decorator]  # Daft isn't here when types are checked
        return_dtype=daft.DataType.binary(), use_process=not cluster
    )
    def read(batch: bytes) -> bytes:
        return pickle.dumps(work(pickle.loads(packed), pickle.loads(batch)))  # noqa: S301  # our own

    rows = [pickle.dumps(batch) for batch in batches]
    # each partition is the driver's own: one made by a worker would be lost with it
    count = max(1, min(len(rows), MOST_PARTITIONS)) if cluster else 1
    frame = daft.from_arrow([_table(rows[i::count]) for i in range(count)])
    for row in frame.select(read(daft.col("batch")).alias("done")).iter_rows():
        yield pickle.loads(row["done"])  # noqa: S301  # our own


def _table(batches: Sequence[bytes]) -> pa.Table:
    return pa.table({"batch": pa.array(batches, pa.binary())})


@cache
def _choose_runner(address: str) -> None:
    """Have Daft run on the cluster at `address`, or here without one; it can be told only once."""
    import daft  # noqa: PLC0415

    if address:
        daft.set_runner_ray(address=address)
    else:
        daft.set_runner_native()
