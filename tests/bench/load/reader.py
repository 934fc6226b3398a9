"""A reader that polls the current release and takes it at its word."""

from __future__ import annotations

import gzip
import io
import json
import threading
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Self

import pyarrow.parquet as pq

from storage import keys
from storage.errors import BucketUnreachable, StorageError
from storage.manifest import ChangesFile, ReleaseFile, from_bytes
from storage.objects import read

if TYPE_CHECKING:
    from types import TracebackType

    from storage.bucket import Bucket

PAUSE_S = 0.1


class Reader:
    """Reads all that `latest.json` lists, again and again; notes what isn't as listed."""

    def __init__(self, bucket: Bucket) -> None:
        self.wrong: list[str] = []
        self.releases: list[str] = []
        self._bucket = bucket
        self._most = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._poll, daemon=True)

    def look(self) -> None:
        """Read one release whole."""
        stored = read(self._bucket, keys.LATEST_MANIFEST)
        if stored is None:
            return
        try:
            manifest = from_bytes(stored.body)
        except (ValueError, KeyError, TypeError) as error:
            self.wrong.append(f"latest.json can't be read: {error}")
            return
        if manifest.run_id not in self.releases:
            self.releases.append(manifest.run_id)
        if manifest.articles < self._most:
            self.wrong.append(f"{manifest.run_id}: {manifest.articles} after {self._most} articles")
        self._most = max(self._most, manifest.articles)
        changed = manifest.changes
        if changed and len(self._file(changed)) != changed.rows:
            self.wrong.append(f"{changed.key} hasn't {changed.rows} rows")
        ids = [name for file in manifest.files for name in self._file(file)]
        if len(ids) != 2 * manifest.articles or len(set(ids)) != manifest.articles:
            self.wrong.append(f"{manifest.run_id}: {len(ids)} rows, {manifest.articles} articles")

    def _file(self, file: ReleaseFile | ChangesFile) -> list[str]:
        stored = read(self._bucket, file.key)
        if stored is None:
            self.wrong.append(f"{file.key} is listed and not there")
            return []
        if sha256(stored.body).hexdigest() != file.sha256 or len(stored.body) != file.size:
            self.wrong.append(f"{file.key} isn't what the manifest says")
            return []
        if file.key.endswith(".parquet"):
            ids = pq.read_table(io.BytesIO(stored.body), columns=["article_id"])["article_id"]
            return [str(value) for value in ids.to_pylist()]
        return [
            json.loads(line)["article_id"] for line in gzip.decompress(stored.body).splitlines()
        ]

    def _poll(self) -> None:
        while not self._ended.wait(PAUSE_S):
            # the server is killed too, and that is nobody's half-state
            with suppress(BucketUnreachable, StorageError):
                self.look()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join(timeout=60)
