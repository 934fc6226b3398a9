"""Counting what interrupted runs may have done to a bucket."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import polars as pl

from extract.record import Capture
from storage import keys
from storage.archive.raw import read_raw
from storage.archive.shards import read_shard
from storage.articles import current_articles
from storage.errors import StorageError
from storage.listing import list_keys
from storage.manifest import all_manifests
from storage.table_specs import CAPTURES, TABLES
from storage.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.bucket import Bucket


def losses(bucket: Bucket, published: Mapping[str, str]) -> Counter[str]:
    """Return what is wrong with the articles and captures; `published` is URL to current text."""
    found = Counter[str]()
    articles = current_articles(bucket)
    texts = dict(articles.select("url", "text").iter_rows())
    for url, text in published.items():
        found["lost"] += url not in texts
        found["stale"] += url in texts and texts[url] != text
    found["doubled"] += articles.height - articles["article_id"].n_unique()
    captures = table_rows(bucket, keys.CAPTURES)
    found["doubled"] += captures.height - captures.select(CAPTURES.identity).n_unique()
    for warc in (*captures["warc"].drop_nulls(), *articles["capture"].drop_nulls()):
        try:
            read_raw(bucket, Capture(**warc))
        except StorageError:
            found["without bytes"] += 1
    return +found


def orphans(bucket: Bucket) -> dict[str, list[str]]:
    """Return the objects that nothing leads to, by kind."""
    listed = {key for manifest in all_manifests(bucket) for key in manifest.listed}
    shards = {warc["key"] for warc in table_rows(bucket, keys.CAPTURES)["warc"].drop_nulls()}
    left = {
        "staged": list(list_keys(bucket, keys.STAGING)),
        "released": [k for k in list_keys(bucket, keys.ALL_RELEASES) if k not in listed],
        # one of nothing but revisits is led to by way of the bodies that they repeat
        "shards": [
            key
            for key in list_keys(bucket, keys.WARC)
            if key not in shards and any(read_shard(bucket, key))
        ],
        "uploads": [
            upload["Key"]
            for upload in bucket.client()
            .list_multipart_uploads(Bucket=bucket.name)
            .get("Uploads", ())
        ],
        "table files": [key for spec in TABLES for key in _stray(bucket, spec.key)],
    }
    return {kind: found for kind, found in left.items() if found}


def _stray(bucket: Bucket, table_key: str) -> list[str]:
    table = open_table(bucket, table_key)
    held = {uri.removeprefix(bucket.uri("")) for uri in table.file_uris()} if table else set()
    return [
        key
        for key in list_keys(bucket, f"{table_key}/")
        if "_delta_log" not in key and key.replace("/_index/", "/") not in held
    ]


def table_rows(bucket: Bucket, key: str) -> pl.DataFrame:
    """Return a whole table."""
    table = open_table(bucket, key)
    if table is None:
        raise StorageError(f"{bucket.uri(key)} was never made")
    return pl.scan_delta(table).collect()
