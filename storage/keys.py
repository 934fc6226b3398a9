"""Every key of the bucket, in one place."""

import re
from datetime import date
from pathlib import PurePosixPath

from storage.errors import StorageError

CAPTURES = "tables/captures"
ARTICLES = "tables/articles"
ARTICLE_REVISIONS = "tables/article_revisions"
QUARANTINE = "tables/quarantine"
REJECTIONS = "tables/rejections"
SITE_RUNS = "tables/site_runs"

WARC = "raw/warc/v1/"
STAGING = "staging/"

ALL_RELEASES = "releases/"
RELEASES = "releases/articles"
CHANGES = "releases/changes"
RUN_MANIFESTS = "manifests/runs/"
LATEST_MANIFEST = "manifests/latest.json"
HISTORY = "manifests/history.jsonl"
ARTICLE_SCHEMAS = "schema/article/"
QUERIES = "schema/queries.sql"
README = "README.md"
PROBES = "probes/"
REPORT = "report/index.html"
AUDITS = "report/audit/"
REEXTRACTIONS = "reextraction/"
TURNS = "turns/"

PART = "part.parquet"
PART_CAPTURES = "captures.parquet"
PART_SITE_RUN = "site_run.parquet"

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def run_id(text: str) -> str:
    """Return `text` (a scheduler's name of a run, say) with all that keys can't hold made `-`."""
    return _UNSAFE.sub("-", text).strip("-._")


def _segment(what: str, value: str) -> str:
    """Readers decode `%` and `+` in keys in different ways, so neither may stand in one."""
    if not _SAFE.fullmatch(value):
        raise StorageError(f"{what} {value!r} can't stand in a key: use only A-Z a-z 0-9 . _ -")
    return value


def warc_prefix(crawl_date: date, site_id: str, run: str) -> str:
    return (
        f"{WARC}crawl_date={crawl_date.isoformat()}/site={_segment('site', site_id)}"
        f"/{_segment('run', run)}-"
    )


def warc_shard(crawl_date: date, site_id: str, run: str, number: int) -> str:
    return f"{warc_prefix(crawl_date, site_id, run)}{number:04d}.warc.gz"


def shard_number(shard_key: str) -> int:
    return int(shard_key.removesuffix(".warc.gz").rpartition("-")[2])


def staged_run(run: str) -> str:
    return f"{STAGING}run={_segment('run', run)}/"


def staged(run: str, site_id: str, file: str) -> str:
    return f"{staged_run(run)}site={_segment('site', site_id)}/{file}"


def site_of(staged_key: str) -> str:
    return PurePosixPath(staged_key).parent.name.removeprefix("site=")


def run_and_site(key: str) -> tuple[str, str]:
    """Return run and site of a shard's key, or of the folder of a staged part."""
    parts = dict(part.split("=", 1) for part in key.split("/") if "=" in part)
    run = parts.get("run") or PurePosixPath(key).name.rpartition("-")[0]
    return run, parts["site"]


def turn(name: str) -> str:
    return f"{TURNS}{_segment('turn', name)}.json"


def audit(run: str) -> str:
    return f"{AUDITS}{_segment('run', run)}.json"


def reextracted(run: str, file: str) -> str:
    return f"{REEXTRACTIONS}run={_segment('run', run)}/{file}"


def release_file(month: str, name: str) -> str:
    return f"{RELEASES}/month={month}/{name}"


def changes_file(name: str) -> str:
    return f"{CHANGES}/changes-{name}.jsonl.gz"


def run_manifest(run: str) -> str:
    return f"{RUN_MANIFESTS}{_segment('run', run)}.json"


def article_schema(version: str) -> str:
    return f"{ARTICLE_SCHEMAS}{version}.json"


def arrow_schema(version: str) -> str:
    return f"{ARTICLE_SCHEMAS}{version}.arrows"
