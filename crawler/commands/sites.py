"""`cppcc sites`: the sites there are."""

import json
import os
from typing import Annotated

import typer

KEYS = ("id", "name", "level", "region", "spider", "family", "cadence")


def register(app: typer.Typer) -> None:
    app.command()(sites)


def sites(
    level: Annotated[str, typer.Option(help="province, city, county, press, forum …")] = "",
    region: Annotated[str, typer.Option(help="division code, or its beginning: 37 or 3702")] = "",
    family: Annotated[str, typer.Option(help="CMS; `none` for sites without one")] = "",
    spider: Annotated[str, typer.Option(help="way of access")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object a line")] = False,
) -> None:
    """List the sites there are, all or those that fit every filter."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from crawler.site_files import find_sites  # noqa: PLC0415

    found = find_sites(os.environ, level=level, region=region, family=family, spider=spider)
    rows = [{key: getattr(site, key) for key in KEYS} for site in found]
    if as_json:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
        return
    console = Console()
    if not console.is_terminal:  # for cut, grep and the like
        for row in rows:
            typer.echo("\t".join(row.values()))
        return
    table = Table(*KEYS, box=None, header_style="bold")
    for row in rows:
        table.add_row(*row.values())
    console.print(table)
    console.print(f"{len(rows)} sites", style="dim")
