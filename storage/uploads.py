"""Storing a file as one object, in parts where it is large."""

from __future__ import annotations

import base64
from hashlib import file_digest, sha256
from typing import TYPE_CHECKING, TypedDict

from botocore.exceptions import ClientError

from storage.errors import ObjectConflict
from storage.faults import named_errors
from storage.objects import LOST_RACE, status_of, stored_digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from types_boto3_s3.type_defs import CompletedPartTypeDef

    from storage.bucket import Bucket

PART_BYTES = 16 << 20
"""A part is what is sent again after a fault; S3 wants at least 5 MiB and at most 10,000 parts."""


class _About(TypedDict):
    ContentType: str
    Metadata: dict[str, str]


def put_file_new(
    bucket: Bucket, key: str, path: Path, *, content_type: str, part_bytes: int = PART_BYTES
) -> str:
    """Store a file under `key`, once; return its SHA-256 in hex.

    The same bytes again are a success, others raise `ObjectConflict`. The server checks the bytes
    of every request; until the last part is there no reader sees anything.
    """
    with path.open("rb") as file:
        digest = file_digest(file, sha256).hexdigest()
    about: _About = {
        "ContentType": content_type,
        "Metadata": {"sha256": digest},
    }
    with named_errors(bucket, key):
        try:
            if path.stat().st_size > part_bytes:
                _put_parts(bucket, key, _pieces(path, part_bytes), about)
            else:
                _put_whole(bucket, key, path, about)
        except ClientError as error:
            if status_of(error) not in LOST_RACE:
                raise
            if stored_digest(bucket.client(), bucket, key) != digest:
                raise ObjectConflict(
                    f"{bucket.uri(key)} exists with other content: don't run one run of a site "
                    "twice at once"
                ) from None
    return digest


def _put_whole(bucket: Bucket, key: str, path: Path, about: _About) -> None:
    checksum = base64.b64encode(bytes.fromhex(about["Metadata"]["sha256"])).decode()
    with path.open("rb") as body:
        bucket.client().put_object(
            Bucket=bucket.name,
            Key=key,
            Body=body,
            ChecksumSHA256=checksum,
            IfNoneMatch="*",
            **about,
        )


def _put_parts(bucket: Bucket, key: str, pieces: Iterator[bytes], about: _About) -> None:
    client = bucket.client()
    upload = client.create_multipart_upload(
        Bucket=bucket.name, Key=key, ChecksumAlgorithm="SHA256", **about
    )["UploadId"]
    try:
        parts = [_part(bucket, key, upload, number, body) for number, body in enumerate(pieces, 1)]
        client.complete_multipart_upload(
            Bucket=bucket.name,
            Key=key,
            UploadId=upload,
            MultipartUpload={"Parts": parts},
            IfNoneMatch="*",
        )
    except BaseException:
        # whoever is killed before this leaves the parts to `maintain`
        client.abort_multipart_upload(Bucket=bucket.name, Key=key, UploadId=upload)
        raise


def _part(bucket: Bucket, key: str, upload: str, number: int, body: bytes) -> CompletedPartTypeDef:
    digest = base64.b64encode(sha256(body).digest()).decode()
    stored = bucket.client().upload_part(
        Bucket=bucket.name,
        Key=key,
        UploadId=upload,
        PartNumber=number,
        Body=body,
        ChecksumSHA256=digest,
    )
    return {"PartNumber": number, "ETag": stored["ETag"], "ChecksumSHA256": digest}


def _pieces(path: Path, part_bytes: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(part_bytes):
            yield piece
