"""The offline extractor: pages in, one record a line out."""

from __future__ import annotations

import argparse
import base64
import binascii
import json
import mimetypes
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.collection import collect_rarely
from extract.page import Page
from extract.publisher import Publisher
from extract.read import read_page
from extract.reasons import Reason
from extract.record import Outcome, Record, article_id, as_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

USAGE_ERROR = 2
_BATCH = 64
_MAX_LINE = 64 << 20


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return 0 when every input got a record, 2 for what can't be read."""
    options = _parser().parse_args(argv)
    try:
        lines = _stdin_lines() if options.jsonl else _file_lines(options)
        for record in _records(lines, options.jobs):
            sys.stdout.write(record + "\n")
            sys.stdout.flush()
    except (OSError, _UsageError) as error:
        sys.stderr.write(f"extract: {error}\n")
        return USAGE_ERROR
    return 0


class _UsageError(Exception):
    """The command line asks for what can't be."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m extract", description="Read saved pages; print one JSON record a line."
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="HTML page or text capture")
    parser.add_argument("--url", help="address that the file was fetched from (one file only)")
    parser.add_argument("--plain", action="store_true", help="files are text without markup")
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help='read {"url", "html" | "body_base64" | "plain"} objects from standard input',
    )
    parser.add_argument("--jobs", type=_positive, default=1, metavar="N", help="processes")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _stdin_lines() -> Iterator[bytes]:
    return (line for line in sys.stdin.buffer if line.strip())


def _file_lines(options: argparse.Namespace) -> Iterator[bytes]:
    if not options.files:
        raise _UsageError("give files to read, or --jsonl; --help says more")
    if options.url and len(options.files) > 1:
        raise _UsageError("--url goes with one file")
    for name in options.files:
        path = Path(name)
        kind = mimetypes.guess_type(name)[0] or "text/html"
        plain = options.plain or kind == "text/plain"
        yield json.dumps(
            {
                "url": options.url or path.absolute().as_uri(),
                "body_base64": base64.b64encode(path.read_bytes()).decode(),
                "content_type": "text/plain" if plain else kind,
            }
        ).encode()


def _records(lines: Iterable[bytes], jobs: int) -> Iterator[str]:
    if jobs == 1:
        collect_rarely()
        yield from map(read_line, lines)
        return
    waiting = iter(lines)
    with ProcessPoolExecutor(jobs, initializer=collect_rarely) as pool:
        while batch := list(islice(waiting, _BATCH * jobs)):
            yield from pool.map(read_line, batch, chunksize=8)


def read_line(line: bytes) -> str:
    """Return the record of one JSON line as JSON; a line that can't be read is a rejection."""
    try:
        page, site = _page(json.loads(line[:_MAX_LINE]))
    except (ValueError, TypeError, KeyError, binascii.Error, RecursionError) as error:
        return json.dumps(as_json(_unreadable(str(error))), ensure_ascii=False)
    record = as_json(read_page(page, Publisher(site_id=site)))
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "replace").decode()


def _page(given: Any) -> tuple[Page, str]:
    if not isinstance(given, dict):
        raise TypeError("a line must be a JSON object")
    url, site = given.get("url") or "", given.get("site") or ""
    if not isinstance(url, str) or not isinstance(site, str):
        raise TypeError("url and site must be text")
    body, kind = _body(given)
    headers = {"content-type": kind}
    page = Page(url, 200, body, _time(given.get("fetched_at")), headers, via="file")
    return page, site


def _body(given: dict[str, Any]) -> tuple[bytes, str]:
    if "html" in given:
        return given["html"].encode("utf-8", "replace"), "text/html; charset=utf-8"
    if "plain" in given:
        return given["plain"].encode("utf-8", "replace"), "text/plain; charset=utf-8"
    if "body_base64" in given:
        body = base64.b64decode(given["body_base64"], validate=False)
        return body, str(given.get("content_type") or "text/html")
    raise KeyError("html, plain or body_base64 is missing")


def _time(text: Any) -> datetime:
    if not text:
        return datetime.now(UTC)
    moment = datetime.fromisoformat(str(text))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _unreadable(why: str) -> Record:
    return Record(
        article_id=article_id("", ""),
        site_id="",
        url="",
        canonical_url="",
        outcome=Outcome.REJECTED,
        reasons=(Reason.UNREADABLE_INPUT,),
        provenance={"error": why[:200]},
    )
