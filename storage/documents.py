"""What a stranger finds in the bucket: README, schema, queries."""

from __future__ import annotations

import json
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

import pyarrow as pa

from extract.record import SCHEMA_VERSION, Record
from storage import keys
from storage.captures import CaptureRow
from storage.compatibility import breaking_changes, version_of
from storage.counts import RunCounts
from storage.errors import SchemaBroken
from storage.lineage import ARTICLES, Lineage, Origin, Superseded
from storage.listing import list_keys
from storage.objects import put, read
from storage.schema import json_schema
from storage.site_runs import SiteRun
from storage.types import columns

if TYPE_CHECKING:
    from storage.bucket import Bucket

_ARROW = "application/vnd.apache.arrow.stream"
_TABLES: dict[str, tuple[type, ...]] = {
    "fields": (Record,),
    "lineage": (Lineage,),
    "superseded": (Superseded,),
    "aside": (Origin,),
    "captures": (CaptureRow,),
    "site_runs": (SiteRun, RunCounts),
}
"""Name in the README to what documents the columns."""
_TEXTS = Path(__file__).parent / "texts"


def put_documents(bucket: Bucket) -> None:
    """Write the bucket's own documentation where it isn't there as it should be.

    Raises `SchemaBroken` where the bucket's readers were promised more than the records hold.
    """
    _require_compatible(bucket)
    values = {"bucket": bucket.name, "version": SCHEMA_VERSION}
    values |= {name: _field_table(*row_types) for name, row_types in _TABLES.items()}
    schema = json.dumps(json_schema(), ensure_ascii=False, indent=1)
    documents = {
        keys.README: ("text/markdown; charset=utf-8", _filled("README.md", values)),
        keys.QUERIES: ("application/sql; charset=utf-8", _filled("queries.sql", values)),
        keys.article_schema(SCHEMA_VERSION): ("application/schema+json", schema.encode()),
        keys.arrow_schema(SCHEMA_VERSION): (_ARROW, _arrow_stream(ARTICLES)),
    }
    for key, (content_type, body) in documents.items():
        stored = read(bucket, key)
        if stored is None or stored.body != body:
            put(bucket, key, body, content_type=content_type)


def _require_compatible(bucket: Bucket) -> None:
    now = json_schema()
    major, _ = version_of(now)
    for key in list_keys(bucket, keys.ARTICLE_SCHEMAS):
        if not key.endswith(".json"):
            continue
        stored = read(bucket, key)
        promised = json.loads(stored.body) if stored else now
        if version_of(promised)[0] == major and (broken := breaking_changes(promised, now)):
            raise SchemaBroken(
                f"{bucket.uri(key)} promises what records no longer hold: {'; '.join(broken)}; "
                f"keep the fields, or make SCHEMA_VERSION {major + 1}.0"
            )


def _filled(name: str, values: dict[str, str]) -> bytes:
    return Template((_TEXTS / name).read_text("utf-8")).substitute(values).encode()


def _field_table(*row_types: type) -> str:
    described = [column for row_type in row_types for column in columns(row_type)]
    rows = [f"| `{column.name}` | {column.doc} |" for column in described]
    return "\n".join(["| field | meaning |", "|---|---|", *rows])


def _arrow_stream(schema: pa.Schema) -> bytes:
    """Return a stream without rows: any Arrow library reads the schema from it."""
    out = pa.BufferOutputStream()
    pa.ipc.new_stream(out, schema).close()
    return bytes(out.getvalue())
