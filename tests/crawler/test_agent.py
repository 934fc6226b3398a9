"""As whom sites are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.agent import user_agent
from crawler.fetch import fetch_answer
from crawler.survey.survey import survey
from tests.crawler.survey.other_sites import paper_layout
from tests.crawler.test_walking import crawl

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("contact", ["", "crawler@example.org"])
def test_whatever_asks_a_site_says_to_whom_its_owner_can_write(
    contact: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CPPCC_CONTACT", contact)
    with paper_layout() as served:
        crawl(served, tmp_path, "limit=1")
        survey(served.base + "/", lambda _: None)
        fetch_answer(served.base + "/", loopback=True)
    assert served.agents == {user_agent({"CPPCC_CONTACT": contact})}
    assert contact in served.agents.pop()
