"""The bucket's report: a page that shows a release and the sites it comes from, all escaped.

It stands in the bucket itself, for people who read that and see no Airflow.
"""

from __future__ import annotations

from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from crawler.glances import HEIGHT, WIDTH, day, minute, percent, sparkline, urgent
from crawler.overview import overview, site_runs
from storage import keys
from storage.manifest import latest_manifest
from storage.objects import put

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from crawler.overview import Glance
    from crawler.site import Site
    from storage.bucket import Bucket
    from storage.manifest import Manifest


def put_report(bucket: Bucket, sites: Sequence[Site], now: datetime) -> None:
    """Write `report/index.html` anew from the latest release; without any there is no report."""
    manifest = latest_manifest(bucket)
    if manifest is None:
        return
    glances = overview(sites, site_runs(bucket, now=now), now)
    page = report_page(manifest, glances).encode()
    put(bucket, keys.REPORT, page, content_type="text/html; charset=utf-8")


def report_page(manifest: Manifest, glances: Sequence[Glance]) -> str:
    """Return the page; sites that no run of the last month saw are but counted."""
    template = (files("crawler") / "templates" / "report.html").read_text("utf-8")
    seen = sorted((glance for glance in glances if glance.runs), key=urgent)
    return Template(template).substitute(
        created=minute(manifest.created_at),
        run=escape(manifest.run_id),
        facts="".join(f"<div><dt>{escape(n)}<dd>{escape(v)}</div>" for n, v in _facts(manifest)),
        verdicts=_counts(manifest.verdicts),
        lacking=_counts({name: percent(rate) for name, rate in manifest.null_rates.items()}),
        accepted=_counts(dict.fromkeys(manifest.accepted, "let pass")),
        sites="\n".join(map(_site, seen)) or "<tr><td colspan=8 class=none>no site ran lately",
        unseen=str(len(glances) - len(seen)),
    )


def _facts(manifest: Manifest) -> Iterable[tuple[str, str]]:
    changes = manifest.changes
    yield "articles", f"{manifest.articles:,} ({manifest.difference:+,})"
    yield "new", f"{manifest.new:,}"
    yield "changed", f"{manifest.changed:,}"
    yield "deleted", f"{changes.deleted if changes else 0:,}"
    yield "months", f"{len(manifest.months):,}"
    yield "files", f"{len(manifest.files):,}"
    yield "schema", manifest.schema_version


def _counts(counts: Mapping[str, int] | Mapping[str, str]) -> str:
    rows = (f"<tr><th>{escape(name)}<td>{escape(str(n))}" for name, n in counts.items())
    return "".join(rows) or "<tr><td class=none>none"


def _site(glance: Glance) -> str:
    points = sparkline(glance.per_day)
    new = f"{sum(glance.per_day)} new in {len(glance.per_day)} days"
    spark = (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width={WIDTH} height={HEIGHT} role=img>'
        f'<title>{new}</title><polyline points="{points}"/></svg>'
    )
    since = f"since {day(glance.state_since)}" if glance.state_since else "why"
    return (
        f"<tr><td>{escape(glance.name)}<br><small>{escape(glance.id)}</small>"
        f"<td><span class={escape(glance.state, quote=True)}>{escape(glance.state)}</span>"
        f"{_listed(since, glance.evidence)}{_listed('failed', glance.failures)}"
        f"<td>{day(glance.last_article)}<td>{spark}"
        f"<td>{percent(glance.fruitful)}<td>{percent(glance.completeness)}"
        f"<td>{percent(glance.set_aside)}<td>{minute(glance.last_run_at)}"
    )


def _listed(what: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    items = "".join(f"<li>{escape(line)}" for line in lines)
    return f"<details><summary>{what}</summary><ul>{items}</ul></details>"
