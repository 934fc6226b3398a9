"""`cppcc check`: a site file, as it is understood."""

import os
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    app.command()(check)


def check(
    site: Annotated[str, typer.Argument(help="id of a site, or the path of its file")],
) -> None:
    """Validate a site file and print it as it is understood; exit 2 where it can't be."""
    from crawler.site_files import load_site  # noqa: PLC0415

    for name, value in load_site(site, os.environ).model_dump().items():
        typer.echo(f"{name} = {value!r}")
