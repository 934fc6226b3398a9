"""What a stranger finds in the bucket: README, schema, queries."""

from __future__ import annotations

import json
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from extract.record import SCHEMA_VERSION, Record
from storage import keys
from storage.objects import put, read
from storage.schema import json_schema
from storage.types import columns

if TYPE_CHECKING:
    from storage.bucket import Bucket

_TEXTS = Path(__file__).parent / "texts"


def put_documents(bucket: Bucket) -> None:
    """Write the bucket's own documentation where it isn't there as it should be."""
    values = {"bucket": bucket.name, "version": SCHEMA_VERSION, "fields": _field_table()}
    schema = json.dumps(json_schema(), ensure_ascii=False, indent=1)
    documents = {
        keys.README: ("text/markdown; charset=utf-8", _filled("README.md", values)),
        keys.QUERIES: ("application/sql; charset=utf-8", _filled("queries.sql", values)),
        keys.article_schema(SCHEMA_VERSION): ("application/schema+json", schema),
    }
    for key, (content_type, text) in documents.items():
        stored = read(bucket, key)
        if stored is None or stored.body != text.encode():
            put(bucket, key, text.encode(), content_type=content_type)


def _filled(name: str, values: dict[str, str]) -> str:
    return Template((_TEXTS / name).read_text("utf-8")).substitute(values)


def _field_table() -> str:
    rows = [f"| `{column.name}` | {column.doc} |" for column in columns(Record)]
    return "\n".join(["| field | meaning |", "|---|---|", *rows])
