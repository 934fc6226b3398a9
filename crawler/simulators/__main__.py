"""Serve a simulated site on loopback, until Ctrl-C.

python -m crawler.simulators trs --articles 2000 --fault errors=0.05
"""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import Annotated

import typer

from crawler.errors import ConfigurationError
from crawler.simulators.family import family, family_names
from crawler.simulators.faults import read_faults
from crawler.simulators.plan import Plan
from crawler.simulators.server import Simulator

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, help=__doc__)


@app.command()
def serve(  # noqa: PLR0913, PLR0917 - an option each
    name: Annotated[str, typer.Argument(metavar="FAMILY", help=", ".join(family_names()))],
    articles: Annotated[int, typer.Option(min=1)] = 120,
    columns: Annotated[int, typer.Option(min=1)] = 4,
    per_page: Annotated[int, typer.Option(min=1)] = 20,
    seed: int = 1,
    encoding: str = "",
    port: Annotated[int, typer.Option(help="0 for a free one")] = 0,
    fault: Annotated[list[str] | None, typer.Option(help="as errors=0.05; repeatable")] = None,
    site_file: Annotated[Path | None, typer.Option(help="write a site file that crawls it")] = None,
) -> None:
    """Serve one family's site and print its address; on the way out, what was asked."""
    plan = Plan(
        articles=articles, columns=columns, per_page=per_page, seed=seed, encoding=encoding,
        faults=read_faults(fault or []),
    )  # fmt: skip
    with Simulator(family(name), plan, port=port) as served:
        typer.echo(served.base + "/")
        if site_file:
            site_file.write_text(served.site_file(), "utf-8")
        with suppress(KeyboardInterrupt):
            while True:
                time.sleep(3600)
        hits = served.article_hits()
        typer.echo(
            f"{sum(served.hits.values())} requests, {sum(map(bool, hits.values()))} of {len(hits)} "
            f"articles, {served.offsite} to other sites",
            err=True,
        )


if __name__ == "__main__":
    try:
        app()
    except ConfigurationError as error:
        typer.echo(f"simulators: {error}", err=True)
        sys.exit(2)
