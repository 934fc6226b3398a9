import pytest

from extract.poison.hosts import host_role, prints_traditional
from extract.publisher import NOBODY, Publisher


@pytest.mark.parametrize(
    ("url", "role"),
    [
        ("https://www.hljzx.gov.cn/a.htm", "publisher"),
        ("http://m.jizihe.com/page/1.shtml", "mirror"),
        ("https://luliang.org/thread-1-1-1.html", "unknown"),
        ("https://me:pw@www.hljzx.gov.cn./a.htm", "publisher"),
        ("http://jizihe.com/1.html", "mirror"),
        ("http://notjizihe.com/1.html", "unknown"),
        ("http://[bad", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_host_is_told_by_its_name(url: str, role: str) -> None:
    assert host_role(url, NOBODY) == role


def test_a_site_file_has_the_last_word() -> None:
    publisher = Publisher(hosts=frozenset({"m.jizihe.com"}), role="publisher")
    assert host_role("http://m.jizihe.com/page/1.shtml", publisher) == "publisher"


@pytest.mark.parametrize("url", ["http://zx.example/1", "http://ME@ZX.example:8080/1"])
def test_a_hosts_port_and_user_dont_hide_it(url: str) -> None:
    hosts = frozenset({"zx.example", "zx.example:8080"})
    assert host_role(url, Publisher(hosts=hosts)) == "publisher"
    assert host_role(url, Publisher(hosts=hosts, role="mirror")) == "mirror"
    assert host_role(url, Publisher(hosts=frozenset({"other.example"}))) == "unknown"


@pytest.mark.parametrize(
    ("url", "traditional"),
    [
        ("http://www.example.hk/1", True),
        ("http://www.example.tw./1", True),
        ("http://big5.example.cn/1", True),
        ("http://www.example.cn/BIG5/1", True),
        ("http://www.example.cn/1", False),
        ("http://www.hk.cn/1", False),
        ("http://www.big5.cn/1", False),
    ],
)
def test_where_traditional_print_is_expected(url: str, traditional: bool) -> None:
    assert prints_traditional(url, NOBODY) is traditional
    assert prints_traditional(url, Publisher(script="traditional"))
