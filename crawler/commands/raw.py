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
    from storage.archive.raw import read_raw  # noqa: PLC0415
    from storage.bucket import Bucket  # noqa: PLC0415
    from storage.record_lookup import find_record  # noqa: PLC0415

    bucket = Bucket.from_environment(os.environ)
    if (record := find_record(bucket, article_id)) is None:
        raise ConfigurationError(f"no article {article_id}: `cppcc articles` prints ids")
    if record.capture is None:
        raise ConfigurationError(
            f"{article_id} was read from no archive: crawl its site again, with a bucket"
        )
    sys.stdout.buffer.write(read_raw(bucket, record.capture))
