"""Crawl the sites, load what they brought, check it and release it."""

import logging
from datetime import timedelta
from typing import Any

from airflow.sdk import Asset, Param, dag, get_current_context, task
from airflow.sdk.exceptions import AirflowException, AirflowFailException
from airflow.timetables.interval import CronDataIntervalTimetable
from pendulum import datetime

from dags import steps
from dags.connection import bucket_environment
from dags.faults import named_failures

ARTICLES = Asset(name="cppcc_articles", uri="x-cppcc://releases/articles")
DONE, SITE_FAILED, BAD_CONFIGURATION = 0, 1, 2
SITE_LIMIT = timedelta(hours=3)
PARAMS = {
    "sites": Param([], type="array", items={"type": "string"}, title="Sites",
                   description="Ids of the sites to crawl; none for all."),
    "full": Param(False, type="boolean", title="Fetch what is known, too"),
    "since": Param(None, type=["null", "string"], format="date", title="First day of publication"),
    "until": Param(None, type=["null", "string"], format="date", title="Last day of publication"),
}  # fmt: skip


@dag(
    schedule=CronDataIntervalTimetable("0 3 * * *", timezone="Asia/Shanghai"),
    start_date=datetime(2026, 1, 1, tz="Asia/Shanghai"),
    catchup=False,
    max_active_runs=1,
    params=PARAMS,
    default_args={"retries": 1, "retry_delay": timedelta(minutes=2)},
    doc_md=__doc__,
    tags=["cppcc"],
)
def crawl_sites() -> None:
    @task(retries=0)
    def plan(params: Any = None) -> list[dict[str, str]]:
        with named_failures():
            return steps.chosen_sites(params["sites"], bucket_environment())

    @task(
        map_index_template="{{ site_name }}",
        max_active_tis_per_dagrun=8,
        execution_timeout=SITE_LIMIT,
    )
    def crawl(site: dict[str, str], params: Any = None, run_id: Any = None) -> None:
        get_current_context()["site_name"] = site["name"]  # type: ignore[typeddict-unknown-key]
        lines: list[str] = []

        def say(line: str) -> None:
            lines.append(line)
            logging.getLogger("airflow.task").info(line)

        options = steps.crawl_options(run_id, params)
        with named_failures():
            status = steps.crawl_one(site["id"], options, bucket_environment(), say)
        last = lines[-1] if lines else f"{site['id']} said nothing"
        if status == BAD_CONFIGURATION:
            raise AirflowFailException(last)
        if status != DONE:
            raise AirflowException(last)

    @task(trigger_rule="all_done")  # one site's failure must not keep the others' articles back
    def load(run_id: Any = None) -> str:
        with named_failures():
            counts = steps.load(run_id, bucket_environment())
        logging.getLogger("airflow.task").info("loaded %s", counts)
        return str(counts["run_id"])

    @task(retries=0)
    def validate(loaded: Any) -> str:
        with named_failures():
            checks = steps.validate(loaded, bucket_environment())
        for check in checks:
            logging.getLogger("airflow.task").info("%(name)s: %(detail)s", check)
        return str(loaded)

    @task(outlets=[ARTICLES])
    def publish(valid: Any, *, outlet_events: Any = None) -> dict[str, Any]:
        with named_failures():
            event = steps.publish(valid, bucket_environment())
        outlet_events[ARTICLES].extra = event
        return event

    crawled = crawl.expand(site=plan())
    loaded = load()
    crawled >> loaded
    publish(validate(loaded))


crawl_sites()
