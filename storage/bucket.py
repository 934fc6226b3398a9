"""The bucket: where it is, with what keys, and the clients that reach it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Self

import boto3
from botocore.config import Config

from storage.errors import NotConfigured
from storage.faults import named_errors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from types_boto3_s3 import S3Client
    from types_boto3_s3.literals import BucketLocationConstraintType

DEFAULT_REGION = "us-east-1"
CONNECT_TIMEOUT_S = 5
READ_TIMEOUT_S = 30
ATTEMPTS = 4


@dataclass(frozen=True, slots=True)
class Bucket:
    """One bucket and the way to it. Secrets stay out of its `repr`."""

    name: str
    endpoint: str | None = None
    """`None` means AWS S3 itself."""
    region: str = DEFAULT_REGION
    access_key: str | None = field(default=None, repr=False)
    """`None` leaves the credentials to the standard chain (profile, role)."""
    secret_key: str | None = field(default=None, repr=False)
    session_token: str | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> Self:
        """Read `CPPCC_BUCKET` and the standard `AWS_*` variables.

        Raises `NotConfigured` when no bucket is named, or one of the two keys stands alone.
        """
        name = environ.get("CPPCC_BUCKET", "").removeprefix("s3://").strip("/")
        if not name:
            raise NotConfigured("no bucket is configured: set CPPCC_BUCKET to its name")
        access = environ.get("AWS_ACCESS_KEY_ID") or None
        secret = environ.get("AWS_SECRET_ACCESS_KEY") or None
        if (access is None) != (secret is None):
            missing = "AWS_ACCESS_KEY_ID" if access is None else "AWS_SECRET_ACCESS_KEY"
            raise NotConfigured(f"only one of the two S3 keys is set: set {missing} too")
        return cls(
            name=name,
            endpoint=environ.get("AWS_ENDPOINT_URL_S3") or environ.get("AWS_ENDPOINT_URL") or None,
            region=environ.get("AWS_REGION") or environ.get("AWS_DEFAULT_REGION") or DEFAULT_REGION,
            access_key=access,
            secret_key=secret,
            session_token=environ.get("AWS_SESSION_TOKEN") or None,
        )

    def client(self) -> S3Client:
        """Return a client with short timeouts and few retries; a crawl must not hang on storage."""
        with _ONE_AT_A_TIME:
            return _client(self)

    def storage_options(self) -> dict[str, str]:
        """Return what delta-rs and polars need to reach the same bucket."""
        options = {"AWS_REGION": self.region, "aws_conditional_put": "etag"}
        if self.endpoint:
            options |= {
                "AWS_ENDPOINT_URL": self.endpoint,
                "AWS_ALLOW_HTTP": str(self.endpoint.startswith("http://")).lower(),
                "AWS_VIRTUAL_HOSTED_STYLE_REQUEST": "false",
            }
        keys = {
            "AWS_ACCESS_KEY_ID": self.access_key,
            "AWS_SECRET_ACCESS_KEY": self.secret_key,
            "AWS_SESSION_TOKEN": self.session_token,
        }
        return options | {name: value for name, value in keys.items() if value}

    def uri(self, key: str) -> str:
        return f"s3://{self.name}/{key}"

    def check(self) -> None:
        """Ask for the bucket, and raise what keeps us from it: one line that names the fix."""
        with named_errors(self):
            self.client().head_bucket(Bucket=self.name)

    def create(self) -> None:
        """Create the bucket; one of our own that exists already is fine."""
        client = self.client()
        with named_errors(self):
            try:
                if self.region == DEFAULT_REGION or self.endpoint:
                    client.create_bucket(Bucket=self.name)
                else:
                    place: BucketLocationConstraintType = self.region  # type: ignore[assignment]  # any region's name
                    client.create_bucket(
                        Bucket=self.name, CreateBucketConfiguration={"LocationConstraint": place}
                    )
            except client.exceptions.BucketAlreadyOwnedByYou:
                return
            except client.exceptions.BucketAlreadyExists:
                client.head_bucket(Bucket=self.name)


_ONE_AT_A_TIME = Lock()
"""Threads that begin together would each build a client."""


@lru_cache(maxsize=8)  # building one costs 0.1 s; clients may be shared by threads
def _client(bucket: Bucket) -> S3Client:
    session = boto3.session.Session(
        aws_access_key_id=bucket.access_key,
        aws_secret_access_key=bucket.secret_key,
        aws_session_token=bucket.session_token,
        region_name=bucket.region,
    )
    config = Config(
        connect_timeout=CONNECT_TIMEOUT_S,
        read_timeout=READ_TIMEOUT_S,
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        s3={"addressing_style": "path" if bucket.endpoint else "auto"},
    )
    return session.client("s3", endpoint_url=bucket.endpoint, config=config)
