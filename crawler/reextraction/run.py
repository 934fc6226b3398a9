"""A re-extraction from its form to its report."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from crawler.errors import ConfigurationError
from crawler.reextraction.compare import Comparison, compare
from crawler.reextraction.engines import run_batches
from crawler.reextraction.parts import archived_parts
from crawler.reextraction.plan import batches, planned
from crawler.reextraction.scope import scope_of
from crawler.reextraction.work import Job
from crawler.site_files import all_sites, load_site
from extract.record import as_json
from storage import keys
from storage.objects import put, read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from storage.bucket import Bucket

PROGRESS_S = 10.0
MOST_NAMED = 200
"""Damaged records named in the report; the accounts of the batches name all."""


def read_again(
    bucket: Bucket,
    run: str,
    params: Mapping[str, Any],
    environ: Mapping[str, str],
    log: Callable[[str], None],
) -> dict[str, Any]:
    """Read all captures of the form's scope again; return numbers, and write them down."""
    ids = [load_site(ref, environ).id for ref in params.get("sites") or ()]
    scope = scope_of(ids, str(params.get("since") or ""), str(params.get("until") or ""))
    publishers = {site.id: site.publisher() for site in all_sites(environ)}
    held = planned(bucket, run, scope)
    log(f"{held.height} records of {held['site_id'].n_unique()} sites are to be read again")
    started = said = time.monotonic()
    records, damaged = 0, list[str]()
    job = Job(bucket, run, publishers, archived_parts(bucket, held["site_id"].unique()))
    for done in run_batches(job, batches(held), environ):
        records += done.records
        damaged += done.damaged
        if time.monotonic() - said >= PROGRESS_S:
            said = time.monotonic()
            rate = records / (said - started)
            log(f"{records} of {held.height} read, {rate:.0f} a second, {len(damaged)} damaged")
    for line in damaged[:MOST_NAMED]:
        log(f"damaged: {line}")
    log(f"{records} records read again, {len(damaged)} damaged")
    account = {"records": records, "damaged": damaged[:MOST_NAMED], "damages": len(damaged)}
    _write(bucket, run, "account.json", account)
    return {"records": records, "damages": len(damaged)}


def judged(bucket: Bucket, run: str, log: Callable[[str], None]) -> str:
    """Compare, keep the report beside the records, and return it in Markdown.

    Raises `ConfigurationError` with the reasons where the run may not be promoted.
    """
    stored = read(bucket, keys.reextracted(run, "account.json"))
    account: dict[str, Any] = {"records": 0, "damaged": [], "damages": 0}
    if stored:
        account |= json.loads(stored.body)
    if not account["records"]:
        raise ConfigurationError(
            f"nothing was read again: {account['damages']} of the records in this scope are "
            "damaged, and there are no others"
        )
    found = compare(bucket, run, tuple(account["damaged"]), account["damages"])
    _write(bucket, run, "report.json", as_json(found))
    text = as_markdown(found)
    for line in text.splitlines():
        log(line)
    if found.failed:
        raise ConfigurationError(f"not promoted: {'; '.join(found.failed)}")
    return text


def as_markdown(found: Comparison) -> str:
    """Return a comparison for a person who has to approve it."""
    lines = [
        f"{found.differing} of {found.compared} records differ; {found.damages} are damaged",
        *([f"{found.unmatched} more have another id"] if found.unmatched else []),
        f"{len(found.golden)} differences on the project's own pages",
        *(f"- `{_inert(line)}`" for line in found.golden),
        "",
        "| field | changed | emptied |",
        "|---|---|---|",
        *(f"| {c.field} | {c.changed} | {c.emptied} |" for c in found.fields if c.changed),
        "",
        *(f"- {moved}: {count}" for moved, count in found.outcomes.items()),
    ]
    for change in found.fields:
        lines += [f"- {change.field}: `{_inert(sample)}`" for sample in change.samples]
    return "\n".join(lines)


def _inert(sample: str) -> str:
    """Keep a page's words from ending the code span that they stand in."""
    return " ".join(sample.replace("`", "'").split())


def _write(bucket: Bucket, run: str, name: str, value: Any) -> None:
    body = json.dumps(value, ensure_ascii=False, indent=1).encode()
    put(bucket, keys.reextracted(run, name), body, content_type="application/json")
