"""Keep the bucket small and whole: compact tables, adopt or remove what interrupted runs left."""

from datetime import timedelta

from airflow.sdk import DAG, task

from dags.alerts import due_within
from dags.connection import bucket_environment
from dags.crawling import log
from dags.faults import named_failures
from dags.schedules import COMMON, intervals
from dags.steps import upkeep


@task(pool="tables", execution_timeout=timedelta(hours=6))
def maintain() -> None:
    with named_failures():
        report = upkeep.maintain(bucket_environment())
    for name, what in report.items():
        log.info("%s: %s", name, what)


with DAG(
    "maintain",
    schedule=intervals("0 13 * * *"),
    deadline=due_within(timedelta(hours=6)),
    doc_md=__doc__,
    **COMMON,
):
    maintain()
