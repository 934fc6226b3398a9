"""Names with a rare surname, or none, which only what stands before them vouches for."""

from __future__ import annotations

import pytest

from extract.metadata.byline import read_byline


@pytest.mark.parametrize("name", ["厶三丰", "阿宝"])
def test_behind_a_colon_a_rare_name_is_one(name: str) -> None:
    assert read_byline(f"某某日报记者：{name}").authors == (name,)
    assert read_byline(f"通讯员：{name}").correspondents == (name,)


@pytest.mark.parametrize("name", ["厶三丰", "阿宝"])
def test_without_a_colon_it_may_be_any_word(name: str) -> None:
    assert read_byline(f"某某日报记者 {name}").authors == ()
    assert read_byline(f"通讯员 {name}").correspondents == ()
