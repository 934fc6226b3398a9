"""The `cppcc` command."""

import os
import signal
import sys
from typing import Annotated

import typer

from crawler.errors import ConfigurationError
from storage.errors import StorageError

INTERRUPTED = 3

app = typer.Typer(
    pretty_exceptions_enable=False, add_completion=False, no_args_is_help=True, help=__doc__
)


@app.command()
def crawl(
    site: Annotated[str, typer.Argument(help="id of a site, or the path of its file")],
    limit: Annotated[int, typer.Option(min=0, help="most articles to ask for, 0 for all")] = 0,
) -> None:
    """Crawl one site: exit 0 done, 1 the site failed, 2 bad configuration, 3 interrupted."""
    # Pydantic takes longer to load than the other commands take to run
    from crawler.run import crawl_site  # noqa: PLC0415

    try:
        status = crawl_site(site, {"limit": str(limit)}, environ=os.environ, log=typer.echo)
    except KeyboardInterrupt:
        status = INTERRUPTED
    raise typer.Exit(status)


@app.command()
def sites() -> None:
    """List the sites there are."""
    from crawler.site_files import all_sites  # noqa: PLC0415

    for site in all_sites(os.environ):
        typer.echo(f"{site.id}\t{site.spider}\t{site.name}")


def main() -> None:
    # a TERM ends the crawl's process tree in the same clean way as Ctrl-C does
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        app()
    except (ConfigurationError, StorageError) as error:
        typer.echo(f"cppcc: {error}", err=True)
        sys.exit(2)
