"""Reading pages in processes of their own, so that the crawl goes on meanwhile.

A hostile page can cost its worker at most `LIMIT_S` seconds or its life; the crawl loses neither.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import struct
import sys
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

from extract.rejection import failed

if TYPE_CHECKING:
    from extract.page import Page
    from extract.publisher import Publisher
    from extract.record import Record

LIMIT_S = 60.0
_DEPTH = 8
"""Pages that a worker has before it, so that it has some while the crawl reads a long list."""
_TRIES = 2
LENGTH = struct.Struct(">I")


class WorkerDied(Exception):  # noqa: N818 - named for what happened
    """Raised from `Worker.read` when the worker ended, or was ended, before it answered."""

    def __init__(self, *, at_this_page: bool) -> None:
        super().__init__("the extractor stalled or died over this page")
        self.at_this_page = at_this_page


class Extraction:
    """A pool of readers, as many as there are processors; the first page starts it."""

    def __init__(self, publisher: Publisher, jobs: int | None = None) -> None:
        self._publisher = publisher
        self._jobs = jobs or len(os.sched_getaffinity(0))
        self._slots = asyncio.Semaphore(self._jobs * _DEPTH)
        self._starting = asyncio.Lock()
        self._workers: list[Worker] = []

    async def read(self, page: Page) -> Record:
        """Return the page's record; what kills or stalls two workers is rejected by name."""
        async with self._slots:
            failures = 0
            while failures < _TRIES:
                worker = await self._least_loaded()
                try:
                    return await worker.read(page)
                except WorkerDied as error:
                    failures += error.at_this_page
                    failure = str(error)
            return failed(page, self._publisher, failure)

    async def close(self) -> None:
        for worker in self._workers:
            await worker.close()
        self._workers = []

    async def _least_loaded(self) -> Worker:
        async with self._starting:
            await self._bury()
            busy = all(worker.load for worker in self._workers)
            if busy and len(self._workers) < self._jobs:
                self._workers.append(await Worker.start(self._publisher))
        return min(self._workers, key=lambda worker: worker.load)

    async def _bury(self) -> None:
        """Wait for workers that were killed, so that the loop outlives their processes."""
        for worker in [worker for worker in self._workers if not worker.alive]:
            await worker.close()
            self._workers.remove(worker)


class Worker:
    """One process; answers come in the order of the pages."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._waiting: deque[asyncio.Future[Record]] = deque()
        self._listening = asyncio.ensure_future(self._listen())
        self._limit: asyncio.TimerHandle | None = None
        self.alive = True

    @classmethod
    async def start(cls, publisher: Publisher) -> Worker:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "crawler.extraction_worker",
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        worker = cls(process)
        worker._send(publisher)
        return worker

    @property
    def load(self) -> int:
        return len(self._waiting)

    async def read(self, page: Page) -> Record:
        if not self.alive:
            raise WorkerDied(at_this_page=False)
        answer: asyncio.Future[Record] = asyncio.get_running_loop().create_future()
        self._waiting.append(answer)
        if len(self._waiting) == 1:
            self._watch()
        self._send(page)
        return await answer

    async def close(self) -> None:
        self.alive = False
        if self._process.stdin is not None:
            self._process.stdin.close()
        await self._process.wait()
        await self._listening

    def _send(self, value: object) -> None:
        body = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        assert self._process.stdin is not None  # noqa: S101  # it was asked for
        self._process.stdin.write(LENGTH.pack(len(body)) + body)

    def _watch(self) -> None:
        """Give the first page in line its time from now on."""
        if self._limit is not None:
            self._limit.cancel()
        waits = bool(self._waiting)
        self._limit = asyncio.get_running_loop().call_later(LIMIT_S, self._kill) if waits else None

    def _kill(self) -> None:
        self.alive = False
        with suppress(ProcessLookupError):
            self._process.kill()

    async def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None  # noqa: S101  # it was asked for
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                (length,) = LENGTH.unpack(await stream.readexactly(LENGTH.size))
                # the bytes are our own worker's, and no page is ever read as a pickle
                record = pickle.loads(await stream.readexactly(length))  # noqa: S301
                answer = self._waiting.popleft()
                if not answer.done():
                    answer.set_result(record)
                self._watch()
        self.alive = False
        if self._limit is not None:
            self._limit.cancel()
        for place, answer in enumerate(self._waiting):
            if not answer.done():
                answer.set_exception(WorkerDied(at_this_page=place == 0))
        self._waiting.clear()
