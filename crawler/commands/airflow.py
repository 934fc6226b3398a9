"""`cppcc airflow`: the scheduler's UI over the demo's bucket."""

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    app.command()(airflow)


def airflow(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help="pages of your own, as with `cppcc demo DIR`"),
    ] = None,
    state: Annotated[Path, typer.Option(help="where the demo keeps its state")] = Path("var"),
    port: Annotated[int, typer.Option(min=1, max=65535, help="port of the UI on loopback")] = 8080,
    workers: Annotated[
        int, typer.Option(min=0, max=16, help="Celery workers to run the tasks, 0 for none")
    ] = 0,
) -> None:
    """Open Airflow's UI on loopback, its DAGs connected to the demo's bucket, until Ctrl-C."""
    from crawler.demo.play import show_of  # noqa: PLC0415
    from crawler.demo.stage import Stage  # noqa: PLC0415
    from crawler.demo.ui import serve_ui  # noqa: PLC0415

    try:
        with Stage(state, show_of(folder)) as stage:
            serve_ui(stage, port, typer.echo, workers=workers)
    except KeyboardInterrupt:
        typer.echo("stopped: nothing is left running", err=True)
