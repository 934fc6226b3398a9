from __future__ import annotations

from dataclasses import replace

import pytest

from extract.record import Outcome, Poison, Record, Verdict, article_id
from extract.site_state import SiteState, State, site_state


def seen(
    number: int, *, poisoned: bool = False, host: str = "publisher", score: float = 4.0
) -> Record:
    url = f"https://zx.example/{number}.html"
    poison = Poison(host=host)
    if poisoned:
        evidence = {"head_spam": f"phrases\n of page {number}"}
        poison = Poison(Verdict.POISONED, score, {"head_spam": 1}, evidence, host)
    return Record(article_id("zx", url), "zx", url, url, Outcome.ARTICLE, poison=poison)


SOUND = [seen(number) for number in range(500)]


def state(records: list[Record]) -> State:
    return site_state(records).state


def test_a_site_whose_pages_are_sound_is_clean() -> None:
    assert site_state(SOUND) == SiteState(State.CLEAN)


def test_a_few_poisoned_pages_among_many_are_a_compromise_with_evidence() -> None:
    found = site_state([*SOUND, seen(901, poisoned=True), seen(902, poisoned=True, score=9)])
    assert found == SiteState(
        State.COMPROMISED,
        (
            "https://zx.example/902.html: head_spam phrases of page 902",
            "https://zx.example/901.html: head_spam phrases of page 901",
        ),
    )


@pytest.mark.parametrize(("score", "expected"), [(4, State.UNKNOWN), (8, State.COMPROMISED)])
def test_one_page_is_proof_only_with_several_signs(score: float, expected: State) -> None:
    assert state([*SOUND, seen(901, poisoned=True, score=score)]) is expected


def test_two_pages_with_few_signs_are_proof_together() -> None:
    pages = [seen(number, poisoned=True) for number in (901, 902)]
    assert state([*SOUND, *pages]) is State.COMPROMISED


def test_a_sign_without_an_excerpt_is_named_alone() -> None:
    poison = Poison(Verdict.POISONED, 9.0, {"link_farm": 1}, {}, "publisher")
    found = site_state([*SOUND, replace(seen(901), poison=poison)])
    assert found.evidence == ("https://zx.example/901.html: link_farm",)


def test_the_same_page_twice_is_one_page() -> None:
    assert state([*SOUND, *[seen(901, poisoned=True)] * 2]) is State.UNKNOWN


@pytest.mark.parametrize(
    ("host", "expected"),
    [("publisher", State.COMPROMISED), ("unknown", State.MIRROR), ("mirror", State.MIRROR)],
)
def test_a_host_full_of_poison_is_a_mirror_unless_it_is_the_publishers(
    host: str, expected: State
) -> None:
    assert state([seen(n, poisoned=n < 8, host=host) for n in range(10)]) is expected


def test_a_few_poisoned_pages_make_no_mirror_of_a_host() -> None:
    assert state([seen(n, poisoned=n < 3, host="unknown") for n in range(10)]) is State.COMPROMISED


def test_a_known_mirror_is_one_even_where_its_pages_are_sound() -> None:
    found = site_state([seen(1, host="mirror")])
    assert found == SiteState(State.MIRROR, ("https://zx.example/1.html: the host copies others",))


@pytest.mark.parametrize("pages", [[], SOUND[:2]])
def test_too_few_pages_say_nothing(pages: list[Record]) -> None:
    assert site_state(pages) == SiteState(State.UNKNOWN)


def test_evidence_is_bounded() -> None:
    found = site_state([seen(n, poisoned=True) for n in range(50)])
    assert len(found.evidence) == 5


def test_long_addresses_and_excerpts_are_cut_in_evidence() -> None:
    record = seen(1, poisoned=True, score=9)
    url = f"https://zx.example/{'a' * 400}"
    poison = replace(record.poison, evidence={"head_spam": "字" * 200})
    (line,) = site_state([*SOUND, replace(record, url=url, poison=poison)]).evidence
    assert line == f"{url[:300]}: head_spam {'字' * 80}"
    (line,) = site_state([replace(seen(1, host="mirror"), url=url)]).evidence
    assert line == f"{url[:300]}: the host copies others"


def test_poison_without_a_name_is_called_so() -> None:
    poison = Poison(Verdict.POISONED, 9.0, {}, {}, "publisher")
    found = site_state([*SOUND, replace(seen(901), poison=poison)])
    assert found.evidence == ("https://zx.example/901.html: poisoned",)


def test_pages_without_an_article_say_nothing_unless_they_are_poisoned() -> None:
    empty = [replace(seen(n), outcome=Outcome.REJECTED) for n in range(20)]
    assert state(empty) is State.UNKNOWN
    spam = [replace(seen(n, poisoned=True), outcome=Outcome.REJECTED) for n in range(20)]
    assert state(spam) is State.COMPROMISED


def test_three_sound_pages_are_enough_to_call_a_site_clean() -> None:
    assert state(SOUND[:3]) is State.CLEAN


@pytest.mark.parametrize(("hit", "expected"), [(5, State.MIRROR), (4, State.COMPROMISED)])
def test_half_of_the_pages_make_a_mirror(hit: int, expected: State) -> None:
    assert state([seen(n, poisoned=n < hit, host="unknown") for n in range(10)]) is expected
