"""`cppcc publish`: a run's release, by hand."""

import os
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
    from crawler.publishing import publish_run  # noqa: PLC0415
    from storage.bucket import Bucket  # noqa: PLC0415

    bucket = Bucket.from_environment(os.environ)
    manifest = publish_run(bucket, run, os.environ, accept=accept or ())
    typer.echo(f"{manifest.articles} articles, {manifest.new} new, {manifest.changed} changed")
