"""No page takes more than two seconds of the processor, whatever stands on it."""

from __future__ import annotations

import time

import pytest

from crawler.demo.mill import Kit, poison_page
from extract.reasons import Reason
from tests.extract.pages import SENTENCE, article, read
from tests.extract.poison import replicas

LONGEST_S = 2.0
POISONED = poison_page(replicas.page(), seed=3, kit=Kit()).decode()


@pytest.fixture(scope="module", autouse=True)
def _rules_loaded() -> None:
    """Read word lists and compile patterns before anything is timed."""
    read(article())
    read(POISONED)


def with_(given: str) -> str:
    """Return a poisoned page that has `given` as its first paragraph."""
    return POISONED.replace("</h1>", f"</h1><p>{given}</p>", 1)


PAGES = {
    "nested": "<div>" * 10_000 + SENTENCE,
    "links": f"<a href='/x'>{SENTENCE}</a>" * 20_000,
    "one line": f"<p>{SENTENCE * 20_000}</p>",
    "brackets": "<p>" + "（记者 " * 100_000,
    "scripts that nothing ends": with_("<script>" * 100_000),
    "comments that nothing ends": with_("<!--" * 100_000),
    "question marks": with_("?" * 100_000),
    "halves of stops": with_("?，" * 50_000),
    "halves between words": with_("政協?，會議" * 10_000),
    "halves of notes": with_("政?xié)會議" * 10_000),
}


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES)
def test_no_page_takes_long(html: str) -> None:
    started = time.process_time()
    record = read(html)
    assert time.process_time() - started < LONGEST_S
    assert Reason.EXTRACTOR_FAILED not in record.reasons
