"""Where an archive lies that is to be read again: in a file, or in the bucket."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crawler.errors import ConfigurationError
from storage.faults import named_errors

if TYPE_CHECKING:
    from storage.bucket import Bucket


def archive_key(ref: str, bucket: Bucket | None) -> str | None:
    """Return the bucket's key where the archive isn't a file."""
    if Path(ref).is_file():
        return None
    name = bucket.name if bucket else ""
    if ref.startswith("s3://"):
        given, _, key = ref[5:].partition("/")
        if given != name:
            raise ConfigurationError(f"warc={ref}: CPPCC_BUCKET names {name or 'none'}")
        return key
    return ref if bucket is not None else None


def require_archive(ref: str, bucket: Bucket | None) -> None:
    """Raise `ConfigurationError` or `StorageError` where there is no such archive."""
    key = archive_key(ref, bucket)
    if key is not None and bucket is not None:
        with named_errors(bucket, key):
            bucket.client().head_object(Bucket=bucket.name, Key=key)
    elif not Path(ref).is_file():
        raise ConfigurationError(f"warc={ref}: there is no such file")


def local_archive(ref: str, bucket: Bucket | None, folder: Path) -> Path:
    """Return a file that holds the archive, fetched into `folder` where it lies in the bucket."""
    key = archive_key(ref, bucket)
    if key is None or bucket is None:
        return Path(ref)
    path = folder / "archive.warc.gz"
    with path.open("wb") as file, named_errors(bucket, key):
        bucket.client().download_fileobj(bucket.name, key, file)
    return path
