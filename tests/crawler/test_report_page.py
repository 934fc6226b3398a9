"""The bucket's report, as people who open it see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from lxml import etree

from crawler.report_page import put_report, report_page
from crawler.site import Site
from storage import keys
from storage.load import load_run
from storage.objects import read
from storage.parts import write_part
from storage.release import publish
from tests.storage.samples import record, site_run

if TYPE_CHECKING:
    from storage.bucket import Bucket

HOSTILE = "<script>alert(1)</script>"
NOW = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


def site(ident: str, name: str) -> Site:
    return Site.model_validate(
        {"id": ident, "name": name, "level": "test", "hosts": ["a.example"], "spider": "listing"}
    )


def shown(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def test_the_report_shows_the_release_and_its_sites_and_escapes_what_pages_said(
    bucket: Bucket,
) -> None:
    run = site_run(
        "r1",
        records=[record()],
        state="compromised",
        state_evidence=(f"https://zx.example/9.html: head_spam {HOSTILE}",),
    )
    write_part(bucket, run, records=[record()], captures=[])
    load_run(bucket, "r1")
    publish(bucket, "r1", created_at=NOW, accept=("captures",))
    sites = [site("qingdao-zx", f"青岛{HOSTILE}"), site("idle", "未运行")]
    put_report(bucket, sites, NOW)

    stored = read(bucket, keys.REPORT)
    assert stored is not None
    page = etree.HTML(stored.body.decode())
    assert not page.findall(".//script")
    (row,) = page.findall(".//table[@id='sites']/tbody/tr")
    for words in (f"青岛{HOSTILE}", "qingdao-zx", "compromised", f"head_spam {HOSTILE}"):
        assert words in shown(row)
    assert "1 more sites have a file and no run" in shown(page)
    assert "1 (+1)" in shown(page)


def test_a_release_with_a_check_that_was_let_pass_says_which(bucket: Bucket) -> None:
    write_part(bucket, site_run("r1", records=[record()]), records=[record()], captures=[])
    load_run(bucket, "r1")
    manifest = replace(
        publish(bucket, "r1", created_at=NOW, accept=("captures",)), accepted=("lengths",)
    )
    page = etree.HTML(report_page(manifest, []))
    (section,) = page.findall(".//section[h2='Checks that failed']")
    assert "lengths" in shown(section)
    assert "no site ran lately" in shown(page)
