"""A title without the names of its site and column."""

from __future__ import annotations

import pytest

from extract.metadata.sites import cut_site, is_site, without_site
from extract.metadata.tags import Claim, HeadTags

TITLE = "市政协召开十四届三次常委会会议"
NAMED = HeadTags({"site": [Claim("江畔之声", "meta:sitename")]})


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("某某市政协", True),
        ("某某政协网", True),
        ("人民網", True),
        ("江畔之声", True),
        ("zx.example.com", True),
        ("zx.example", False),
        (TITLE, False),
        ("他走进某某日报", False),
        ("", False),
    ],
)
def test_a_site_is_known_by_its_tags_or_by_its_last_word(text: str, site: bool) -> None:
    assert is_site(text, NAMED) is site


@pytest.mark.parametrize(
    ("whole", "title"),
    [
        (f"{TITLE}_政协要闻_某某市政协", TITLE),
        (f"某某市政协_{TITLE}", TITLE),
        (f"{TITLE}-江畔之声", TITLE),
        (f"{TITLE}–某某政协网", TITLE),
        (f"{TITLE}-要闻-某某政协网", TITLE),
        (f"要闻_{TITLE}_某某政协网", TITLE),
        ("中国-东盟博览会开幕", "中国-东盟博览会开幕"),
        (f"{TITLE}-{'某' * 14}", TITLE),
        (f"{TITLE}-{'某' * 15}", f"{TITLE}-{'某' * 15}"),
        ("某某市政协召开会议-2024年3月", "某某市政协召开会议-2024年3月"),
        ("某某政协网_要闻", "某某政协网"),
        ("某某政协网", "某某政协网"),
        (" _ ", "_"),
        ("", ""),
    ],
)
def test_a_documents_title_loses_site_and_column(whole: str, title: str) -> None:
    assert without_site(whole, NAMED) == title


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        (f"{TITLE}-某某政协网", TITLE),
        (f"{TITLE} - 江畔之声", TITLE),
        (f"{TITLE}_某某市政协", TITLE),
        (f"{TITLE}_侧记", f"{TITLE}_侧记"),
        (f"{TITLE}-侧记", f"{TITLE}-侧记"),
        (TITLE, TITLE),
    ],
)
def test_a_heading_loses_the_site_alone(heading: str, title: str) -> None:
    assert cut_site(heading, NAMED) == title
