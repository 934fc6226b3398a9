"""Empty elements under one id, and hidden blocks, that a kit spreads over a page."""

from __future__ import annotations

import pytest

from extract.poison.soup import may_share, removals, shared_id

SOUP = '<dd id="q7w8e"><tt id="q7w8e"></tt></dd>'
HIDDEN = '<div class="pl_css_ganrao" style="display: none">{}</div>'


def taken(source: str, ident: str = "", *, markup: bool = True) -> list[tuple[str, str]]:
    found = list(removals(source, ident, markup=markup))
    assert all(source[c.start : c.end] == r.text and not c.after for c, r in found)
    return [(removed.kind, removed.text) for _, removed in found]


def test_the_id_that_most_empty_elements_share_is_found() -> None:
    source = f'<p id="abc"></p>{SOUP}<b id="q7w8e"></b><i id="x1"></i>'
    assert shared_id(source) == ("q7w8e", 3)
    assert shared_id("<p>text</p>") == ("", 0)
    assert shared_id('<p id="abc">text</p>') == ("", 0)


@pytest.mark.parametrize(
    ("source", "share"),
    [
        ('<b id="abc"></b><i id="abc"></i>', True),
        ('<b id="abc"></b><i id="abd"></i>', False),
        ('<b id="abc">x</b><i id="abc"></i>', False),
        ('<b class="abc"></b><i class="abc"></i>', False),
        ('<b id="abcdefghi"></b><i id="abcdefghi"></i>', False),
        ('<b id="abcdefgh"></b><i id="abcdefgh"></i>', True),
        ("", False),
    ],
)
def test_two_empty_elements_under_one_id_are_seen_cheaply(source: str, share: bool) -> None:
    assert may_share(source) is share


def test_runs_of_such_elements_are_taken_and_text_stays() -> None:
    source = f"<p>甲</p>{SOUP}{SOUP}<p>乙</p>{SOUP}"
    assert taken(source, "q7w8e") == [("soup", SOUP)] * 3
    assert taken(f'{SOUP}<b id="abc"></b>', "abc") == [("soup", '<b id="abc"></b>')]
    assert taken(source) == []


def test_in_a_capture_whole_lines_of_them_are_taken() -> None:
    source = f"甲\n 1. {SOUP}\n乙{SOUP}\n"
    assert taken(source, "q7w8e", markup=False) == [("soup", f" 1. {SOUP}")]
    assert taken(HIDDEN.format(""), markup=False) == []


def test_a_hidden_block_is_taken_to_its_own_end() -> None:
    inner = HIDDEN.format("<div>甲<div>乙</div></div>")
    source = f"<div>前{inner}后</div>{HIDDEN.format('丙')}"
    assert taken(source) == [("hidden_block", inner), ("hidden_block", HIDDEN.format("丙"))]


def test_elements_in_a_hidden_block_go_with_it() -> None:
    source = HIDDEN.format(SOUP) + SOUP
    assert taken(source, "q7w8e") == [("hidden_block", HIDDEN.format(SOUP)), ("soup", SOUP)]


def test_a_block_in_a_block_is_taken_once() -> None:
    source = HIDDEN.format(HIDDEN.format("甲"))
    assert taken(source) == [("hidden_block", source)]
