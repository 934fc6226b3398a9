"""Read the archive again with the rules as they are now, and promote what comes of it.

Every capture behind a record is read again, field by field compared with the record held, and the
project's own pages must still come out as they were printed. Where that passes, the task `approve`
asks an operator; a run that was triggered with `promote` goes on without asking. What fails is
never promoted, and what was there before stays as a revision.
"""

from datetime import timedelta

from airflow.providers.standard.operators.hitl import ApprovalOperator
from airflow.sdk import DAG, Param, get_current_context, task
from airflow.sdk.exceptions import AirflowSkipException

from dags.connection import bucket_environment
from dags.crawling import DEFAULTS, log, publish, run_of, validate
from dags.faults import ended_by_signals, named_failures
from dags.steps import upkeep


@task(execution_timeout=timedelta(days=2))
def read_again() -> None:
    params = get_current_context()["params"]
    with named_failures(), ended_by_signals():
        upkeep.read_again(run_of(), params, bucket_environment(), log.info)


@task
def compare() -> str:
    with named_failures():
        return upkeep.compare(run_of(), bucket_environment(), log.info)


@task.branch
def decide() -> str:
    return "promote" if get_current_context()["params"]["promote"] else "approve"


@task(pool="tables", trigger_rule="none_failed_min_one_success")
def promote() -> str:
    with named_failures():
        staged = upkeep.promote(run_of(), bucket_environment())
    if not staged:
        raise AirflowSkipException("no record differs: there is nothing to promote")
    log.info("%d records promoted", staged)
    return run_of()


with DAG(
    "reextract",
    schedule=None,
    max_active_runs=1,
    params={
        "sites": Param([], type="array", items={"type": "string"}, title="Sites",
                       description="Ids of the sites; none for all."),
        "since": Param(None, type=["null", "string"], format="date", title="First day of capture"),
        "until": Param(None, type=["null", "string"], format="date", title="Last day of capture"),
        "promote": Param(False, type="boolean", title="Promote without asking"),
    },
    default_args=DEFAULTS,
    doc_md=__doc__,
    tags=["cppcc"],
):  # fmt: skip
    approve = ApprovalOperator(
        task_id="approve",
        subject="Promote the records that were read again?",
        body="{{ ti.xcom_pull(task_ids='compare') }}",
        response_timeout=timedelta(days=7),
    )
    promoted = promote()
    decided = decide()
    read_again() >> compare() >> decided >> [approve, promoted]
    approve >> promoted
    publish(validate(promoted))
