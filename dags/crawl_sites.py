"""Crawl the sites, load what they brought, check it and release it.

`crawl_sites` does so on demand, for the sites and days that its form names or for all there are;
`crawl_sites_hourly`, `crawl_sites_daily` and `crawl_sites_weekly` do so on schedule, each for the
sites whose files name that cadence. A scheduled run takes whatever is new, late articles
included; Airflow's own backfill of an interval takes what was published in it.
"""

from datetime import timedelta

from airflow.sdk import DAG, Param

from dags.alerts import due_within
from dags.crawling import DEFAULTS, crawl_and_publish
from dags.schedules import COMMON, intervals

CADENCES = {
    # intervals end when most sites have put up what they print
    "hourly": ("0 * * * *", timedelta(minutes=50)),
    "daily": ("0 3 * * *", timedelta(hours=6)),
    "weekly": ("0 1 * * 1", timedelta(hours=12)),
}
PARAMS = {
    "sites": Param([], type="array", items={"type": "string"}, title="Sites",
                   description="Ids of the sites to crawl; none for all."),
    "full": Param(False, type="boolean", title="Fetch what is known, too"),
    "since": Param(None, type=["null", "string"], format="date", title="First day of publication"),
    "until": Param(None, type=["null", "string"], format="date", title="Last day of publication"),
}  # fmt: skip

with DAG(
    "crawl_sites",
    schedule=None,
    max_active_runs=1,
    params=PARAMS,
    default_args=DEFAULTS,
    doc_md=__doc__,
    tags=["cppcc"],
):
    crawl_and_publish()

for cadence, (cron, limit) in CADENCES.items():
    with DAG(
        f"crawl_sites_{cadence}",
        schedule=intervals(cron),
        deadline=due_within(limit),
        params=PARAMS,
        doc_md=__doc__,
        **COMMON,
    ):
        crawl_and_publish(cadence)
