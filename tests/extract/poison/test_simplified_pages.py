"""Pages that a kit only set its keywords on, and left in their own script."""

from __future__ import annotations

import pytest

from crawler.demo.mill import Kit, poison_page
from extract.record import Verdict
from tests.extract.pages import read
from tests.extract.poison.replicas import PARAGRAPHS, page


@pytest.mark.parametrize(
    "own",
    [
        "招牌上写着“會議中心”四个大字，乾隆年间就有了。",
        "他说得不错??可惜没人信。",
        "人名里的“毓(yù)”和地名“郯(tán)城”常被读错。",
    ],
    ids=["traditional words", "question marks", "readings"],
)
def test_only_the_keywords_go_from_a_page_in_simplified_script(own: str) -> None:
    kit = Kit(head_spam=5, foot_spam=0, title=False, soup=0, convert=False)
    record = read(poison_page(page((own, *PARAGRAPHS)), seed=3, kit=kit))
    assert record.poison.verdict is Verdict.POISONED
    assert (record.text.split("\n"), record.repairs) == ([own, *PARAGRAPHS], ())
