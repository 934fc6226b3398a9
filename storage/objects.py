"""Writing and reading single objects, so that a second try does no harm."""

from __future__ import annotations

import base64
from contextlib import closing
from dataclasses import dataclass
from hashlib import file_digest, sha256
from io import BytesIO
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError, HTTPClientError, IncompleteReadError

from storage.errors import ObjectConflict
from storage.faults import NOT_FOUND, named_errors

if TYPE_CHECKING:
    from io import BufferedReader
    from pathlib import Path

    from types_boto3_s3 import S3Client
    from types_boto3_s3.type_defs import GetObjectOutputTypeDef

    from storage.bucket import Bucket

LOST_RACE = (409, 412)
"""What S3 answers when the condition on a write doesn't hold, or another write is under way."""


_TRIES = 3
_PAST_THE_END = 416
"""What S3 answers to a range of which the object has nothing (RFC 9110 15.5.17)."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An object's bytes and the entity tag that a conditional write names it by."""

    body: bytes
    etag: str


def status_of(error: ClientError) -> int:
    return error.response["ResponseMetadata"]["HTTPStatusCode"]


def put_new(bucket: Bucket, key: str, body: bytes | Path, *, content_type: str) -> str:
    """Store `body`, or a file's, under `key`, once; return its SHA-256 in hex.

    The same bytes again are a success, others raise `ObjectConflict` (`If-None-Match: *`,
    RFC 9110 13.1.2).
    """
    client = bucket.client()
    with named_errors(bucket, key), _opened(body) as stream:
        digest = file_digest(stream, sha256).hexdigest()
        stream.seek(0)
        try:
            client.put_object(
                Bucket=bucket.name,
                Key=key,
                Body=stream,
                ContentType=content_type,
                ChecksumSHA256=base64.b64encode(bytes.fromhex(digest)).decode(),
                Metadata={"sha256": digest},
                IfNoneMatch="*",
            )
        except ClientError as error:
            if status_of(error) not in LOST_RACE:
                raise
            if stored_digest(client, bucket, key) != digest:
                raise ObjectConflict(
                    f"{bucket.uri(key)} exists with other content: use a new run id"
                ) from None
    return digest


def _opened(body: bytes | Path) -> BytesIO | BufferedReader:
    return BytesIO(body) if isinstance(body, bytes) else body.open("rb")


def swap(bucket: Bucket, key: str, body: bytes, *, seen: Stored | None, content_type: str) -> bool:
    """Replace what was `seen` under `key` by `body`; False when it isn't that any more."""
    condition = {"IfNoneMatch": "*"} if seen is None else {"IfMatch": seen.etag}
    with named_errors(bucket, key):
        try:
            bucket.client().put_object(
                Bucket=bucket.name,
                Key=key,
                Body=body,
                ContentType=content_type,
                ChecksumAlgorithm="SHA256",
                **condition,  # type: ignore[arg-type]  # two literal names
            )
        except ClientError as error:
            if status_of(error) not in LOST_RACE:
                raise
            return False
    return True


def put(bucket: Bucket, key: str, body: bytes, *, content_type: str) -> None:
    """Store `body` under `key`, whatever was there."""
    with named_errors(bucket, key):
        bucket.client().put_object(
            Bucket=bucket.name,
            Key=key,
            Body=body,
            ContentType=content_type,
            ChecksumAlgorithm="SHA256",
        )


def read(bucket: Bucket, key: str) -> Stored | None:
    """Return the object, or None when there is none."""
    with named_errors(bucket, key):
        try:
            answer, body = _got(bucket, key)
        except ClientError as error:
            if status_of(error) != NOT_FOUND or error.response["Error"]["Code"] == "NoSuchBucket":
                raise
            return None
        return Stored(body, answer["ETag"])


def read_range(bucket: Bucket, key: str, offset: int, length: int) -> bytes:
    """Return `length` bytes from `offset` on; fewer when the object ends before."""
    with named_errors(bucket, key):
        try:
            _, body = _got(bucket, key, Range=f"bytes={offset}-{offset + length - 1}")
        except ClientError as error:
            if status_of(error) != _PAST_THE_END:
                raise
            return b""
        return body


def _got(bucket: Bucket, key: str, **asked: str) -> tuple[GetObjectOutputTypeDef, bytes]:
    """Ask for an object; again where its bytes break off, since botocore tries only the request.

    The stream's own context would give urllib3's, which checks and names nothing.
    """
    for left in reversed(range(_TRIES)):
        answer = bucket.client().get_object(Bucket=bucket.name, Key=key, **asked)  # type: ignore[arg-type]
        with closing(answer["Body"]) as body:
            try:
                return answer, body.read()
            except (HTTPClientError, IncompleteReadError):
                if not left:
                    raise
    raise AssertionError  # the last try returns or raises


def delete(bucket: Bucket, key: str) -> None:
    with named_errors(bucket, key):
        bucket.client().delete_object(Bucket=bucket.name, Key=key)


def stored_digest(client: S3Client, bucket: Bucket, key: str) -> str | None:
    """Return the digest that `put_new` or a shard's upload noted on the object."""
    return client.head_object(Bucket=bucket.name, Key=key)["Metadata"].get("sha256")
