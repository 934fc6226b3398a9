"""`cppcc store`: the embedded bucket, for as long as one looks into it."""

import threading
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    app.command()(store)


def store(
    bucket: Annotated[str, typer.Option(help="the bucket to name, made where it isn't there")] = (
        "cppcc-demo"
    ),
    state: Annotated[Path, typer.Option(help="where the demo keeps its state")] = Path("var"),
    port: Annotated[int | None, typer.Option(help="port on loopback; any free one without")] = None,
) -> None:
    """Run the embedded S3 server until Ctrl-C, and print the variables that lead to it.

    One that is up already, as under `cppcc airflow`, is shown and left running.
    """
    from storage.bucket import Bucket  # noqa: PLC0415
    from storage.embedded.store import running, start  # noqa: PLC0415

    folder = state / "store"
    found = running(folder)
    server = found or start(folder, port=port)
    try:
        variables = server.environment() | {"CPPCC_BUCKET": bucket}
        Bucket.from_environment(variables).create()
        for name, value in variables.items():
            typer.echo(f"export {name}={value}")
        if found:
            typer.echo("the server was up already, and stays up", err=True)
            return
        typer.echo("Ctrl-C stops the server", err=True)
        threading.Event().wait()
    except KeyboardInterrupt:
        typer.echo("stopped", err=True)
    finally:
        if not found:
            server.stop()
