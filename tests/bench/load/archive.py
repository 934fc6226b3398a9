"""How fast pages go into the archive, beside gzip alone on the same bytes."""

from __future__ import annotations

import gzip
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from extract.page import Page
from storage.archive.http_message import Asked
from storage.archive.warc import WarcArchive
from storage.archive.warc_record import COMPRESSION_LEVEL
from storage.bucket import Bucket
from storage.embedded.store import start
from tests.bench.load import rows
from tests.bench.load.measured import Figure

PAGES = 3_000
PARAGRAPHS = 180
ASKED = 0.6


def write_speed() -> list[Figure]:
    """Write pages of about 20 kB, upload included; compress the same pages one by one."""
    pages = _pages()
    size = sum(len(page.body) for page in pages) / 1e6
    began = time.process_time()
    for page in pages:
        gzip.compress(page.body, COMPRESSION_LEVEL)
    alone = size / (time.process_time() - began)
    ours = size / _archived(pages)
    return [
        Figure("gzip alone", alone, 0, "MB/s", at_least=True),
        Figure("archive, request and upload included", ours, ASKED * alone, "MB/s", at_least=True),
        Figure("  share", ours / alone, ASKED, "x", at_least=True),
    ]


def _archived(pages: list[Page]) -> float:
    with tempfile.TemporaryDirectory(prefix="cppcc-archive-") as folder:
        store = start(Path(folder, "store"))
        try:
            bucket = Bucket.from_environment(store.environment() | {"CPPCC_BUCKET": "archive"})
            bucket.create()
            # processor time: what else the machine does, the server included, says nothing of us
            began = time.process_time()
            with WarcArchive(
                bucket,
                run_id="r1",
                site_id="bench",
                crawl_date=datetime.now(UTC).date(),
                spool=Path(folder, "spool"),
            ) as archive:
                for page in pages:
                    archive.write(page, asked=Asked(headers={"User-Agent": "bench"}))
            return time.process_time() - began
        finally:
            store.stop()


def _pages() -> list[Page]:
    pool = rows.sentences()
    now = datetime.now(UTC)
    headers = {"content-type": "text/html; charset=utf-8", "server": "bench"}
    made = []
    for number in range(PAGES):
        start_at = number * 7 % (len(pool) - PARAGRAPHS)
        lines = pool[start_at : start_at + PARAGRAPHS]
        body = "".join(f"<p class='c{number}'>{line}</p>\n" for line in lines)
        url = f"https://zx.example/art/{number}.html"
        made.append(Page(url, 200, f"<html>{number}{body}</html>".encode(), now, headers))
    return made
