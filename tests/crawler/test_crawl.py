"""Whole crawls of simulated sites, as `scrapy crawl` runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from crawler.simulators.family import family
from crawler.simulators.faults import Faults
from crawler.simulators.plan import Plan
from crawler.simulators.server import Simulator
from storage import keys
from storage.captures import CaptureRow
from storage.listing import list_keys
from storage.load import load_run, read_staged
from storage.parts import write_part
from storage.rows import from_row
from storage.site_runs import SiteRun
from tests.storage.captures import known_captures

if TYPE_CHECKING:
    from pathlib import Path

    from storage.bucket import Bucket
    from storage.embedded.store import EmbeddedStore

FAULTS = Faults(
    errors=0.06, resets=0.06, slow=0.02, truncated=0.06, missing=0.04, loops=0.03, soft=0.03,
    challenges=0.02,
)  # fmt: skip


def crawl(
    served: Simulator,
    folder: Path,
    environ: dict[str, str] | None = None,
    *,
    status: int = 0,
    **options: str,
) -> list[dict[str, Any]]:
    site, out = folder / "simulated.toml", folder / "out.jsonl"
    site.write_text(served.site_file(), "utf-8")
    out.unlink(missing_ok=True)
    spider = options.pop("spider", served.site.family.spider)
    argv = [sys.executable, "-m", "scrapy", "crawl", spider, "-a", f"site={site}", "-O", str(out)]
    for name, value in options.items():
        argv += ["-a", f"{name}={value}"]
    done = subprocess.run(  # noqa: S603 - our own command
        argv, capture_output=True, text=True, timeout=120, env={**os.environ, **(environ or {})},
        check=False,
    )  # fmt: skip
    assert done.returncode == status, done.stderr[-3000:]
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


def texts(records: list[dict[str, Any]]) -> dict[str, str]:
    read = [record for record in records if record["outcome"] == "article"]
    return {record["title"]: "".join(record["text"].split()) for record in read}


def printed(served: Simulator) -> dict[str, str]:
    return {each.title: "".join(each.text.split()) for each in served.site.expected()}


@pytest.fixture
def environ(store: EmbeddedStore, bucket: Bucket) -> dict[str, str]:
    return store.environment() | {"CPPCC_BUCKET": bucket.name}


@pytest.mark.parametrize("name", ["hanweb", "epaper"])
def test_every_article_that_can_be_had_is_had(name: str, tmp_path: Path) -> None:
    plan = Plan(articles=40, columns=2, per_page=8, parts=3, order="shuffled", faults=FAULTS)
    with Simulator(family(name), replace(plan, packed=True, alias=True, cases=True)) as served:
        assert texts(crawl(served, tmp_path)) == printed(served)
        assert served.offsite == 0


def test_numbers_beside_a_forums_threads_are_no_pages_of_its_boards(tmp_path: Path) -> None:
    with Simulator(family("discuz"), Plan(articles=24, columns=2, per_page=10)) as served:
        assert texts(crawl(served, tmp_path)) == printed(served)
        threads = [count for path, count in served.hits.items() if "/thread-" in path]
        assert max(threads) == 1


@pytest.mark.parametrize(
    ("name", "plan"),
    [
        ("trs", Plan(articles=24, columns=2, per_page=5, pinned=2)),
        ("ucap", Plan(articles=24, columns=2, per_page=5, order="oldest")),
        ("posted_json", Plan(articles=24, columns=1, per_page=20)),
        ("sitemap", Plan(articles=8, columns=2)),
    ],
    ids=["newest first", "oldest first", "posted for", "in a sitemap"],
)
def test_a_second_run_fetches_what_is_new_and_nothing_twice(
    name: str, plan: Plan, tmp_path: Path, environ: dict[str, str], bucket: Bucket
) -> None:
    with Simulator(family(name), plan) as served:
        crawl(served, tmp_path, environ, run_id="r1")
        load_run(bucket, "r1")
        served.forget()
        assert crawl(served, tmp_path, environ, run_id="r2") == []
        assert sum(served.hits.values()) <= 3  # robots.txt, and each list's first page
        new = {article.title for article in served.site.publish(3)}
        assert {record["title"] for record in crawl(served, tmp_path, environ, run_id="r3")} == new


def test_a_crawl_by_hand_is_known_to_the_next_once_it_is_loaded(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    with Simulator("dated", Plan(articles=6, columns=1)) as served:
        assert len(crawl(served, tmp_path, environ, run_id="manual-1")) == 6
        argv = [sys.executable, "-c", "from crawler.cli import main; main()", "load", "manual-1"]
        done = subprocess.run(  # noqa: S603 - our own command
            argv,
            capture_output=True,
            text=True,
            timeout=60,
            env={**os.environ, **environ},
            check=True,
        )
        assert "6 articles new" in done.stdout
        assert crawl(served, tmp_path, environ, run_id="manual-2") == []


def test_edits_and_deletions_are_found_once_articles_are_a_day_old(
    tmp_path: Path, environ: dict[str, str], bucket: Bucket
) -> None:
    with Simulator(family("trs"), Plan(articles=6, columns=1)) as served:
        crawl(served, tmp_path, environ, run_id="r1")
        age_captures(bucket, "r1", timedelta(days=1, hours=1))
        load_run(bucket, "r1")
        served.site.edit(1)
        served.site.delete(2)
        records = crawl(served, tmp_path, environ, run_id="r2")
        load_run(bucket, "r2")
        assert [record["title"] for record in records] == [served.site.articles[1].title]
        gone = served.base + served.site.articles[2].path
        assert known_captures(bucket, "simulated")[gone].outcome == "gone"


def age_captures(bucket: Bucket, run_id: str, by: timedelta) -> None:
    """Move a staged run into the past: only time tells that an article is to be looked at again."""
    staged = read_staged(bucket, run_id)
    rows = [from_row(CaptureRow, row) for row in staged.captures.iter_rows(named=True)]
    aged = [replace(row, fetched_at=row.fetched_at - by) for row in rows]
    run = from_row(SiteRun, staged.site_runs.row(0, named=True))
    write_part(bucket, run, records=[], captures=aged)


def test_an_archive_is_read_again_without_the_network(
    tmp_path: Path, environ: dict[str, str], bucket: Bucket
) -> None:
    with Simulator(family("trs"), Plan(articles=11, columns=1, parts=3)) as served:
        first = crawl(served, tmp_path, environ, run_id="r1", extract="0")
        (shard,) = list_keys(bucket, "raw/warc/")
        served.forget()
        again = crawl(served, tmp_path, environ, spider="pages", warc=shard, run_id="r2")
        assert (first, texts(again), sum(served.hits.values())) == ([], printed(served), 0)
        assert again[0]["capture"]["key"] == shard
        further = read_staged(bucket, "r2").captures
        assert (further.height, set(further["outcome"])) == (
            4,
            {"part"},
        )  # two articles have three pages


@pytest.mark.parametrize(("robots", "read"), [("html", 4), ("missing", 4), ("error", 0)])
def test_robots_that_is_no_robots_is_taken_for_what_it_means(
    robots: Any, read: int, tmp_path: Path
) -> None:
    with Simulator(family("trs"), Plan(articles=4, columns=1, robots=robots)) as served:
        assert len(crawl(served, tmp_path, status=int(not read))) == read


def test_a_host_that_asks_for_time_between_requests_gets_it(tmp_path: Path) -> None:
    with Simulator(family("trs"), Plan(articles=4, columns=1, crawl_delay=1.0)) as served:
        assert len(crawl(served, tmp_path)) == 4
        _, *pages = served.asked_at  # after robots.txt
        assert min(b - a for a, b in pairwise(pages)) > 0.9


def test_a_run_leaves_its_account_in_the_bucket(
    tmp_path: Path, environ: dict[str, str], bucket: Bucket
) -> None:
    plan = Plan(articles=12, columns=1, faults=Faults(challenges=0.3))
    with Simulator(family("hanweb"), plan) as served:
        crawl(served, tmp_path, environ, run_id="r1")
        run = from_row(SiteRun, read_staged(bucket, "r1").site_runs.row(0, named=True))
        lost = set(served.article_hits()) - {each.path for each in served.site.expected()}
    assert {url.removeprefix(served.base) for url in run.missing} == lost
    assert run.listed == 12
    assert "missing" in [check.name for check in run.checks if check.status == "warned"]
    assert keys.staged("r1", "simulated", keys.PART) in list_keys(bucket, "staging/")


def test_a_backfill_brings_the_days_asked_for_and_leaves_the_list_behind_them(
    tmp_path: Path,
) -> None:
    with Simulator(family("trs"), Plan(articles=60, columns=1, per_page=5)) as served:
        days = sorted({each.published.date() for each in served.site.expected()})
        since, until = days[len(days) // 2], days[-4]
        records = crawl(served, tmp_path, since=str(since), until=str(until))
        asked = [each for each in served.site.expected() if since <= each.published.date() <= until]
        assert {r["title"] for r in records} == {each.title for each in asked}
        assert sum(served.hits.values()) < 60


@pytest.mark.parametrize("allowed", [1, 4])
def test_a_host_is_asked_over_no_more_connections_than_it_is_allowed(
    tmp_path: Path, allowed: int
) -> None:
    with Simulator("dated", Plan(articles=40, columns=2, concurrency=allowed)) as served:
        assert len(crawl(served, tmp_path)) == 40
        assert served.connections <= allowed


@pytest.mark.parametrize("shape", ["dated", "vsb", "founder"])
def test_a_list_that_grows_at_its_end_is_looked_at_there_alone(
    tmp_path: Path, environ: dict[str, str], bucket: Bucket, shape: str
) -> None:
    with Simulator(shape, Plan(articles=45, columns=1, per_page=7, order="oldest")) as served:
        assert len(crawl(served, tmp_path, environ, run_id=f"a-{shape}")) == 45
        load_run(bucket, f"a-{shape}")
        served.forget()
        assert crawl(served, tmp_path, environ, run_id=f"b-{shape}") == []
        assert len(served.hits.keys() - {"/robots.txt"}) <= 2
        load_run(bucket, f"b-{shape}")
        served.site.publish(2)
        assert len(crawl(served, tmp_path, environ, run_id=f"c-{shape}")) == 2
