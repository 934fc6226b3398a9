"""When the text of a poisoned page isn't vouched for."""

from __future__ import annotations

import pytest

from extract.reasons import Reason
from extract.record import Outcome
from tests.extract.pages import SENTENCE, article, read

SPAM = "国产精品久久久,亚洲无码在线观看,欧美日韩一区二区"
LINES = [f"第{i}点，{SENTENCE}" for i in range(60)]


def test_a_text_with_spam_between_its_paragraphs_is_held_back() -> None:
    record = read(article(*LINES[:30], SPAM, *LINES[30:], title=SPAM))
    assert (record.outcome, record.reasons[0]) == (Outcome.QUARANTINED, Reason.SPAM_LEFT)
    assert SPAM in record.text


@pytest.mark.parametrize("lines", [[SPAM, *LINES], [*LINES, SPAM]], ids=["before", "behind"])
def test_a_text_with_spam_at_its_ends_alone_is_an_article(lines: list[str]) -> None:
    record = read(article(*lines, title=SPAM))
    assert (record.outcome, record.text.split("\n")) == (Outcome.ARTICLE, LINES)
