"""What an answer is called, and what it isn't."""

from __future__ import annotations

import pytest

from crawler.outcome import outcome_of_answer, outcome_of_failure, outcome_of_target
from tests.crawler.pages import page

CLAUSE = "<p>会议听取了关于网络安全验证工作和域名管理的情况通报。</p>" * 400


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (200, CLAUSE, "ok"),
        (304, "", "not_modified"),
        (404, "", "gone"),
        (410, "", "gone"),
        (401, "", "login"),
        (403, "", "blocked"),
        (412, "<script>x</script>", "blocked"),
        (521, "<script>x</script>", "blocked"),
        (202, "<script>x</script>", "blocked"),
        (200, "<script>document.cookie='__jsl_clearance=1'</script>", "blocked"),
        (503, "<title>安全验证</title>", "blocked"),
        (503, "busy", "error_5xx"),
        (418, "", "error_4xx"),
        (200, "<title>该域名正在出售</title>", "parked"),
        (200, "<script>location.href='/404.html'</script>", "soft_404"),
        (200, '<body><div id="app"></div><script src=a.js></script></body>', "stub"),
        (200, "<p>本市域名注册量增长，已出售的闲置校舍用于养老。</p>", "ok"),
    ],
)
def test_an_answer_is_named(status: int, body: str, outcome: str) -> None:
    assert outcome_of_answer(page(body, status=status))[0] == outcome


def test_the_evidence_quotes_what_was_seen() -> None:
    assert "__jsl_clearance" in outcome_of_answer(page("__jsl_clearance"))[1]


def test_words_in_gbk_are_read_too() -> None:
    body = "<title>该域名正在出售</title>".encode("gbk")
    assert outcome_of_answer(page(body))[0] == "parked"


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        ("http://a.example/", "soft_404"),
        ("http://a.example/index.html", "soft_404"),
        ("http://a.example/404.html", "soft_404"),
        ("http://a.example/member.php?mod=logging", "login"),
        ("http://a.example/zxyw/202601/t20260104_1.html", None),
    ],
)
def test_where_a_redirect_leads_says_what_became_of_an_article(
    url: str, outcome: str | None
) -> None:
    assert outcome_of_target(url) == outcome


def test_a_failure_without_a_name_is_still_told() -> None:
    outcome, evidence, again = outcome_of_failure(ValueError("odd"))
    assert (outcome, evidence, again) == ("failed", "ValueError: odd", False)
