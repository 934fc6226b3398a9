"""A bucket that holds what a crawl of the replicas leaves, without the crawl."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from crawler.demo.replicas import replicas
from extract.page import Page
from extract.publisher import Publisher
from extract.read import read_page
from extract.record import article_id
from storage.archive.warc import WarcArchive
from storage.load import load_run
from storage.parts import write_part
from tests.storage.samples import site_run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from crawler.demo.pages import DemoSite, ServedPage
    from crawler.demo.replicas import Replica
    from extract.record import Record
    from storage.bucket import Bucket

FETCHED = datetime(2026, 3, 2, 4, 0, 0, 123456, tzinfo=UTC)


def fill(
    bucket: Bucket,
    spool: Path,
    *,
    copies: int = 1,
    change: Callable[[Record], Record],
    run: str = "r1",
    sites: Sequence[str] = (),
) -> list[Record]:
    """Archive `copies` of each replica's article, and load records that `change` has been at.

    With `sites` only of the replicas that are called so.
    """
    held: list[Record] = []
    for replica in chosen(sites):
        site = replica.site
        path, served = article_of(site)
        publisher = Publisher(site_id=site.id, role="mirror")
        day = FETCHED.date()
        archive = WarcArchive(bucket, run_id=run, site_id=site.id, crawl_date=day, spool=spool)
        headers = {"content-type": served.content_type}
        address = f"http://{site.id}.example{path}?{run}="
        first = read_page(Page(f"{address}0", 200, served.body, FETCHED, headers), publisher)
        records = []
        for number in range(copies):
            moment = FETCHED + timedelta(seconds=number)
            page = Page(f"{address}{number}", 200, served.body, moment, headers)
            capture = archive.write(page)
            records.append(change(replace(_copy(first, number), capture=capture)))
        archive.close()
        done = replace(site_run(run, records=records), site_id=site.id, started_at=FETCHED)
        write_part(bucket, done, records=records, captures=[])
        held += records
    load_run(bucket, run)
    return held


def chosen(sites: Sequence[str]) -> list[Replica]:
    """Return the replicas that are called so, or all."""
    return [replica for replica in replicas() if not sites or replica.site.id in sites]


def article_of(site: DemoSite) -> tuple[str, ServedPage]:
    """Return the path and the body of the article of a replica's site."""
    return next(item for item in site.pages.items() if item[0] not in site.starts)


def _copy(first: Record, number: int) -> Record:
    """Return the record that the same body gives under an address that ends in another number."""
    assert first.canonical_url.endswith("0")
    canonical = f"{first.canonical_url[:-1]}{number}"
    moment = FETCHED + timedelta(seconds=number)
    return replace(
        first, url=f"{first.url[:-1]}{number}", canonical_url=canonical, fetched_at=moment,
        article_id=article_id(first.site_id, canonical),
    )  # fmt: skip
