"""The tasks that DAGs which crawl are made of: plan, crawl, load, validate, publish."""

from __future__ import annotations

import logging
import os
from datetime import datetime, timedelta
from typing import Any

from airflow.sdk import Asset, get_current_context, task
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException

from crawler.exit_status import DONE
from dags.alerts import failure_notifiers
from dags.connection import bucket_environment
from dags.faults import ended_by_signals, named_failures, say_reason
from dags.steps import crawl as crawl_steps
from dags.steps import release as release_steps

ARTICLES = Asset(name="cppcc_articles", uri="x-cppcc://releases/articles")
SITE_LIMIT = timedelta(hours=3)
RETRY_DELAY = timedelta(seconds=float(os.environ.get("CPPCC_RETRY_DELAY_S") or 120))
DEFAULTS: dict[str, Any] = {
    "retries": 2,
    "retry_delay": RETRY_DELAY,
    "retry_exponential_backoff": 2.0,
    "max_retry_delay": timedelta(minutes=30),
    # last, so that a notifier that fails doesn't have the last word in the log
    "on_failure_callback": [*failure_notifiers(), say_reason],
    "on_retry_callback": [say_reason],
}
log = logging.getLogger("airflow.task")


@task(pool="network")
def plan(cadence: str | None = None, drawn: bool = False) -> list[dict[str, str]]:
    """Name the sites to crawl; a form that can't be meant, or no bucket, ends the run here."""
    params = get_current_context()["params"]
    environment = bucket_environment()
    with named_failures():
        crawl_steps.require_sound(crawl_steps.crawl_options(run_of(), params, interval()))
        sites = crawl_steps.chosen_sites(params.get("sites") or (), environment, cadence=cadence)
        release_steps.bucket_of(environment)
    return crawl_steps.named(sites, drawn=drawn)


@task(map_index_template="{{ site_name }}", execution_timeout=SITE_LIMIT)
def crawl(site: dict[str, str]) -> dict[str, Any]:
    """Crawl one site; the log's last line is why it failed."""
    context = get_current_context()
    context["site_name"] = site["name"]  # type: ignore[typeddict-unknown-key]
    options = crawl_steps.crawl_options(run_of(), context["params"], interval())

    def say(line: str) -> None:
        log.info("%s", line)

    with named_failures(), ended_by_signals():
        ending, seconds = crawl_steps.crawl_one(site["id"], options, bucket_environment(), say)
    if ending.status == DONE:
        return {"said": ending.said, "seconds": round(seconds, 2)}
    if crawl_steps.may_pass(ending.failed):
        raise AirflowException(ending.said)
    raise AirflowFailException(ending.said)


@task(pool="tables", trigger_rule="all_done")  # one site must not keep the others' articles back
def load(planned: Any, drawn: Any) -> str:
    if planned is None or drawn is None:
        raise AirflowFailException("nothing was planned: the first task says why")
    if not planned and not drawn:
        raise AirflowSkipException("no site has this cadence")
    with named_failures():
        counts = release_steps.load(run_of(), bucket_environment())
    log.info("loaded %s", counts)
    return str(counts["run_id"])


@task(pool="tables")
def validate(loaded: Any) -> str:
    with named_failures():
        checks = release_steps.validate(loaded, bucket_environment())
    for check in checks:
        log.info("%(name)s: %(detail)s", check)
    return str(loaded)


@task(pool="tables", outlets=[ARTICLES])
def publish(valid: Any, *, outlet_events: Any = None) -> dict[str, Any]:
    with named_failures():
        event = release_steps.publish(valid, bucket_environment())
    outlet_events[ARTICLES].extra = event
    return event


def crawl_and_publish(cadence: str | None = None) -> None:
    """Wire the tasks inside of a DAG: sites that need a browser have a pool of their own."""
    planned = plan(cadence)
    drawn = plan.override(task_id="plan_drawn")(cadence, drawn=True)
    crawled = crawl.override(pool="network").expand(site=planned)
    crawled_drawn = crawl.override(task_id="crawl_drawn", pool="browsers").expand(site=drawn)
    loaded = load(planned, drawn)
    [crawled, crawled_drawn] >> loaded
    publish(validate(loaded))


def run_of() -> str:
    """Return the current run's name in the bucket."""
    run = get_current_context()["dag_run"]
    return release_steps.bucket_run(run.dag_id, run.run_id)


def interval() -> tuple[datetime, datetime] | None:
    """Return the data interval of a backfill; other runs take whatever a site has new."""
    run = get_current_context()["dag_run"]
    start, end = run.data_interval_start, run.data_interval_end
    if str(getattr(run.run_type, "value", run.run_type)) != "backfill" or not start or not end:
        return None
    return start, end
