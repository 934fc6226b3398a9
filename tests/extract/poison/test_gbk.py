import pytest

from extract.poison.gbk import EURO, encode, is_common, pair, with_lead, with_trail

PAIRS = [(lead, trail) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF)]


def test_every_character_of_two_bytes_is_found_by_either_half() -> None:
    for lead, trail in PAIRS:
        if char := pair(lead, trail):
            assert char == EURO or encode(char) == bytes((lead, trail))
            assert char in with_lead(lead)
            assert char in with_trail(trail)


@pytest.mark.parametrize(
    ("lead", "trail"), [(0x80, 0x40), (0xFF, 0x40), (0xB0, 0x3F), (0xB0, 0x7F), (0xB0, 0xFF)]
)
def test_bytes_outside_the_ranges_make_no_character(lead: int, trail: int) -> None:
    assert pair(lead, trail) is None


def test_a_euro_sign_is_a_lone_byte() -> None:
    assert encode("€") == b"\x80"


@pytest.mark.parametrize(
    ("char", "common"),
    [("啊", True), ("座", True), ("亍", False), ("丂", False), ("。", False), ("A", False)],
)
def test_common_characters_are_those_of_the_first_level(char: str, common: bool) -> None:
    assert is_common(char) is common
