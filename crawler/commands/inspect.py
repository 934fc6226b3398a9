"""`cppcc inspect`: one page, and what was done to it."""

import mimetypes
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from crawler.errors import ConfigurationError


def register(app: typer.Typer) -> None:
    app.command()(inspect)


def inspect(
    page: Annotated[str, typer.Argument(metavar="FILE|URL", help="a saved page, or an address")],
    html: Annotated[Path | None, typer.Option(help="write the same as a page to this file")] = None,
    plain: Annotated[bool, typer.Option("--plain", help="FILE is text without markup")] = False,
) -> None:
    """Show one page: its verdict, the signals, and what was removed and mended, in colours."""
    from rich.console import Console  # noqa: PLC0415

    from crawler.fetch import fetch_page  # noqa: PLC0415
    from crawler.inspection import shown  # noqa: PLC0415
    from crawler.inspection_page import inspection_page  # noqa: PLC0415
    from extract.page import Page  # noqa: PLC0415
    from extract.read import read_page  # noqa: PLC0415

    if page.startswith(("http://", "https://")):
        given = fetch_page(page)
    else:
        path = Path(page)
        if not path.is_file():
            raise ConfigurationError(f"{page} is neither a file nor an http address")
        kind = "text/plain" if plain else mimetypes.guess_type(page)[0] or "text/html"
        headers = {"content-type": kind}
        given = Page(path.absolute().as_uri(), 200, path.read_bytes(), datetime.now(UTC), headers)
    record = read_page(given)
    console = Console()
    console.print(shown(record, colours=console.is_terminal))
    if html is not None:
        html.write_text(inspection_page(record), "utf-8")
