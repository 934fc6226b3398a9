"""`cppcc redate`: after a clock that ran ahead."""

import os
from datetime import UTC, datetime

import typer


def register(app: typer.Typer) -> None:
    app.command()(redate)


def redate() -> None:
    """Bring back to now what a clock that ran ahead has dated too late, in tables and release."""
    from storage.bucket import Bucket  # noqa: PLC0415
    from storage.redate import redate as bring_back  # noqa: PLC0415

    done = bring_back(Bucket.from_environment(os.environ), now=datetime.now(UTC))
    if not (done.runs or done.rows or done.release):
        typer.echo("nothing lies ahead of this machine's clock")
        return
    typer.echo(f"runs: {' '.join(done.runs) or 'none'}")
    for key, rows in done.rows.items():
        typer.echo(f"{key}: {rows} rows")
    if done.release:
        typer.echo(f"release {done.release}: made now, says manifests/latest.json")
