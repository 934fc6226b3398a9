"""Asking a server whether it keeps the promises that this program builds on.

Two are needed by every writer: `If-None-Match: *`, so that no file is ever replaced, and
`If-Match`, so that no writer overwrites what another has just published. AWS S3 has had both since
2024. A server that takes such a header and ignores it would lose data in silence, so it is asked
rather than trusted.
"""

from __future__ import annotations

import base64
import logging
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import uuid4

from botocore.exceptions import ClientError

from storage import keys
from storage.errors import Unsupported
from storage.faults import FORBIDDEN, SERVER_ERROR, named_errors
from storage.objects import LOST_RACE, status_of

if TYPE_CHECKING:
    from typing import Any

    from storage.bucket import Bucket

_NOT_IMPLEMENTED = 501
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a server was seen to do."""

    create_only: bool
    """Refuses to replace an object when told `If-None-Match: *`."""
    swap: bool
    """Refuses to replace an object that isn't the one named by `If-Match`."""
    checksums: bool
    """Refuses bytes that don't have the SHA-256 they are sent with."""


@cache
def require_capable(bucket: Bucket) -> Capabilities:
    """Probe the bucket's server, once in a process; raise `Unsupported` where it can't be used.

    Without checksums a log line says so and work goes on: every object carries its digest, and
    readers compare it.
    """
    found = probe(bucket)
    missing = [
        name
        for name, there in (("If-None-Match", found.create_only), ("If-Match", found.swap))
        if not there
    ]
    if missing:
        raise Unsupported(
            f"{bucket.endpoint or 'AWS S3'} doesn't keep to {' and '.join(missing)} on writes, so "
            "two runs at once could overwrite each other's work: use AWS S3 or a version of your "
            "server that does conditional writes"
        )
    if not found.checksums:
        _log.warning(
            "%s doesn't check SHA-256 on writes: damage on the way is found when it is read",
            bucket.endpoint or "AWS S3",
        )
    return found


def probe(bucket: Bucket) -> Capabilities:
    """Try each on an object of our own, and remove it."""
    key = f"{keys.PROBES}{uuid4()}"
    wrong = base64.b64encode(sha256(b"other").digest()).decode()
    with named_errors(bucket, key):
        try:
            _put(bucket, key)
            return Capabilities(
                create_only=_refuses(bucket, key, IfNoneMatch="*"),
                swap=_refuses(bucket, key, IfMatch='"0123456789abcdef0123456789abcdef"'),
                checksums=_refuses(bucket, key, ChecksumSHA256=wrong),
            )
        finally:
            with suppress(ClientError):
                bucket.client().delete_object(Bucket=bucket.name, Key=key)


def _put(bucket: Bucket, key: str, **condition: Any) -> None:
    bucket.client().put_object(Bucket=bucket.name, Key=key, Body=b"probe", **condition)


def _refuses(bucket: Bucket, key: str, **condition: Any) -> bool:
    """Whether the server refuses a write for what it was told, not for another reason."""
    try:
        _put(bucket, key, **condition)
    except ClientError as error:
        status = status_of(error)
        if status == FORBIDDEN or (status >= SERVER_ERROR and status != _NOT_IMPLEMENTED):
            raise
        # 501 and other refusals of the header itself are no promise kept
        return status in LOST_RACE or ("ChecksumSHA256" in condition and status != _NOT_IMPLEMENTED)
    return False
