"""Pages and records to store, each with what the test at hand varies."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from extract.page import Page
from extract.record import Capture, Outcome, Precision, Record, article_id
from storage.captures import CaptureRow
from storage.site_runs import SiteRun

if TYPE_CHECKING:
    from collections.abc import Sequence

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
SITE = "qingdao-zx"


def page(path: str = "1", body: bytes = b"<p>ok</p>", **changes: Any) -> Page:
    made = Page(
        url=f"https://zx.example/{path}.html",
        status=200,
        body=body,
        fetched_at=NOON,
        headers={"content-type": "text/html; charset=gb2312"},
    )
    return replace(made, **changes)


def record(path: str = "1", text: str = "市政协召开会议。", **changes: Any) -> Record:
    url = f"https://zx.example/{path}.html"
    site_id = changes.get("site_id", SITE)
    made = Record(
        article_id=article_id(site_id, url),
        site_id=site_id,
        url=url,
        canonical_url=url,
        outcome=Outcome.ARTICLE,
        fetched_at=NOON,
        title=f"第{path}号提案",
        text=text,
        published=NOON - timedelta(days=1),
        published_precision=Precision.DAY,
        text_digest=sha256(text.encode()).hexdigest(),
        capture=Capture(key="raw/warc/v1/a.warc.gz", offset=10, length=20, digest="ab"),
    )
    return replace(made, **changes)


def capture_row(path: str = "1", run_id: str = "r1", **changes: Any) -> CaptureRow:
    url = f"https://zx.example/{path}.html"
    made = CaptureRow(
        site_id=SITE,
        run_id=run_id,
        url=url,
        canonical_url=url,
        outcome="article",
        evidence=None,
        status=200,
        content_type="text/html",
        digest="ab",
        etag='"1"',
        last_modified=None,
        fetched_at=NOON,
        via="http",
        warc=None,
    )
    return replace(made, **changes)


def site_run(run_id: str = "r1", *, records: Sequence[Record] = (), **changes: Any) -> SiteRun:
    made = SiteRun(
        site_id=SITE,
        site_name="青岛市政协",
        run_id=run_id,
        started_at=NOON,
        finished_at=NOON + timedelta(minutes=5),
        finish_reason="finished",
        requests=len(records) + 1,
        not_modified=0,
        articles=sum(r.outcome is Outcome.ARTICLE for r in records),
        quarantined=sum(r.outcome is Outcome.QUARANTINED for r in records),
        rejected=sum(r.outcome is Outcome.REJECTED for r in records),
        failures=(),
    )
    return replace(made, **changes)
