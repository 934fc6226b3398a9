"""Which line under a picture is its caption, and which is the text going on."""

from __future__ import annotations

import pytest
from lxml.html import fromstring

from extract.captions import captions_in

IMG = '<img src="/1.jpg">'
CAPTION = "图为调研现场"
TEXT = "委员们走进社区，听取居民的意见，提出了许多建议。" * 3


def caption(markup: str) -> str | None:
    """Return the caption of the only picture of a body."""
    body = fromstring(f"<div><p>{TEXT}</p>{markup}<p>{TEXT}</p></div>")
    (picture,) = body.iter("img")
    return captions_in(body, [picture])[0].get(picture)


def centred(text: str) -> str:
    return f'<p align="center">{text}</p>'


@pytest.mark.parametrize(
    "markup",
    [
        centred(IMG) + "<p></p>" * 7 + centred(CAPTION),
        centred(IMG) + f"<p>{CAPTION}，张三丰 摄</p>",
        centred(IMG) + "<p>▲委员在调研途中</p>",
        f"<div class='pic-center'>{IMG}</div><div class='pic-center'>{CAPTION}</div>",
        f"<center>{IMG}</center><center>{CAPTION}</center>",
        f"<section>{IMG}</section><section>▲委员在调研途中</section>",
        f"<p>{IMG}</p><p style='TEXT-ALIGN:center'>{CAPTION}</p>",
        f"<p>{IMG}</p><p><span style='text-align: center'>{CAPTION}</span></p>",
        f"<table><tr><td>{IMG}</td></tr><tr><td>{CAPTION}</td></tr></table>",
        centred(IMG) + centred("图为<a href='/'>委员在调研</a>途中"),
    ],
    ids=[
        "behind gaps",
        "who took it",
        "an arrow",
        "class",
        "center",
        "section",
        "style",
        "inner",
        "table",
        "less than half a link",
    ],
)
def test_a_line_set_off_under_a_picture_is_its_caption(markup: str) -> None:
    assert (caption(markup) or "")[:2] in {"图为", "▲委"}


@pytest.mark.parametrize(
    "markup",
    [
        centred(IMG) + "<p></p>" * 8 + centred(CAPTION),
        centred(IMG) + "文字" + centred(CAPTION),
        centred(IMG) + centred("<b>调研的现场</b>"),
        centred(IMG) + centred("<strong>调研的现场</strong>"),
        centred(IMG) + centred("一、调研情况"),
        centred(IMG) + centred("（二）调研情况"),
        centred(IMG) + centred("第一章 总则"),
        centred(IMG) + centred("调研有哪些发现？"),
        centred(IMG) + centred("调研发现："),
        centred(IMG) + centred("图"),
        centred(IMG) + centred("调研现场的图片" * 24),
        centred(IMG) + centred("<a href='/x'>调研的现场</a>"),
        f"<p>{IMG}</p><p>{CAPTION[2:]}</p>",
        f"<p>{IMG}</p><p><span>社区</span><span style='text-align: center'>一角</span></p>",
        f"<div align=center>{IMG}</div><div align=center><p>甲甲</p><p>乙乙</p></div>",
        f"<p>{IMG}{TEXT}</p>" + centred("调研现场"),
    ],
)
def test_headings_questions_links_and_text_are_no_captions(markup: str) -> None:
    assert caption(markup) is None


def test_a_body_that_centres_all_its_lines_sets_none_off() -> None:
    body = fromstring(f"<div>{centred(TEXT) * 5}{centred(IMG)}{centred('调研的现场')}</div>")
    pictures = list(body.iter("img"))
    assert captions_in(body, pictures) == ({}, frozenset())


@pytest.mark.parametrize(
    ("attributes", "found"),
    [
        (f'alt="{CAPTION}，张三丰 摄"', f"{CAPTION}，张三丰 摄"),
        (f'alt="" title="{CAPTION}，张三丰  摄"', f"{CAPTION}，张三丰 摄"),
        (f'alt="{CAPTION}摄.jpg"', None),
        ('alt="微信图片摄影师的作品之一"', None),
        ('alt="2024年委员在调研途中，张三丰 摄"', None),
        (f'alt="{CAPTION}的那些事情"', f"{CAPTION}的那些事情"),
        ('alt="委员们在调研的途中"', None),
        ('alt="张三丰 摄"', None),
        (f'alt="{CAPTION * 40}，张三丰 摄"', None),
    ],
)
def test_an_alternative_text_is_a_caption_where_it_reads_as_one(
    attributes: str, found: str | None
) -> None:
    assert caption(f'<p><img src="/1.jpg" {attributes}></p>') == found


def test_without_pictures_there_are_no_captions() -> None:
    body = fromstring(f"<div>{centred(CAPTION)}</div>")
    assert captions_in(body, []) == ({}, frozenset())


def test_what_is_called_a_caption_in_another_is_part_of_it() -> None:
    inner = "<span class='caption'>张三丰 摄</span>"
    assert (
        caption(f"<p>{IMG}</p><figcaption>{CAPTION}{inner}</figcaption>") == f"{CAPTION}张三丰 摄"
    )


def test_a_caption_between_pictures_belongs_to_the_one_before() -> None:
    name = "<p class='caption'>图为第{}组</p>".format
    body = fromstring(f"<div>{IMG}{name(1)}{name(2)}{IMG}{name(3)}</div>")
    pictures = list(body.iter("img"))
    found, lines = captions_in(body, pictures)
    assert [found[picture] for picture in pictures] == ["图为第1组", "图为第2组"]
    assert lines == frozenset()


def test_a_few_centred_lines_dont_hide_which_one_is_a_caption() -> None:
    lines = centred("委员们在会场外合影留念并互致问候。" * 4) * 6
    body = fromstring(
        f"<div>{f'<p>{TEXT}</p>' * 30}<p>{IMG}</p>{centred('社区一角')}<p>{TEXT}</p>{lines}</div>"
    )
    (picture,) = body.iter("img")
    assert captions_in(body, [picture])[0].get(picture) == "社区一角"


def test_a_paragraph_may_stand_in_the_paragraph_or_block_that_is_set_off() -> None:
    """Editors nest them so, though browsers take such paragraphs apart."""
    inner, name = "<span><p>调研的</p></span>", "<p>现场</p>"
    assert caption(f'<p>{IMG}</p><p align="center">{inner}现场</p>') == "调研的现场"
    assert caption(f"<p>{IMG}</p><div align='center'>{name}</div>") == "现场"
    assert caption(f'<p>{IMG}</p><p align="center"><span>{name}{name}</span></p>') is None


@pytest.mark.parametrize(("depth", "found"), [(1, "社区一角"), (2, None)])
def test_a_block_centres_what_stands_close_in_it(depth: int, found: str | None) -> None:
    inner = "<div>" * depth + f"<p>{IMG}</p><p>社区一角</p>" + "</div>" * depth
    assert caption(f"<div align='center'>{inner}</div>") == found
