"""Whether a crawl did what it should have; Scrapy itself exits 0 after any failure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from crawler.freshness import LEAST_PATIENCE, usual_gap, working_days
from extract.metadata.dates import CHINA
from storage.check import Check, Status, passed_if

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crawler.findings import Findings
    from crawler.ledger import Ledger
    from crawler.options import CrawlOptions
    from crawler.site import Site

INTERRUPTED = "shutdown"
"""What Scrapy calls an end by TERM: what was fetched is archived, and nothing staged."""
MAX_ERROR_RATIO = 0.2
_LIMITS = {"closespider_pagecount": "limits.pages", "closespider_timeout": "limits.seconds"}
_SPAM, _SPAM_SHARE = 3, 0.5


@dataclass(frozen=True, slots=True)
class Crawl:
    """What the checks look at."""

    site: Site
    options: CrawlOptions
    ledger: Ledger
    findings: Findings
    reason: str
    stats: Mapping[str, Any]

    @property
    def is_whole(self) -> bool:
        """Whether nothing but the site's own lists bounded the crawl."""
        return not (self.options.limit or self.options.since or self.options.until)


def run_checks(crawl: Crawl) -> tuple[Check, ...]:
    """Return every check of a crawl, in the order in which a person would ask."""
    return tuple(check for group in _GROUPS for check in group(crawl))


def failed(checks: Sequence[Check]) -> tuple[Check, ...]:
    return tuple(check for check in checks if check.status == Status.FAILED)


def failures(checks: Sequence[Check]) -> list[str]:
    """Return the checks that failed, each as `name: what was seen`."""
    return [f"{check.name}: {check.detail}" for check in failed(checks)]


def _ended(crawl: Crawl) -> Iterator[Check]:
    if limit := _LIMITS.get(crawl.reason):
        yield Check("run_limit", Status.WARNED, f"ended at {limit}; the next run goes on")
    elif crawl.reason == "blocked":
        said = "the site answers with challenges or refusals: it is left alone until the next run"
        yield Check("blocked", Status.FAILED, said)
    else:
        ok = crawl.reason == "finished"
        yield passed_if(ok, "finish_reason", crawl.reason)
    if raised := crawl.stats.get("spider_exceptions/count", 0):
        yield Check("spider_exceptions", Status.FAILED, str(raised))
    for name, detail in crawl.findings.notes:
        yield Check(name, Status.FAILED, detail)


def _answered(crawl: Crawl) -> Iterator[Check]:
    answers = crawl.ledger.sums.answers - crawl.ledger.sums.outcomes["robots"]
    if not answers and crawl.findings.why:
        outcome, count = crawl.findings.why.most_common(1)[0]
        yield Check(outcome, Status.FAILED, f"{count} requests: {crawl.findings.evidence[outcome]}")
        return
    wanted, missing = crawl.findings.wanted, len(crawl.findings.missing)
    lost = crawl.reason == "finished" and missing > MAX_ERROR_RATIO * wanted
    blocked = crawl.ledger.sums.outcomes["blocked"]
    if blocked and blocked > MAX_ERROR_RATIO * answers and crawl.reason != "blocked":
        yield Check("blocked", Status.FAILED, f"{blocked} of {answers} answers")
    yield passed_if(not lost, "lost_requests", f"{missing} of {wanted} articles")


def _complete(crawl: Crawl) -> Iterator[Check]:
    missing = list(crawl.findings.missing.values())
    if missing and crawl.reason == "finished":
        yield Check(
            "missing", Status.WARNED, f"{len(missing)} listed and not captured: {missing[0]} …"
        )
    if not crawl.is_whole:
        return
    walked = crawl.options.full or not crawl.ledger.known_pages
    for column in crawl.findings.columns:
        if column.total is not None and walked:
            short = column.listed < column.total
            said = f"{column.name}: {column.listed} of {column.total}"
            far = column.listed < (1 - MAX_ERROR_RATIO) * column.total
            status = Status.FAILED if far else Status.WARNED if short else Status.PASSED
            yield Check("list_shortfall", status, said)
        for url in list(column.lost)[:5]:
            yield Check("list_page_lost", Status.WARNED, url)


def _enough(crawl: Crawl) -> Iterator[Check]:
    # what an earlier run has brought counts too: a quiet day is no failure
    sums = crawl.ledger.sums
    found = sums.articles + sums.known + sums.outcomes["not_modified"]
    if crawl.is_whole:
        enough = found >= crawl.site.expect.min_articles
        said = f"{found} of {crawl.site.expect.min_articles}"
        yield passed_if(enough, "min_articles", said)


def _fresh(crawl: Crawl) -> Iterator[Check]:
    newest = newest_day(crawl)
    if newest is None or not crawl.is_whole:
        return
    today = datetime.now(CHINA).date()
    age, quiet = (today - newest).days, working_days(newest, today)
    expected = crawl.site.expect.newest_within_days
    gap = usual_gap(crawl.findings.days)
    if expected is not None:
        status = Status.FAILED if age > expected else Status.PASSED
        yield Check("freshness", status, f"newest is of {newest}, {age} days, {expected} expected")
    elif gap is not None:
        stale = quiet > max(LEAST_PATIENCE, 3 * gap)
        said = f"newest is of {newest}: {quiet} working days of silence, {gap} are usual"
        yield passed_if(not stale, "freshness", said, otherwise=Status.WARNED)


def _honest(crawl: Crawl) -> Iterator[Check]:
    read, spam = crawl.findings.read, crawl.findings.spam
    if spam >= _SPAM and spam > _SPAM_SHARE * read:
        yield Check("hijacked", Status.FAILED, f"{spam} of {read} pages are spam and nothing else")


def newest_day(crawl: Crawl) -> date | None:
    """Return the day of the newest article that was listed or read."""
    days = set(crawl.findings.days)
    if crawl.ledger.sums.newest is not None:
        days.add(crawl.ledger.sums.newest.astimezone(CHINA).date())
    return max(days, default=None)


_GROUPS = (_ended, _answered, _complete, _enough, _fresh, _honest)
