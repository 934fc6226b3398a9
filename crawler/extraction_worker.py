"""A process that reads pages: pickles in on stdin, records out on stdout, until stdin ends.

A pipe holds less than a page, and the crawl that fills it is busy with others: without a thread
that takes pages in ahead, each would begin with waiting for the rest of it.
"""

from __future__ import annotations

import pickle
import signal
import sys
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, BinaryIO

from crawler.extraction import LENGTH
from extract.collection import collect_rarely
from extract.read import read_page

if TYPE_CHECKING:
    from extract.page import Page
    from extract.publisher import Publisher


def main() -> None:
    # the crawl ends its workers by closing their input, once it has their last answers
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    collect_rarely()
    sink = sys.stdout.buffer
    sent: SimpleQueue[Any] = SimpleQueue()
    Thread(target=_take_in, args=(sys.stdin.buffer, sent), daemon=True).start()
    publisher: Publisher | None = sent.get()
    while publisher is not None:
        page: Page | None = sent.get()
        if page is None:
            return
        body = pickle.dumps(read_page(page, publisher), pickle.HIGHEST_PROTOCOL)
        sink.write(LENGTH.pack(len(body)) + body)
        sink.flush()


def _take_in(source: BinaryIO, sent: SimpleQueue[Any]) -> None:
    """Put each value into the queue, and None behind the last."""
    value: Any = ...
    while value is not None:
        value = _next(source)
        sent.put(value)


def _next(source: BinaryIO) -> Any:
    head = source.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    body = source.read(LENGTH.unpack(head)[0])
    return pickle.loads(body)  # noqa: S301 - written by the process that started this one


if __name__ == "__main__":
    main()
