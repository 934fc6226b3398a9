"""Releasing a run together with the report that shows it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawler.report_page import put_report
from crawler.site_files import all_sites
from storage.release import publish

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from storage.bucket import Bucket
    from storage.manifest import Manifest


def publish_run(
    bucket: Bucket, run: str, environ: Mapping[str, str], *, accept: Collection[str] = ()
) -> Manifest:
    """Check a loaded run and release it, with the bucket's report; return the release's manifest.

    `accept` names failed checks that are let pass. Raises as `storage.release.publish` does.
    """
    now = datetime.now(UTC)
    manifest = publish(bucket, run, created_at=now, accept=accept)
    put_report(bucket, all_sites(environ), now)
    return manifest
