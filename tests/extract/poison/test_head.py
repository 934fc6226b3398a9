"""What a kit does to the head of a page, beside heads that are only odd."""

from __future__ import annotations

import pytest

from extract.poison.titles import heading, read_head
from tests.extract.pages import SENTENCE, read

SPAM = "国产精品久久久,亚洲无码在线观看,欧美日韩一区二区"
TITLE = "市政协召开养老服务专题协商会"
ENCODED = "".join(f"&#{ord(char)};" for char in SPAM)


def removed(source: str) -> list[tuple[str, str, str]]:
    """Return what is taken out of a head, and check that it stands where it is said to."""
    found = []
    for change, span in read_head(source).spans:
        assert (change.kind, change.after) == ("removed", "")
        assert source[change.start : change.end]
        found.append((span.kind, span.text, span.where))
    return found


@pytest.mark.parametrize(
    "tag",
    [
        f'<meta name="keywords" content="{SPAM}">',
        f"<META NAME=Description CONTENT='{SPAM}'/>",
        f'<meta property="og:title" content=" {SPAM} ">',
        f'<meta content="{ENCODED}" name="og:description">',
    ],
)
def test_spam_in_a_tag_that_says_what_the_page_is_about_is_taken_out(tag: str) -> None:
    ((kind, text, where),) = removed(f"<head>{tag}</head>")
    assert (kind, text) == ("meta_spam", SPAM)
    assert where in {"keywords", "description", "og:title", "og:description"}


@pytest.mark.parametrize(
    "tag",
    [
        '<meta name="keywords" content="市政协,协商,提案">',
        f'<meta name="author" content="{SPAM}">',
        f'<meta content="{SPAM}">',
        '<meta name="keywords">',
    ],
)
def test_other_tags_stay(tag: str) -> None:
    assert removed(f"<head>{tag}<title>{TITLE}</title></head>") == []


def test_only_the_value_goes() -> None:
    source = f'<title>{TITLE}</title><meta name="keywords" content="{SPAM}">'
    ((change, _),) = read_head(source).spans
    assert source[change.start : change.end] == SPAM


@pytest.mark.parametrize(
    ("source", "title", "entity", "scripted"),
    [
        (f"<title>{SPAM}</title><h1>{TITLE}</h1>", TITLE, False, False),
        (f"<TITLE>{ENCODED}</TITLE><h1><b>{TITLE}</b></h1>", TITLE, True, False),
        (f"<title>{SPAM}</title><script>document.title='{TITLE}';</script>", TITLE, False, True),
        (f'<title>{SPAM}</title><script>document.title = "A&amp;B"</script>', "A&B", False, True),
        (f"<title>{SPAM}</title><h1>{SPAM}</h1>", "", False, False),
        (f"<title>{SPAM}</title>", "", False, False),
    ],
)
def test_behind_a_title_of_spam_the_genuine_one_is_found(
    source: str, title: str, entity: bool, scripted: bool
) -> None:
    head = read_head(source)
    assert (head.title, head.entity, head.scripted) == (title, entity, scripted)
    assert removed(source)[-1] == ("title_spam", SPAM, "title")


@pytest.mark.parametrize(
    "source",
    [
        "<body>x</body>",
        f"<title>{TITLE}</title>",
        f"<title>{TITLE}</title><script>document.title='{SPAM}'</script>",
        f"<title>&#24066;政协</title><script>document.title='{TITLE}'</script>",
        f"{' ' * 20_001}<title>{SPAM}</title>",
    ],
)
def test_a_title_that_is_no_spam_stays(source: str) -> None:
    head = read_head(source)
    assert (head.title, head.spans) == (None, ())


def test_a_page_is_called_by_its_title_and_first_heading() -> None:
    assert heading("<title>甲</title><h1 class=x>乙<b>丙</b></h1><h1>丁</h1>") == "甲\n乙丙"
    assert heading("<p>甲</p>") == ""


def test_a_title_that_only_a_script_sets_is_the_records() -> None:
    head = f"<title>{SPAM}</title><script>document.title='{TITLE}';</script>"
    record = read(f"<html><head>{head}</head><body><div><p>{SENTENCE}</p></div></body></html>")
    assert (record.title, record.provenance["title"]) == (TITLE, "title")
