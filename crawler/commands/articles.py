"""`cppcc articles`: the bucket's articles, for people without a query engine."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads it at run time
from typing import TYPE_CHECKING, Annotated

import typer

from crawler.errors import ConfigurationError

if TYPE_CHECKING:
    import polars as pl

COLUMNS = ("article_id", "site_id", "url", "title", "published", "source", "authors", "text")


class Format(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


def register(app: typer.Typer) -> None:
    app.command()(articles)


def articles(
    *,
    since: Annotated[str, typer.Option(help="first day of publication, YYYY-MM-DD")] = "",
    until: Annotated[str, typer.Option(help="last day of publication, YYYY-MM-DD")] = "",
    site: Annotated[str, typer.Option(help="id of a site")] = "",
    q: Annotated[str, typer.Option(help="words that title or text hold")] = "",
    form: Annotated[
        Format, typer.Option("--format", help="jsonl, csv (main columns) or parquet")
    ] = Format.JSONL,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="a file instead of standard output")
    ] = None,
) -> None:
    """Print articles, newest first."""
    from storage.articles import find_articles  # noqa: PLC0415
    from storage.bucket import Bucket  # noqa: PLC0415

    if form is Format.PARQUET and output is None and sys.stdout.isatty():
        raise ConfigurationError("parquet is no text: name a file with --output, or use a pipe")
    found = find_articles(
        Bucket.from_environment(os.environ),
        since=_day("since", since),
        until=_day("until", until),
        site=site or None,
        q=q or None,
    )
    body = _WRITERS[form](found)
    if output is None:
        sys.stdout.buffer.write(body)
        return
    try:
        output.write_bytes(body)
    except OSError as error:
        raise ConfigurationError(f"--output {output}: {error.strerror}") from None
    typer.echo(f"{found.height} articles in {output}", err=True)


def _jsonl(found: pl.DataFrame) -> bytes:
    from extract.record import Record, as_json  # noqa: PLC0415
    from storage.rows import from_row  # noqa: PLC0415

    rows = (as_json(from_row(Record, row)) for row in found.iter_rows(named=True))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def _csv(found: pl.DataFrame) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in found.iter_rows(named=True):
        values = (row[name] for name in COLUMNS)
        writer.writerow([" ".join(v) if isinstance(v, list) else v for v in values])
    return out.getvalue().encode()


def _parquet(found: pl.DataFrame) -> bytes:
    out = io.BytesIO()
    found.write_parquet(out, compression="zstd")
    return out.getvalue()


_WRITERS = {Format.JSONL: _jsonl, Format.CSV: _csv, Format.PARQUET: _parquet}


def _day(name: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ConfigurationError(f"--{name} {text} is no day: write it as 2026-03-31") from None
