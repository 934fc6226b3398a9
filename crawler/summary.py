"""A crawl in words: while it runs, and when it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.check import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crawler.checks import Crawl
    from crawler.findings import Findings
    from crawler.ledger import Ledger
    from storage.check import Check


def progress(ledger: Ledger, findings: Findings, seconds: float) -> str:
    """Return one line: pages, articles, yield, pace, and what is left."""
    sums = ledger.sums
    aside = sum(sums.records.values()) - sums.articles
    share = f"{100 * sums.articles // max(1, sums.articles + aside)} %"
    pace = sums.answers / max(seconds, 0.1)
    return (
        f"{ledger.site.id}: {sums.answers} pages, {sums.articles} articles ({share}), "
        f"{aside} set aside, {sums.known} known, {len(findings.missing)} left, {pace:.1f} pages/s"
    )


def summary(crawl: Crawl, checks: Sequence[Check]) -> Iterator[str]:
    """Yield the lines that a person reads at the end of a run."""
    sums, name = crawl.ledger.sums, crawl.site.id
    said = ", ".join(f"{count} {outcome}" for outcome, count in sums.outcomes.most_common())
    yield f"{name}: answers: {said or 'none'}"
    for column in crawl.findings.columns[:40]:
        of = f" of {column.total}" if column.total is not None else ""
        lost = f", {len(column.lost)} pages lost" if column.lost else ""
        said = f"{column.listed}{of} articles on {column.pages} pages{lost}"
        yield f"{name}: list {column.name}: {said}"
    if crawl.findings.revisited:
        yield f"{name}: looked again at {crawl.findings.revisited} known articles"
    for url in list(crawl.findings.missing.values())[:5]:
        yield f"{name}: missing: {url}"
    for check in checks:
        if check.status != Status.PASSED:
            yield f"{name}: {check.status}: {check.name}: {check.detail}"
