"""Batches on the processors of one machine, each read by a process of its own.

Not `ProcessPoolExecutor`: up to Python 3.13.1 one that replaces its processes can wait for ever for
a process that it has not replaced (python/cpython#115634).
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any

from crawler.reextraction.work import Done, Job, work
from extract.collection import collect_rarely

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crawler.reextraction.plan import Batch

LIFE = 16_000
"""Records after which a process is replaced, so that no library's leak adds up."""


class ReaderDied(Exception):  # noqa: N818 - named for what happened
    """Raised from `on_processes` when two processes have ended over the same batch."""


def on_processes(job: Job, batches: Iterable[Batch], cores: int) -> Iterator[Done]:
    """Yield what came of each batch, in any order; what `work` raises is raised here."""
    waiting = iter(batches)
    readers: dict[Any, _Reader] = {}  # by pipe

    def begin(batch: Batch, reader: _Reader, *, again: bool = False) -> None:
        reader.begin(batch, again=again)
        readers[reader.pipe] = reader

    try:
        for batch in islice(waiting, cores):
            begin(batch, _Reader(job))
        while readers:
            for pipe in wait(list(readers)):
                reader = readers.pop(pipe)
                done = reader.done()
                if done is None:
                    begin(reader.batch, _Reader(job), again=True)
                    continue
                if (following := next(waiting, None)) is None:
                    reader.end()
                else:
                    begin(following, reader.rested(job))
                yield done
    finally:
        for reader in readers.values():
            reader.kill()


class _Reader:
    """A process that reads one batch after the other."""

    batch: Batch

    def __init__(self, job: Job) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, job))
        self._process.start()
        theirs.close()
        self._read = 0
        self._again = False

    def begin(self, batch: Batch, *, again: bool) -> None:
        self.batch, self._again = batch, again
        self.pipe.send(batch)

    def done(self) -> Done | None:
        """Return what came of the batch, None where the process ended over it for the first time.

        Raises what `work` raised, and `ReaderDied` where this was the second process.
        """
        try:
            came: Done | Exception = self.pipe.recv()
        except (EOFError, ConnectionError):
            self.kill()
            if not self._again:
                return None
            where = f"batch {self.batch.number} of {self.batch.key}"
            raise ReaderDied(f"two processes ended over {where}") from None
        self._read += len(self.batch.readings)
        if isinstance(came, Exception):
            self.kill()
            raise came
        return came

    def rested(self, job: Job) -> _Reader:
        """Return the reader, or after a long life another one."""
        if self._read < LIFE:
            return self
        self.end()
        return _Reader(job)

    def end(self) -> None:
        self.pipe.close()
        self._process.join()
        self._process.close()

    def kill(self) -> None:
        self._process.kill()
        self.end()


def _serve(pipe: Connection, job: Job) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    collect_rarely()
    while True:
        try:
            batch: Batch = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(work(job, batch))
        except Exception as error:  # noqa: BLE001 - a worker's outermost edge: the parent raises it
            pipe.send(error)


def _end_with_parent() -> None:
    """End when the parent does: one that was killed outright can't end its children."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
