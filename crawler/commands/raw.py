"""`cppcc raw`: a page's bytes as they were served."""

import os
import sys
from typing import Annotated

import typer

from crawler.errors import ConfigurationError


def register(app: typer.Typer) -> None:
    app.command()(raw)


def raw(article_id: Annotated[str, typer.Argument(help="id of an article")]) -> None:
    """Print the bytes that an article was read from."""
    import polars as pl  # noqa: PLC0415

    from extract.record import Capture  # noqa: PLC0415
    from storage.articles import current_articles  # noqa: PLC0415
    from storage.bucket import Bucket  # noqa: PLC0415
    from storage.raw import read_raw  # noqa: PLC0415

    bucket = Bucket.from_environment(os.environ)
    found = current_articles(bucket).filter(pl.col("article_id") == article_id)
    if found.is_empty():
        raise ConfigurationError(f"no article {article_id}: `cppcc articles` prints ids")
    sys.stdout.buffer.write(read_raw(bucket, Capture(**found["capture"][0])))
