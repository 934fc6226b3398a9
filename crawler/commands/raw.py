"""`cppcc raw`: a page's bytes as they were served."""

import os
import sys
from typing import Annotated

import typer

from crawler.errors import ConfigurationError


def register(app: typer.Typer) -> None:
    app.command()(raw)


def raw(article_id: Annotated[str, typer.Argument(help="id of an article")]) -> None:
    """Print the bytes that an article, or a page that was set aside, was read from."""
    from storage.articles import find_capture  # noqa: PLC0415
    from storage.bucket import Bucket  # noqa: PLC0415
    from storage.raw import read_raw  # noqa: PLC0415

    bucket = Bucket.from_environment(os.environ)
    if (place := find_capture(bucket, article_id)) is None:
        raise ConfigurationError(f"no article {article_id}: `cppcc articles` prints ids")
    sys.stdout.buffer.write(read_raw(bucket, place))
