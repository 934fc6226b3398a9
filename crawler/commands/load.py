"""`cppcc load`: what a crawl by hand has staged, into the tables."""

import os
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    app.command()(load)


def load(run: Annotated[str, typer.Argument(help="id of a run that has crawled")]) -> None:
    """Load what a run staged into the tables, as the DAGs do, so that the next crawl knows it."""
    from storage.bucket import Bucket  # noqa: PLC0415
    from storage.load import load_run  # noqa: PLC0415

    report = load_run(Bucket.from_environment(os.environ), run)
    typer.echo(
        f"{run}: {report.new} articles new, {report.changed} changed, "
        f"{report.unchanged} as they were, {report.quarantined} quarantined, "
        f"{report.rejected} rejected; sites: {', '.join(report.sites)}"
    )
