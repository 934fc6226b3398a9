"""What one run did on one site, in numbers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from storage.check import Check


@dataclass(frozen=True, slots=True)
class SiteRun:
    """One row of `tables/site_runs`."""

    site_id: Annotated[str, "id of the site file"]
    site_name: Annotated[str, "the publisher's name"]
    run_id: Annotated[str, "one interval's crawl of all sites"]
    started_at: Annotated[datetime, "UTC"]
    finished_at: Annotated[datetime, "UTC"]
    finish_reason: Annotated[str, "why the crawl ended: finished, shutdown …"]
    requests: Annotated[int, "requests sent"]
    not_modified: Annotated[int, "answers with 304"]
    articles: Annotated[int, "records with outcome article"]
    quarantined: Annotated[int, "records with outcome quarantined"]
    rejected: Annotated[int, "records with outcome rejected"]
    failures: Annotated[tuple[str, ...], "checks of the site that failed, by name"]
    poisoned: Annotated[int, "records whose page was poisoned"] = 0
    pages: Annotated[int, "answers of any kind, each attempt counted"] = 0
    listed: Annotated[int | None, "articles that the lists say there are, where they say so"] = None
    missing: Annotated[tuple[str, ...], "listed articles that aren't captured, at most 200"] = ()
    newest: Annotated[datetime | None, "publication of the newest article, this run's or known"] = (
        None
    )
    checks: Annotated[tuple[Check, ...], "every check of the crawl, passed ones too"] = ()
    state: Annotated[str, "clean, compromised, mirror, or unknown where too few pages tell"] = (
        "unknown"
    )
    state_since: Annotated[
        datetime | None, "start of the first run with this state, set on load; null with unknown"
    ] = None
    state_evidence: Annotated[tuple[str, ...], "addresses and what they show, at most 5"] = ()
