"""The project's own damaged pages, which any version of the rules must read as printed."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.demo.compare import differences
from crawler.demo.replicas import replicas
from extract.page import Page
from extract.publisher import Publisher
from extract.read import read_page

_LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def golden_differences() -> list[str]:
    """Read the project's own damaged pages, and say what isn't as it was printed."""
    records = []
    for site in (replica.site for replica in replicas()):
        path, served = next(item for item in site.pages.items() if item[0] not in site.starts)
        headers = {"content-type": served.content_type}
        page = Page(f"http://golden.example{path}", 200, served.body, _LONG_AGO, headers)
        records.append(read_page(page, Publisher(site_id=site.id, role=site.role)))
    return differences(records, replicas())
