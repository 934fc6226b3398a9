"""Serving a simulated site on loopback, with its faults, and counting what is asked."""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
import time
from collections import Counter, OrderedDict, deque
from typing import TYPE_CHECKING, Self

from crawler.simulators.answer import Answer, packed
from crawler.simulators.family import Family, family
from crawler.simulators.pages import Pages
from crawler.simulators.plan import Plan
from crawler.simulators.site import ELSEWHERE, HOST, Site, route_key
from crawler.simulators.wire import head_of, is_fresh, read_request

if TYPE_CHECKING:
    from types import TracebackType

_MOST_KEPT = 5000
"""Pages, all of a site that speed is measured on: the site is not to take the time of making them
again from what it is measured with."""
_MOST_HEADER = 65536


class Simulator:
    """One site, served while the context lasts.

    `hits` counts requests by what they name, `statuses` their answers, `offsite` what was asked of
    the host that the site's links to other sites lead to.
    """

    def __init__(self, shape: Family | str, plan: Plan | None = None, *, port: int = 0) -> None:
        self.family = family(shape) if isinstance(shape, str) else shape
        self.plan = plan or Plan()
        self.site = Site(self.family, self.plan)
        self.pages = Pages(self.site)
        self.hits: Counter[str] = Counter()
        self.statuses: Counter[int] = Counter()
        self.offsite = 0
        self.connections = 0
        self.asked_at: deque[float] = deque(maxlen=10_000)
        """When the latest requests came, as `time.monotonic` has it."""
        self._port = port
        self._ever: Counter[str] = Counter()
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._version = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._servers: list[asyncio.Server] = []
        self._open: set[asyncio.StreamWriter] = set()

    @property
    def base(self) -> str:
        return self.site.base

    def forget(self) -> None:
        """Start counting anew, as before a second crawl."""
        self.hits.clear()
        self.statuses.clear()
        self.offsite = 0

    def article_hits(self) -> dict[str, int]:
        """Return how often each article was asked for, by its path."""
        lower = self.plan.cases
        hits: Counter[str] = Counter()
        for key, count in self.hits.items():
            hits[key.lower() if lower else key] += count
        paths = {a.path: route_key(a.path) for a in self.site.articles}
        return {path: hits[key.lower() if lower else key] for path, key in paths.items()}

    def site_file(self, ident: str = "simulated") -> str:
        """Return a site file that crawls the whole site."""
        return self.site.site_file(ident, starts=self.pages.starts())

    def __enter__(self) -> Self:
        self._thread.start()
        try:
            asyncio.run_coroutine_threadsafe(self._serve(), self._loop).result()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._stop()

    async def _serve(self) -> None:
        for host, handler, port in (
            (HOST, self._serve_site, self._port),
            (ELSEWHERE, self._serve_elsewhere, 0),
        ):
            server = await asyncio.start_server(handler, host, port, limit=_MOST_HEADER)
            self._servers.append(server)
        ports = [server.sockets[0].getsockname()[1] for server in self._servers]
        self.site.port, self.site.elsewhere_port = ports

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        for writer in self._open:
            writer.transport.abort()
        running = [t for t in asyncio.all_tasks() if t is not asyncio.current_task()]
        await asyncio.gather(*running, return_exceptions=True)

    def _stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _serve_site(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        self.connections += 1
        try:
            while request := await read_request(reader):
                if not await self._reply(writer, *request):
                    break
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # the crawler went away, as crawlers do
        finally:
            self._open.discard(writer)
            writer.close()

    async def _serve_elsewhere(
        self,
        reader: asyncio.StreamReader,  # noqa: ARG002 - handed over by asyncio
        writer: asyncio.StreamWriter,
    ) -> None:
        self.offsite += 1
        writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        writer.close()

    async def _reply(
        self, writer: asyncio.StreamWriter, target: str, headers: dict[str, str], form: str
    ) -> bool:
        """Answer one request; return whether the connection goes on."""
        key = route_key(target) + (f" {form}" if form else "")
        fault = self.plan.faults.passing(self.plan.seed, key, self._ever[key])
        self._ever[key] += 1
        self.hits[key] += 1
        self.asked_at.append(time.monotonic())
        answer = self._answer(target, form)
        if fault in ("errors", "retry_after"):
            retry = {"Retry-After": "1"} if fault == "retry_after" else {}
            answer = Answer((500, 502, 503, 504)[len(key) % 4], b"", retry)
        elif is_fresh(answer, headers):
            answer = Answer(304, b"", answer.headers)
        if answer.body and (fault == "truncated" or self.plan.packed):
            answer = packed(answer)
        if fault == "truncated":
            answer = Answer(answer.status, answer.body[: len(answer.body) // 2], answer.headers)
        self.statuses[answer.status] += 1
        return await self._send(writer, answer, fault)

    async def _send(self, writer: asyncio.StreamWriter, answer: Answer, fault: str) -> bool:
        head = head_of(answer)
        half = len(answer.body) // 2
        if fault == "resets":
            writer.write(head + answer.body[:half])
            await writer.drain()
            # a zero linger makes the kernel send RST instead of FIN
            sock = writer.get_extra_info("socket")
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        if fault == "slow":
            writer.write(head + answer.body[:half])
            await asyncio.sleep(self.plan.faults.pause_s)
            writer.write(answer.body[half:])
        else:
            writer.write(head + answer.body)
        await writer.drain()
        return True

    def _answer(self, target: str, form: str) -> Answer:
        if self._version != self.site.version:
            self._version = self.site.version
            self._kept.clear()
        key = f"{target} {form}"
        if key in self._kept:
            return self._kept[key]
        answer = self._kept[key] = self.pages.answer(target, form)
        if len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        return answer
