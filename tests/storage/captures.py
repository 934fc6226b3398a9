"""What later runs know of a site's pages, for tests that ask what a run left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.captures import CaptureRow, site_history
from storage.rows import from_row

if TYPE_CHECKING:
    from storage.bucket import Bucket


def known_captures(bucket: Bucket, site_id: str) -> dict[str, CaptureRow]:
    """Return the latest capture of each canonical address of a site, by that address."""
    rows = site_history(bucket, site_id).iter_rows(named=True)
    return {row["canonical_url"]: from_row(CaptureRow, row) for row in rows}
