"""Whether a crawl did what its site file expects; Scrapy itself exits 0 after any failure."""

from collections.abc import Mapping
from typing import Any

from crawler.site import Site

INTERRUPTED = "shutdown"
MAX_ERROR_RATIO = 0.2


def failures(site: Site, stats: Mapping[str, Any]) -> list[str]:
    """Return the checks that failed, each as `name: what was seen`, from a crawl's stats."""
    out: list[str] = []
    if (reason := stats.get("finish_reason")) != "finished":
        out.append(f"finish_reason: {reason}")
    if raised := stats.get("spider_exceptions/count", 0):
        out.append(f"spider_exceptions: {raised}")
    if error := stats.get("ledger/storage_error"):
        out.append(f"storage: {error}")
    # what an earlier run has brought counts too: a quiet day is no failure
    found = stats.get("ledger/articles", 0) + stats.get("ledger/known", 0)
    if found < site.expect.min_articles:
        out.append(f"min_articles: {found} of {site.expect.min_articles}")
    # robots.txt passes the downloader too; these three counts overlap, so they are never added
    sent = stats.get("downloader/request_count", 0) - stats.get("retry/count", 0)
    lost = max(
        stats.get("httperror/response_ignored_count", 0),
        stats.get("retry/max_reached", 0),
        stats.get("downloader/exception_count", 0) - stats.get("retry/count", 0),
    )
    if sent and (not stats.get("response_received_count") or lost > MAX_ERROR_RATIO * sent):
        out.append(f"lost_requests: {lost} of {sent}")
    return out
