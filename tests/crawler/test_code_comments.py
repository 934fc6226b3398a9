from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from crawler.scripts.code_comments import drop_markup_comments, drop_script_comments

PIECES = st.lists(st.sampled_from(["<!--", "-->", "<record>", "/*", "*/", "a", "\n", "x" * 45]))


@given(PIECES)
def test_comments_of_markup_go_but_those_with_records_stay(pieces: list[str]) -> None:
    source = "".join(pieces)
    plain = re.sub(r"<!--(?!.{0,40}<record).*?-->", "", source, flags=re.DOTALL)
    assert drop_markup_comments(source) == plain


@given(PIECES)
def test_comments_of_scripts_go(pieces: list[str]) -> None:
    source = "".join(pieces)
    assert drop_script_comments(source) == re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)


def test_a_line_of_a_script_that_is_a_comment_goes() -> None:
    source = "var a = 1;\n\n  // location.href='/b'\nvar u = 'http://a.example/';\n//<![CDATA[\n"
    assert "location" not in drop_script_comments(source)
    assert "http://a.example/" in drop_script_comments(source)
    assert "CDATA" in drop_script_comments(source)


def test_what_a_string_seems_to_open_is_no_comment() -> None:
    source = f"var kind = 'image/*'; {'a();' * 2_000} "
    assert drop_script_comments(f"{source}/* the end */") == source
