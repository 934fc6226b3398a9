"""The tables of the bucket."""

from storage import keys
from storage.article_merge import CURRENT, EARLIER
from storage.captures import CaptureRow
from storage.counts import RunCounts
from storage.lineage import SET_ASIDE, joined_schema
from storage.schema import arrow_schema
from storage.site_runs import SiteRun
from storage.table_spec import TableSpec

_BY_RUN = ("run_id", "article_id")
QUARANTINE = TableSpec(keys.QUARANTINE, SET_ASIDE, _BY_RUN)
REJECTIONS = TableSpec(keys.REJECTIONS, SET_ASIDE, _BY_RUN)
CAPTURES = TableSpec(
    keys.CAPTURES,
    arrow_schema(CaptureRow),
    ("run_id", "site_id", "url", "fetched_at"),
    partition_by=("site_id",),
)
SITE_RUNS = TableSpec(keys.SITE_RUNS, joined_schema(SiteRun, RunCounts), ("run_id", "site_id"))
TABLES = (CURRENT, EARLIER, QUARANTINE, REJECTIONS, CAPTURES, SITE_RUNS)
