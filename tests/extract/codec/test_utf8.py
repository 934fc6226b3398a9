"""How surely bytes are UTF-8, and what becomes of those that aren't."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.codec.utf8 import MOST_FAULTS, most_validity, read_if_utf8, read_utf8, validity

SOUND = "市政协组织委员深入基层开展调研"
BROKEN = "\ufffd"


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("", 1.0),
        ("abc", 1.0),
        (SOUND, 1.0),
        (BROKEN, 0.0),
        (f"abc{BROKEN}", 0.0),
        (f"委员会{BROKEN}", 3 / 7),
        (f"委员会abc{BROKEN}", 3 / 7),
        (f"{SOUND}{BROKEN}", 15 / 19),
    ],
)
def test_each_fault_weighs_against_the_characters_that_are_sound(text: str, sure: float) -> None:
    assert validity(text) == pytest.approx(sure)


@given(st.lists(st.sampled_from([*SOUND.encode(), 0x20, 0xFF, 0xE5]), max_size=60))
def test_what_it_can_be_at_most_is_never_less(data: list[int]) -> None:
    body = bytes(data) + b"."  # what the end cuts is no fault
    assert most_validity(body) >= validity(read_utf8(body)) - 1e-9


def test_what_can_be_at_most_is_told_by_the_bytes() -> None:
    assert most_validity(SOUND.encode()) == 1.0
    assert most_validity(b"\xff") == 0.0
    assert most_validity("委员会".encode() + b"\xff") == pytest.approx(3 / (3 + 4 / 3))


def test_text_with_a_few_faults_is_utf_8_and_other_text_is_not() -> None:
    assert read_if_utf8(SOUND.encode()) == SOUND
    assert read_if_utf8(b"x" * 9 + b"\xff" + SOUND.encode()) == f"{'x' * 9}{BROKEN}{SOUND}"
    assert read_if_utf8(SOUND.encode("gb18030")) is None
    assert read_if_utf8(b"caf\xe9") is None


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("委员".encode()[:-1], "委"),
        ("委员".encode()[1:], f"{BROKEN}员"),
        (b"\xe5" + "员".encode(), f"{BROKEN}员"),
        (b"\xe5<p>" + "员".encode(), f"{BROKEN}<p>员"),
        (b"\xe5A\xa5" + "员".encode(), f"{BROKEN}员"),
        (b"\xe5AB" + "员".encode(), f"{BROKEN}AB员"),
        (b"\xff\xff\xff\xff" + "员".encode(), f"{BROKEN}{BROKEN}员"),
        (b"\x80A\x80" + "员".encode(), f"{BROKEN}A{BROKEN}员"),
    ],
)
def test_a_damage_costs_one_character(body: bytes, text: str) -> None:
    assert read_utf8(body) == text


def test_what_is_broken_throughout_is_read_as_it_comes() -> None:
    assert read_utf8(b"\xe5A\xa5 " * MOST_FAULTS) == f"{BROKEN}A{BROKEN} " * MOST_FAULTS
    assert read_utf8(b"\xe5A\xa5 " * (MOST_FAULTS // 2)) == f"{BROKEN} " * (MOST_FAULTS // 2)
