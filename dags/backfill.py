"""Fetch what some sites published between two days, known or not.

The form names the sites and the days. A misspelt site, a day in the future and a range that ends
before it begins are refused by the first task, whose log's last line says why.
"""

from airflow.sdk import DAG, Param

from dags.crawling import DEFAULTS, crawl_and_publish

with DAG(
    "backfill",
    schedule=None,
    max_active_runs=4,
    params={
        "sites": Param(
            type="array",
            items={"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,62}$"},
            minItems=1,
            title="Sites",
            description="Ids of the sites, one a line; `cppcc sites` lists them.",
        ),
        "since": Param(type="string", format="date", title="First day of publication"),
        "until": Param(type="string", format="date", title="Last day of publication"),
        "full": Param(True, type="boolean", title="Fetch what is known, too"),
    },
    default_args=DEFAULTS,
    doc_md=__doc__,
    tags=["cppcc"],
):
    crawl_and_publish()
