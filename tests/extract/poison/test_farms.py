"""Rows of links that a kit sets into a page, beside the friendly links of a site."""

from __future__ import annotations

import pytest

from extract.poison.farms import farms

OWN = "http://www.zx.example/1.html"
SPAM = "国产精品在线观看"


def link(host: str, text: str = SPAM) -> str:
    return f'<a href="http://{host}/">{text}</a>'


def row(count: int, *, friends: int = 0, between: str = " | ") -> str:
    links = [link(f"h{i}.example") for i in range(count)]
    links += [
        link(f"f{i}.example", f"{name}市政协")
        for i, name in zip(range(friends), "甲乙丙丁戊己庚辛", strict=False)
    ]
    return between.join(links)


def taken(source: str, url: str = OWN) -> list[str]:
    found = list(farms(source, url))
    assert all(source[c.start : c.end] == r.text and r.kind == "link_farm" for c, r in found)
    assert not any(c.after for c, _ in found)
    return [removed.text for _, removed in found]


@pytest.mark.parametrize("between", ["", " | ", "、", "&nbsp;", "</li>\n<li>", "<br>"])
def test_a_row_of_spam_is_taken_whole_however_it_is_set(between: str) -> None:
    assert taken(f"<p>前文</p>{row(4, between=between)}<p>后文</p>") == [row(4, between=between)]


def test_half_of_a_row_that_is_spam_makes_it_a_farm() -> None:
    assert taken(row(4, friends=4)) == [row(4, friends=4)]
    assert taken(row(3, friends=4)) == []


def test_three_links_are_no_row_and_text_ends_one() -> None:
    assert taken(row(3)) == []
    assert taken(f"{row(3)}委员们说，{row(3)}") == []
    assert taken(f"{row(4)}<p>委员们说，</p>{row(5)}") == [row(4), row(5)]


def test_links_of_the_site_itself_are_none_of_a_row() -> None:
    own = " ".join(link(host) for host in ("www.zx.example", "zx.example", "m.zx.example") * 3)
    assert taken(own) == []
    assert taken(own, "http://other.example/") == [own]
    assert taken(own, "http://[bad") == [own]


def test_what_introduces_a_row_goes_with_it() -> None:
    lead = "感谢您访问我们的网站，您可能还对以下资源感兴趣：<br>"
    assert taken(f"<div>{lead}{row(4)}</div>") == [lead + row(4)]
    assert taken(f"<div>感谢您访问我们的网站<p>政协</p>{row(4)}</div>") == [row(4)]
