"""botocore's and delta-rs's errors, said in one line that names the fix."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    HTTPClientError,
    IncompleteReadError,
    NoCredentialsError,
)
from botocore.exceptions import ConnectionError as NoConnection

from storage.errors import (
    AccessDenied,
    BucketFull,
    BucketMissing,
    BucketUnreachable,
    NotConfigured,
    ObjectMissing,
    StorageError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

FORBIDDEN = 403
NOT_FOUND = 404
SERVER_ERROR = 500
NO_ROOM = 507
"""Insufficient Storage (RFC 4918 11.5): what servers on disks of their own answer."""
_NO_ROOM_CODES = ("InsufficientStorage", "QuotaExceeded", "StorageFull", "XMinioStorageFull")


class Place(Protocol):
    """What a message may say of a bucket: never its keys."""

    @property
    def name(self) -> str: ...
    @property
    def endpoint(self) -> str | None: ...


@contextmanager
def named_errors(place: Place, key: str = "") -> Iterator[None]:
    """Turn whatever botocore raises inside into an error of ours, without its traceback."""
    try:
        yield
    except ClientError as error:
        raise _refusal(place, key, error) from None
    except NoCredentialsError:
        raise AccessDenied(
            f"no credentials for bucket {place.name}: set AWS_ACCESS_KEY_ID and "
            "AWS_SECRET_ACCESS_KEY"
        ) from None
    except (NoConnection, HTTPClientError, IncompleteReadError) as error:
        raise BucketUnreachable(_unreachable(place, type(error).__name__)) from None
    except BotoCoreError as error:
        raise StorageError(f"bucket {place.name}: {error}; check the AWS_* variables") from None


def is_full(status: int, code: str) -> bool:
    return status == NO_ROOM or code in _NO_ROOM_CODES


def no_room(place: Place) -> str:
    return (
        f"{place.endpoint or 'AWS S3'} has no room left for bucket {place.name}: free some or "
        "raise its quota, then run this again"
    )


def _unreachable(place: Place, what: str) -> str:
    where = place.endpoint or "AWS S3"
    return (
        f"{where} doesn't answer ({what}): start the server or set AWS_ENDPOINT_URL_S3 "
        "to where it listens"
    )


def _refusal(place: Place, key: str, error: ClientError) -> StorageError:
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    code = error.response["Error"].get("Code", "")
    if status == FORBIDDEN:
        return AccessDenied(
            f"{place.endpoint or 'AWS S3'} refuses {error.operation_name} on bucket {place.name} "
            f"({code}): check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and what they may do"
        )
    if code == "InvalidBucketName":
        return NotConfigured(
            f"CPPCC_BUCKET={place.name}: a bucket's name has 3 to 63 small letters, digits, dots "
            "and hyphens"
        )
    if code == "NoSuchBucket" or (status == NOT_FOUND and not key):
        return BucketMissing(
            f"there is no bucket {place.name} at {place.endpoint or 'AWS S3'}: create it or set "
            "CPPCC_BUCKET to one that exists"
        )
    if status == NOT_FOUND:
        return ObjectMissing(f"s3://{place.name}/{key} is not there: run the step that writes it")
    if is_full(status, code):
        return BucketFull(no_room(place))
    if status >= SERVER_ERROR:
        return BucketUnreachable(_unreachable(place, f"HTTP {status}"))
    return StorageError(
        f"{error.operation_name} on s3://{place.name}/{key} failed with {status} {code}: try "
        "again, then look into the server's log"
    )
