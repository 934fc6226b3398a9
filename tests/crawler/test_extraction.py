"""Readers in processes of their own."""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

from crawler import extraction
from crawler.extraction import LENGTH, Extraction
from extract.publisher import NOBODY
from extract.reasons import Reason
from tests.crawler.pages import page

if TYPE_CHECKING:
    import pytest

    from extract.record import Record

TEXT = "市政协召开主席会议，研究部署下一阶段的重点工作，并听取情况通报。" * 4


async def read_all(pool: Extraction, count: int) -> list[str]:
    pages = [
        page(f"<html><body><h1>第{n}次会议</h1><p>{n}{TEXT}</p></body></html>")
        for n in range(count)
    ]
    records = await asyncio.gather(*map(pool.read, pages))
    await pool.close()
    return [record.text[:2] for record in records]


def test_each_page_gets_its_own_record() -> None:
    texts = asyncio.run(read_all(Extraction(NOBODY, 2), 12))
    assert texts == [f"{n}{TEXT}"[:2] for n in range(12)]


def test_a_worker_that_is_killed_is_replaced_and_nothing_is_lost() -> None:
    async def scene() -> list[str]:
        pool = Extraction(NOBODY, 1)
        await pool.read(page(f"<p>{TEXT}</p>"))
        os.kill(pool._workers[0]._process.pid, signal.SIGKILL)  # what the kernel does out of memory
        return await read_all(pool, 4)

    assert len(asyncio.run(scene())) == 4


def test_a_page_that_stalls_every_worker_is_rejected_by_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(extraction, "LIMIT_S", 0.0)

    async def scene() -> Record:
        pool = Extraction(NOBODY, 1)
        record = await pool.read(page(f"<p>{TEXT}</p>"))
        await pool.close()
        return record

    record = asyncio.run(scene())
    assert record.reasons == (Reason.EXTRACTOR_FAILED,)
    assert record.provenance["error"]


def test_a_worker_takes_pages_in_while_it_reads_one() -> None:
    long = page("<html><body>" + f"<p>{TEXT}</p>" * 4000 + "</body></html>")
    sent = b"".join(
        LENGTH.pack(len(each)) + each for each in map(pickle.dumps, (NOBODY, *[long] * 3))
    )
    argv = [sys.executable, "-m", "crawler.extraction_worker"]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:  # noqa: S603 - ours
        assert worker.stdin is not None
        assert worker.stdout is not None
        # a pipe holds a hundredth of such a page, and no answer is read meanwhile
        sending = threading.Thread(target=worker.stdin.write, args=(sent,), daemon=True)
        sending.start()
        sending.join(20)
        all_sent = not sending.is_alive()
        worker.kill()
        worker.stdout.close()
    assert all_sent
