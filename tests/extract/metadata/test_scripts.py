from __future__ import annotations

import pytest

from extract.metadata.scripts import date_in_scripts
from tests.extract.pages import SENTENCE, article, read


@pytest.mark.parametrize(
    ("script", "moment"),
    [
        ('{"pubtime": "2019-09-07 19:02:26"}', "2019-09-07 19:02:26+08:00"),
        ("var publishDate = '2019-09-26';", "2019-09-26 00:00:00+08:00"),
        ('var ct = "1709602200";', "2024-03-05 09:30:00+08:00"),
    ],
)
def test_a_page_without_a_printed_day_takes_it_from_its_scripts(script: str, moment: str) -> None:
    page = article(SENTENCE).replace("</head>", f"<script>{script}</script></head>")
    record = read(page)
    assert (str(record.published), record.provenance["published"]) == (moment, "script")


def test_what_the_page_prints_comes_first() -> None:
    page = article(SENTENCE, before="<p>2024-03-05 09:30 来源：某某日报</p>")
    record = read(page + '<script>var pubtime = "2019-09-07 19:02:26"</script>')
    assert str(record.published) == "2024-03-05 09:30:00+08:00"


@pytest.mark.parametrize("script", ["update_time = '2019-09-07'", "pubtime = ''", "ct = '12345'"])
def test_other_numbers_are_no_day(script: str) -> None:
    assert date_in_scripts(script) is None
