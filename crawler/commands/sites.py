"""`cppcc sites`: the sites there are."""

import os

import typer


def register(app: typer.Typer) -> None:
    app.command()(sites)


def sites() -> None:
    """List the sites there are: id, way of access, name."""
    from crawler.site_files import all_sites  # noqa: PLC0415

    for site in all_sites(os.environ):
        typer.echo(f"{site.id}\t{site.spider}\t{site.name}")
