"""`cppcc articles`: the bucket's articles, for people without a query engine."""

import csv
import json
import os
import sys
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import typer

from crawler.errors import ConfigurationError

COLUMNS = ("article_id", "site_id", "url", "title", "published", "source", "authors", "text")


class Format(StrEnum):
    JSONL = "jsonl"
    CSV = "csv"


def register(app: typer.Typer) -> None:
    app.command()(articles)


def articles(
    since: Annotated[str, typer.Option(help="first day of publication, YYYY-MM-DD")] = "",
    site: Annotated[str, typer.Option(help="id of a site")] = "",
    q: Annotated[str, typer.Option(help="words that title or text hold")] = "",
    form: Annotated[Format, typer.Option("--format", help="jsonl or csv")] = Format.JSONL,
) -> None:
    """Print articles, newest first."""
    from storage.articles import find_articles  # noqa: PLC0415
    from storage.bucket import Bucket  # noqa: PLC0415

    found = find_articles(
        Bucket.from_environment(os.environ), since=_day(since), site=site or None, q=q or None
    )
    if form is Format.JSONL:
        _write_jsonl(found.iter_rows(named=True))
    else:
        _write_csv(found.iter_rows(named=True))


def _write_jsonl(rows: Any) -> None:
    from extract.record import Record, as_json  # noqa: PLC0415
    from storage.rows import from_row  # noqa: PLC0415

    for row in rows:
        typer.echo(json.dumps(as_json(from_row(Record, row)), ensure_ascii=False))


def _write_csv(rows: Any) -> None:
    writer = csv.writer(sys.stdout)
    writer.writerow(COLUMNS)
    for row in rows:
        values = (row[name] for name in COLUMNS)
        writer.writerow([" ".join(v) if isinstance(v, list) else v for v in values])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ConfigurationError(f"--since {text} is no day: write it as 2026-03-31") from None
