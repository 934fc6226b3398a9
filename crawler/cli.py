"""The `cppcc` command."""

import logging
import signal
import sys

import typer

from crawler.commands import (
    airflow,
    articles,
    check,
    crawl,
    demo,
    inspect,
    load,
    maintain,
    publish,
    raw,
    redate,
    sites,
    store,
    survey,
)
from crawler.errors import ConfigurationError
from crawler.exit_status import BAD_CONFIGURATION
from storage.errors import StorageError

app = typer.Typer(
    pretty_exceptions_enable=False, add_completion=False, no_args_is_help=True, help=__doc__
)
for module in (
    demo,
    airflow,
    crawl,
    sites,
    check,
    inspect,
    articles,
    raw,
    load,
    publish,
    maintain,
    redate,
    store,
    survey,
):
    module.register(app)


def main() -> None:
    # a TERM ends the crawl's process tree in the same clean way as Ctrl-C does
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    try:
        app()
    except (ConfigurationError, StorageError) as error:
        typer.echo(f"cppcc: {error}", err=True)
        sys.exit(BAD_CONFIGURATION)
