import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.canonical import canonical_url


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://A.cn:443/x?b=2&a=1#top", "http://a.cn/x?a=1&b=2"),
        ("http://a.cn/x;jsessionid=12?utm_source=w&id=3", "http://a.cn/x?id=3"),
        ("http://a.cn/c/2026-03-01/1.shtml?n2m=1", "http://a.cn/c/2026-03-01/1.shtml"),
        ("http://a.cn:8080", "http://a.cn:8080/"),
        ("mailto:a@a.cn", "mailto:a@a.cn"),
        ("ftp://a.cn/x?b=2&a=1#top", "ftp://a.cn/x?b=2&a=1#top"),
    ],
)
def test_what_does_not_tell_pages_apart_goes_and_the_rest_stays(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@given(st.one_of(st.text(), st.text().map(lambda tail: "http://a.cn" + tail)))
def test_canonical_url_is_idempotent_on_any_text(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once
