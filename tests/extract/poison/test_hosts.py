import pytest

from extract.poison.hosts import host_role
from extract.publisher import NOBODY, Publisher


@pytest.mark.parametrize(
    ("url", "role"),
    [
        ("https://www.hljzx.gov.cn/a.htm", "publisher"),
        ("http://m.jizihe.com/page/1.shtml", "mirror"),
        ("https://luliang.org/thread-1-1-1.html", "unknown"),
        ("http://[bad", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_host_is_told_by_its_name(url: str, role: str) -> None:
    assert host_role(url, NOBODY) == role


def test_a_site_file_has_the_last_word() -> None:
    publisher = Publisher(hosts=frozenset({"m.jizihe.com"}), role="publisher")
    assert host_role("http://m.jizihe.com/page/1.shtml", publisher) == "publisher"
