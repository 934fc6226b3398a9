"""`cppcc publish`: a run's release, by hand."""

import os
from datetime import UTC, datetime
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    app.command()(publish)


def publish(
    run: Annotated[str, typer.Argument(help="id of a loaded run")],
    accept: Annotated[
        list[str] | None,
        typer.Option(help="a failed check to let pass; may be given again"),
    ] = None,
) -> None:
    """Check what waits for release and release it; the manifest names what was accepted."""
    from crawler.report_page import put_report  # noqa: PLC0415
    from crawler.site_files import all_sites  # noqa: PLC0415
    from storage.bucket import Bucket  # noqa: PLC0415
    from storage.release import publish as release  # noqa: PLC0415

    bucket = Bucket.from_environment(os.environ)
    now = datetime.now(UTC)
    manifest = release(bucket, run, created_at=now, accept=accept or ())
    put_report(bucket, all_sites(os.environ), now)
    typer.echo(f"{manifest.articles} articles, {manifest.new} new, {manifest.changed} changed")
