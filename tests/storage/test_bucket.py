from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from storage.bucket import Bucket
from storage.embedded.ports import free_port
from storage.errors import AccessDenied, BucketMissing, BucketUnreachable, NotConfigured

if TYPE_CHECKING:
    from storage.embedded.store import EmbeddedStore


def test_without_a_bucket_the_error_names_the_setting() -> None:
    said = "^no bucket is configured: set CPPCC_BUCKET to its name$"
    with pytest.raises(NotConfigured, match=said):
        Bucket.from_environment({})


def test_one_key_alone_is_refused_by_the_name_of_the_other() -> None:
    with pytest.raises(NotConfigured, match="AWS_SECRET_ACCESS_KEY"):
        Bucket.from_environment({"CPPCC_BUCKET": "lake", "AWS_ACCESS_KEY_ID": "k"})


def test_the_endpoint_of_s3_goes_before_the_general_one() -> None:
    bucket = Bucket.from_environment(
        {
            "CPPCC_BUCKET": "s3://lake/",
            "AWS_ENDPOINT_URL": "http://a",
            "AWS_ENDPOINT_URL_S3": "http://b",
        }
    )
    assert (bucket.name, bucket.endpoint) == ("lake", "http://b")


def test_a_region_is_s3s_own_first_where_none_is_set() -> None:
    assert Bucket.from_environment({"CPPCC_BUCKET": "lake"}).region == "us-east-1"
    asked = {"CPPCC_BUCKET": "lake", "AWS_REGION": "cn-north-1", "AWS_DEFAULT_REGION": "x"}
    assert Bucket.from_environment(asked).region == "cn-north-1"


def test_a_bucket_that_is_there_passes_the_check(bucket: Bucket) -> None:
    bucket.check()
    bucket.create()


def test_keys_are_never_shown(bucket: Bucket, store: EmbeddedStore) -> None:
    assert bucket.secret_key is not None
    assert bucket.secret_key not in f"{bucket!r} {store!r}"


def test_a_missing_bucket_is_named(bucket: Bucket) -> None:
    with pytest.raises(BucketMissing, match="no bucket nowhere-at-all"):
        replace(bucket, name="nowhere-at-all").check()


def test_a_name_that_no_bucket_can_have_is_told_with_the_rule(bucket: Bucket) -> None:
    with pytest.raises(NotConfigured, match=r"^CPPCC_BUCKET=b: a bucket's name has 3 to 63"):
        replace(bucket, name="b").create()


def test_a_wrong_secret_is_denied_without_showing_it(bucket: Bucket) -> None:
    with pytest.raises(AccessDenied, match="AWS_SECRET_ACCESS_KEY") as caught:
        replace(bucket, secret_key="not-the-secret").check()
    assert "not-the-secret" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_server_that_is_away_is_named_with_its_endpoint(bucket: Bucket) -> None:
    endpoint = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(BucketUnreachable, match=endpoint):
        replace(bucket, endpoint=endpoint).check()
