"""`cppcc crawl`: one site, as the scheduler runs it."""

import os
from typing import Annotated

import typer

from crawler.exit_status import INTERRUPTED


def register(app: typer.Typer) -> None:
    app.command()(crawl)


def crawl(
    site: Annotated[str, typer.Argument(help="id of a site, or the path of its file")],
    run_id: Annotated[str, typer.Option(help="name of the run, for the bucket's keys")] = "",
    limit: Annotated[int, typer.Option(min=0, help="most articles to ask for, 0 for all")] = 0,
    full: Annotated[bool, typer.Option("--full", help="fetch what is known, too")] = False,
    since: Annotated[str, typer.Option(help="first day of publication, YYYY-MM-DD")] = "",
    until: Annotated[str, typer.Option(help="last day of publication, YYYY-MM-DD")] = "",
) -> None:
    """Crawl one site: exit 0 done, 1 the site failed, 2 bad configuration, 3 interrupted."""
    # Pydantic takes longer to load than the other commands take to run
    from crawler.run import crawl_site  # noqa: PLC0415

    given = {"run_id": run_id, "limit": str(limit), "since": since, "until": until}
    given["full"] = "1" if full else ""
    options = {name: value for name, value in given.items() if value}
    try:
        status = crawl_site(site, options, environ=os.environ, log=typer.echo).status
    except KeyboardInterrupt:
        status = INTERRUPTED
    raise typer.Exit(status)
