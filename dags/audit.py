"""Look over all sites: whether they are complete, fresh, as ever, and still their own.

One task a question, red where a site fails it; the log names each site and what was seen. The
findings are kept under `report/audit/` in the bucket, and the asset's event says how many.
"""

from datetime import timedelta
from typing import Any

from airflow.sdk import DAG, Asset, get_current_context, task
from airflow.sdk.exceptions import AirflowFailException

from dags.alerts import due_within
from dags.connection import bucket_environment
from dags.crawling import log, run_of
from dags.faults import named_failures
from dags.schedules import COMMON, intervals
from dags.steps import upkeep

AUDIT = Asset(name="cppcc_audit", uri="x-cppcc://report/audit")
QUESTIONS = ["completeness", "freshness", "drift", "compromise"]


@task(outlets=[AUDIT])
def look(*, outlet_events: Any = None) -> list[dict[str, Any]]:
    with named_failures():
        findings = upkeep.audit(run_of(), bucket_environment())
    counts = {q: sum(f["check"] == q for f in findings) for q in QUESTIONS}
    outlet_events[AUDIT].extra = {"run_id": run_of(), **counts}
    return findings


@task(map_index_template="{{ question }}")
def judge(question: str, findings: list[dict[str, Any]]) -> None:
    get_current_context()["question"] = question  # type: ignore[typeddict-unknown-key]
    mine = [finding for finding in findings if finding["check"] == question]
    for finding in mine:
        log.warning("%(site_id)s %(status)s: %(detail)s", finding)
    failed = [finding["site_id"] for finding in mine if finding["status"] == "failed"]
    if failed:
        raise AirflowFailException(f"{question}: {len(failed)} sites fail: {' '.join(failed[:20])}")
    log.info("%s: no site fails", question)


with DAG(
    "audit",
    schedule=intervals("0 9 * * *"),
    deadline=due_within(timedelta(hours=6)),
    doc_md=__doc__,
    **COMMON,
):
    judge.partial(findings=look()).expand(question=QUESTIONS)
