"""`cppcc maintain`: the bucket's housekeeping, by hand."""

import os
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    app.command()(maintain)


def maintain(
    days: Annotated[
        int, typer.Option(min=0, help="days that tables can be read back, and staged parts stay")
    ] = 7,
    hours: Annotated[
        int, typer.Option(min=1, help="hours a run may take: what is younger is left alone")
    ] = 24,
) -> None:
    """Compact and vacuum the tables, adopt stray shards, remove leftovers of interrupted runs."""
    from storage.bucket import Bucket  # noqa: PLC0415
    from storage.maintain import maintain as keep  # noqa: PLC0415

    report = keep(
        Bucket.from_environment(os.environ),
        now=datetime.now(UTC),
        retention=timedelta(days=days),
        grace=timedelta(hours=hours),
    )
    for field in fields(report):
        typer.echo(f"{field.name}: {getattr(report, field.name) or 0}")
