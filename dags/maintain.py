"""Keep the bucket small and whole: compact tables, adopt or remove what interrupted runs left."""

from datetime import timedelta

from airflow.sdk import DAG, task
from airflow.timetables.interval import CronDataIntervalTimetable
from pendulum import datetime

from dags.connection import bucket_environment
from dags.crawling import DEFAULTS, log
from dags.faults import named_failures
from dags.steps import upkeep

TZ = "Asia/Shanghai"


@task(pool="tables", execution_timeout=timedelta(hours=6))
def maintain() -> None:
    with named_failures():
        report = upkeep.maintain(bucket_environment())
    for name, what in report.items():
        log.info("%s: %s", name, what)


with DAG(
    "maintain",
    schedule=CronDataIntervalTimetable("0 13 * * *", timezone=TZ),
    start_date=datetime(2026, 1, 1, tz=TZ),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    doc_md=__doc__,
    tags=["cppcc"],
):
    maintain()
