import pytest

from extract.metadata.numerals import read_number, read_year


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(("5", 5), ("05", 5), ("31", 31), ("一", 1), ("九", 9), ("十", 10), ("十五", 15)),
        *(("二十", 20), ("二十一", 21), ("九十九", 99), ("廿五", 25), ("卅", 30), ("卅一", 31)),
        *(("", 0), ("五五", 0), ("二〇", 0), ("百", 0), ("x", 0)),
    ],
)
def test_numbers_below_a_hundred_are_read(text: str, number: int) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2024", 2024),
        ("二〇二四", 2024),
        ("一九九零", 1990),
        ("24", 2024),
        ("79", 2079),
        ("80", 1980),
    ],
)
def test_years_are_read_digit_by_digit(text: str, year: int) -> None:
    assert read_year(text) == year


def test_what_is_no_year_raises() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        read_year("二〇二x")
