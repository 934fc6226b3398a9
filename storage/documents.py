"""What a stranger finds in the bucket: README, schema, queries."""

from __future__ import annotations

import json
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from extract.record import SCHEMA_VERSION, Record
from storage import keys
from storage.compatibility import breaking_changes, version_of
from storage.errors import SchemaBroken
from storage.listing import list_keys
from storage.objects import put, read
from storage.schema import json_schema
from storage.types import columns

if TYPE_CHECKING:
    from storage.bucket import Bucket

_TEXTS = Path(__file__).parent / "texts"


def put_documents(bucket: Bucket) -> None:
    """Write the bucket's own documentation where it isn't there as it should be.

    Raises `SchemaBroken` where the bucket's readers were promised more than the records hold.
    """
    _require_compatible(bucket)
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


def _require_compatible(bucket: Bucket) -> None:
    now = json_schema()
    major, _ = version_of(now)
    for key in list_keys(bucket, keys.ARTICLE_SCHEMAS):
        stored = read(bucket, key)
        promised = json.loads(stored.body) if stored else now
        if version_of(promised)[0] == major and (broken := breaking_changes(promised, now)):
            raise SchemaBroken(
                f"{bucket.uri(key)} promises what records no longer hold: {'; '.join(broken)}; "
                f"keep the fields, or make SCHEMA_VERSION {major + 1}.0"
            )


def _filled(name: str, values: dict[str, str]) -> str:
    return Template((_TEXTS / name).read_text("utf-8")).substitute(values)


def _field_table() -> str:
    rows = [f"| `{column.name}` | {column.doc} |" for column in columns(Record)]
    return "\n".join(["| field | meaning |", "|---|---|", *rows])
