"""The demo from curtain to curtain."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from crawler.demo.compare import differences
from crawler.demo.pages import site_of_folder
from crawler.demo.replicas import replicas
from crawler.demo.report import articles_table, bucket_tree, show_repair, sites_table
from crawler.demo.scheduler import prepare_database, run_once
from crawler.demo.stage import Show, Stage
from extract.record import Record
from storage.articles import current_articles
from storage.manifest import latest_manifest
from storage.rows import from_row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rich.console import Console

    from storage.bucket import Bucket

BUCKET = "cppcc-demo"


def show_of(folder: Path | None, families: Sequence[str] = ()) -> Show:
    """Return what to show: a folder's own pages, or the five replicas; and simulated sites."""
    if folder is None:
        return Show(BUCKET, [replica.site for replica in replicas()], families)
    site = site_of_folder(folder)
    return Show(f"{BUCKET}-{site.id}"[:63].rstrip("-"), [site], families)


def play(folder: Path | None, families: Sequence[str], state: Path, console: Console) -> bool:
    """Crawl, load and release the show's sites by the real DAG; return whether all is well."""
    started = time.monotonic()
    show = show_of(folder, families)

    def say(line: str) -> None:
        console.print(line, markup=False, highlight=False, soft_wrap=True)

    say(f"starting the bucket server and {len(show.sites) + len(families)} sites on loopback")
    with Stage(state, show) as stage:
        environment = stage.scheduler()
        say("preparing Airflow")
        prepare_database(environment, say)
        say("running the DAG crawl_sites")
        if not run_once(environment, say):
            say("the run failed; the lines above say where")
            return False
        wrong = _report(console, stage.bucket, show)
        if folder is None:
            wrong += differences(_records(stage.bucket), replicas())
        wrong += stage.families.differences(_records(stage.bucket))
    for line in wrong:
        console.print(line, style="red", markup=False, highlight=False)
    _say_next(console, show, folder, state)
    say(f"took {time.monotonic() - started:.0f} s")
    return not wrong


def _report(console: Console, bucket: Bucket, show: Show) -> list[str]:
    records = _records(bucket)
    console.print(articles_table(records))
    console.print(sites_table(bucket))
    show_repair(console, bucket, records)
    console.print()
    console.print(bucket_tree(bucket))
    manifest = latest_manifest(bucket)
    if manifest and not manifest.new and not manifest.changed:
        console.print(
            "\n[bold]nothing new: every page was known, and none was fetched twice[/bold]"
        )
    pages = sum(len(site.starts) for site in show.sites)
    return [] if records else [f"none of {pages} pages came out as an article"]


def _records(bucket: Bucket) -> list[Record]:
    rows = current_articles(bucket).sort("site_id", "url").iter_rows(named=True)
    return [from_row(Record, row) for row in rows]


def _say_next(console: Console, show: Show, folder: Path | None, state: Path) -> None:
    console.print("\n[bold]to go on[/bold]")
    where = f" {folder}" if folder else ""
    for command, what in (
        (". .venv/bin/activate", "put the commands below on the path"),
        (
            f"cppcc airflow{where} --state {state}",
            "the same in Airflow's UI, http://127.0.0.1:8080",
        ),
        (f"cppcc store --bucket {show.bucket} --state {state}", "keep the bucket up for others"),
        ("cppcc articles --format csv", "with the variables it prints: the articles, as a table"),
        ("scrapy crawl listing -a site=bjzx -a limit=3 -O out.jsonl", "a real site, by hand"),
    ):
        console.print(f"  {command}", markup=False, highlight=False, soft_wrap=True)
        console.print(f"      {what}", markup=False, highlight=False, style="dim")
