"""Which running text a page's title and dates vouch for."""

from __future__ import annotations

from extract.blocks import Block
from extract.body.density import weigh_line
from extract.body.nearness import value_lines
from tests.extract.pages import SENTENCE

TITLE = "市政协召开主席会议"
TEXT = SENTENCE * 2
MENU = ["政协要闻", "提案工作", "委员风采", "通知公告"] * 12


def values(*lines: str | Block, title: str = TITLE, dead: tuple[int, ...] = ()) -> list[float]:
    """Return each line's value as a share of its running text."""
    blocks = [Block(line) if isinstance(line, str) else line for line in lines]
    weights = [weigh_line(block) for block in blocks]
    value_lines(blocks, weights, [i in dead for i in range(len(blocks))], title)
    return [round(w.value / w.prose, 2) if w.prose else 0.0 for w in weights]


def test_text_right_under_its_title_has_its_full_value_and_over_it_little() -> None:
    assert values(TEXT, TITLE, TEXT) == [0.15, 0.0, 1.0]


def test_without_title_and_date_all_text_counts_alike() -> None:
    assert values(TEXT, "栏目", TEXT, title="") == [1.0, 0.0, 1.0]
    assert values(TEXT, "栏目", TEXT, title="两会") == [1.0, 0.0, 1.0]


def test_the_more_stands_between_the_less_text_is_worth() -> None:
    near, far = values(TITLE, *MENU[:12], TEXT)[-1], values(TITLE, *MENU, TEXT)[-1]
    assert 1 > near > far > 0.5
    behind = values(TITLE, TEXT, *MENU, TEXT)[-1]
    assert behind < far


def test_much_text_makes_patient() -> None:
    short, long = values(TITLE, TEXT, *MENU, TEXT)[-1], values(TITLE, TEXT * 9, *MENU, TEXT)[-1]
    assert short < long


def test_links_part_more_than_plain_lines() -> None:
    links = [Block(line, link_chars=4) for line in MENU]
    assert values(TITLE, TEXT, *links, TEXT)[-1] < values(TITLE, TEXT, *MENU, TEXT)[-1]


def test_an_ending_takes_value_from_what_follows() -> None:
    plain, ended = values(TITLE, TEXT, "编者按", TEXT), values(TITLE, TEXT, "相关新闻", TEXT)
    assert ended[-1] < 0.5 < plain[-1]
    assert values(TITLE, "相关新闻", TEXT)[-1] > 0.9


def test_furniture_is_worth_nothing_and_parts_what_stands_around_it() -> None:
    assert values(TITLE, TEXT, TEXT, dead=(1,))[1] == 0.0
    assert values(TITLE, TEXT, TEXT * 3, TEXT, dead=(2,))[-1] < values(TITLE, TEXT, TEXT)[-1]
    assert values(TEXT * 9, TITLE, TEXT, dead=(0,)) == [0.0, 0.0, 1.0]


def test_the_mention_with_more_text_behind_it_is_the_title() -> None:
    assert values(TITLE, *MENU, TITLE, TEXT)[-1] == 1.0
    assert values(TITLE, TEXT, *MENU, TITLE)[1] == 1.0


def test_a_title_that_is_a_link_is_trusted_less_and_a_date_least() -> None:
    link = Block(TITLE, link_chars=len(TITLE))
    assert values(link, SENTENCE, *MENU, TITLE, SENTENCE)[-1] == 1.0
    assert values("2024-03-05", TEXT, *MENU, link, SENTENCE)[-1] == 1.0
    assert values("2024-03-05", TEXT)[-1] == 1.0


def test_a_title_may_be_cut_or_carry_the_sites_name() -> None:
    assert values(TEXT, f"{TITLE}_某某市政协", TEXT) == [0.15, 0.0, 1.0]
    assert values(TEXT, TITLE[:6], TEXT) == [0.15, 0.0, 1.0]
    assert values(TEXT, TITLE[:4], TEXT) == [1.0, 0.0, 1.0]
