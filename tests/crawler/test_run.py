"""What the last line of a crawl that failed says."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from crawler.exit_status import FAILED
from crawler.run import crawl_site
from crawler.simulators.plan import Plan
from crawler.simulators.server import Simulator
from storage import keys
from storage.load import load_run
from storage.objects import read
from storage.parts import write_part
from tests.storage.samples import record, site_run

if TYPE_CHECKING:
    from pathlib import Path

    from storage.bucket import Bucket
    from storage.embedded.store import EmbeddedStore


SITE = (
    'id = "t"\nname = "t"\nlevel = "test"\nhosts = ["127.0.0.1:9"]\nspider = "listing"\n'
    'starts = ["http://127.0.0.1:9/"]\nloopback = true\n'
)


def test_a_site_that_isnt_there_fails_in_a_line_that_says_so_without_frames(tmp_path: Path) -> None:
    site = tmp_path / "t.toml"
    site.write_text(SITE, "utf-8")
    said: list[str] = []
    environ = {name: value for name, value in os.environ.items() if name != "CPPCC_BUCKET"}
    ending = crawl_site(str(site), {}, environ=environ, log=said.append)
    assert ending.status == FAILED
    assert ending.failed[0].name == "refused"
    assert ending.said == said[-1]
    assert said[-1].startswith("t failed: refused: list http://127.0.0.1:9/ can't be had")
    assert not any("Traceback" in line for line in said)


def test_a_selector_that_finds_nothing_on_any_page_of_a_list_is_named(tmp_path: Path) -> None:
    site = tmp_path / "s.toml"
    said: list[str] = []
    environ = {name: value for name, value in os.environ.items() if name != "CPPCC_BUCKET"}
    with Simulator("trs", Plan(articles=12, columns=1, per_page=5)) as served:
        site.write_text(served.site_file() + "\n[list]\nrows = 'div.nothing'\n", "utf-8")
        ending = crawl_site(str(site), {}, environ=environ, log=said.append)
    assert [check.name for check in ending.failed] == ["list_without_articles"]
    assert "no article in" in said[-1]
    assert "what list.rows = 'div.nothing' selects" in said[-1]


def test_a_run_without_a_name_takes_its_turn_by_the_name_that_it_gets(
    store: EmbeddedStore, bucket: Bucket, tmp_path: Path
) -> None:
    site = tmp_path / "t.toml"
    site.write_text(SITE, "utf-8")
    said: list[str] = []
    holders: set[str] = set()

    def see(line: str) -> None:
        said.append(line)
        turn = read(bucket, keys.turn("site-t"))
        holders.add(json.loads(turn.body)["holder"] if turn else "nobody")

    environ = {**os.environ, **store.environment(), "CPPCC_BUCKET": bucket.name}
    crawl_site(str(site), {}, environ=environ, log=see)
    staged = re.search(r"`cppcc load (manual-\w+)`", "\n".join(said))
    assert staged is not None
    assert holders == {f"run {staged[1]}"}


def test_a_crawl_by_a_clock_that_went_back_says_so_in_its_last_line(
    store: EmbeddedStore, bucket: Bucket, tmp_path: Path
) -> None:
    site = tmp_path / "t.toml"
    site.write_text(SITE, "utf-8")
    later = datetime.now(UTC) + timedelta(hours=1)
    held = [record("r1", site_id="t", capture=None)]
    run = replace(site_run("r1", records=held), site_id="t", finished_at=later)
    write_part(bucket, run, records=held, captures=[])
    load_run(bucket, "r1")

    said: list[str] = []
    environ = {**os.environ, **store.environment(), "CPPCC_BUCKET": bucket.name}
    ending = crawl_site(str(site), {"run_id": "r2"}, environ=environ, log=said.append)
    assert (ending.status, [check.name for check in ending.failed]) == (FAILED, ["never_closed"])
    assert "NTP) and run this again; if" in ending.failed[0].detail
    assert said[-1].startswith("t failed: never_closed: scrapy exited 2: the last run of t ended")
    assert "set the clock" in said[-1]
