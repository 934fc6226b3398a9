"""`cppcc articles`: the bucket's articles, for people without a query engine."""

from __future__ import annotations

import csv
import io
import os
import sys
from contextlib import nullcontext
from datetime import date
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads it at run time
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from crawler.errors import ConfigurationError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

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
    try:
        with _opened(output) as out:
            _WRITERS[form](found, out)
    except BrokenPipeError:  # `| head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise ConfigurationError(f"--output {output}: {error.strerror}") from None
    if output is not None or found.is_empty():
        typer.echo(f"{found.height} articles{f' in {output}' if output else ''}", err=True)


def _opened(output: Path | None) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdout.buffer) if output is None else output.open("wb")


def _jsonl(found: pl.DataFrame, out: BinaryIO) -> None:
    from extract.record import Record  # noqa: PLC0415
    from storage.json_lines import line_writer  # noqa: PLC0415

    out.writelines(map(line_writer(Record), found.iter_rows(named=True)))


def _csv(found: pl.DataFrame, out: BinaryIO) -> None:
    import polars as pl  # noqa: PLC0415

    # whoever reads days out of a table by eye has China's in mind
    shown = found.with_columns(pl.col("published").dt.convert_time_zone("Asia/Shanghai"))
    lines = io.TextIOWrapper(out, "utf-8", newline="", write_through=True)
    writer = csv.writer(lines)
    writer.writerow(COLUMNS)
    for row in shown.select(COLUMNS).iter_rows():
        writer.writerow([" ".join(v) if isinstance(v, list) else v for v in row])
    lines.detach()


def _parquet(found: pl.DataFrame, out: BinaryIO) -> None:
    body = io.BytesIO()  # a pipe can't be sought in
    found.write_parquet(body, compression="zstd")
    out.write(body.getvalue())


_WRITERS = {Format.JSONL: _jsonl, Format.CSV: _csv, Format.PARQUET: _parquet}


def _day(name: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ConfigurationError(f"--{name} {text} is no day: write it as 2026-03-31") from None
