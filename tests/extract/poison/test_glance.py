"""Which pages are looked at more closely."""

from __future__ import annotations

import pytest

from extract.codec.evidence import beyond_ascii
from extract.poison.glance import may_be_poisoned
from tests.extract.poison.replicas import page

FAR = "<p>市政协召开会议。</p>" * 600


@pytest.mark.parametrize(
    ("added", "looked_at"),
    [
        ("", False),
        ("會國", False),
        ("會國來", True),
        ("無碼无码", True),
        ("精品,欧美,日韩", True),
        ("精品,欧美", False),
        ("&#20013;&#22269;", True),
        ("&#20013;", False),
        ('<div class="pl_css_ganrao">', True),
        ("感谢您访问我们的网站", True),
        ('<b id="abc"></b><i id="abc"></i>', True),
        ("开云体育(中国)官方网站", True),
        ("甲，，。", True),
    ],
)
def test_a_page_with_a_trace_of_a_kit_is_looked_at(added: str, looked_at: bool) -> None:
    source = page().replace("<h1>", f"{added}<h1>")
    assert may_be_poisoned(source, beyond_ascii(source)) is looked_at


@pytest.mark.parametrize(
    ("source", "looked_at"),
    [
        (f"<head>无码</head><body>{FAR}</body>", True),
        (f"<head>{FAR}</head><body>无码{FAR}</body>", True),
        (f"<body>{FAR}</body>无码", True),
        (f"<body>{FAR}无码{FAR}</body>", False),
        (f"<body>{FAR}會國來{FAR}</body>", True),
    ],
    ids=["head", "body's top", "end", "middle", "script"],
)
def test_phrases_are_looked_for_at_the_edges(source: str, looked_at: bool) -> None:
    assert may_be_poisoned(source, beyond_ascii(source)) is looked_at
