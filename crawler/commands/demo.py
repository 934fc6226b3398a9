"""`cppcc demo`: the whole way, on this machine."""

from pathlib import Path
from typing import Annotated

import typer

from crawler.exit_status import DONE, FAILED, INTERRUPTED


def register(app: typer.Typer) -> None:
    app.command()(demo)


def demo(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help="pages of your own: .html files or .txt captures"),
    ] = None,
    family: Annotated[
        list[str] | None,
        typer.Option(help="crawl a simulated site of this family, too; may be given again"),
    ] = None,
    state: Annotated[Path, typer.Option(help="where the demo keeps its bucket and Airflow")] = Path(
        "var"
    ),
) -> None:
    """Serve five damaged sites, or DIR, on loopback; crawl, load and release them by the real DAG.

    Exit 0 when every article is as it should be, 1 when one isn't, 2 bad configuration,
    3 interrupted.
    """
    from rich.console import Console  # noqa: PLC0415

    from crawler.demo.play import play  # noqa: PLC0415

    try:
        well = play(
            folder, family or (), state, Console(width=None if Console().is_terminal else 110)
        )
    except KeyboardInterrupt:
        typer.echo("stopped: nothing is left running", err=True)
        raise typer.Exit(INTERRUPTED) from None
    raise typer.Exit(DONE if well else FAILED)
