"""Pictures, their captions, and files offered with an article."""

from __future__ import annotations

import pytest

from extract.record import Attachment, Image
from tests.extract.pages import SENTENCE, article, read

PICTURE = "http://zx.example/W0202.jpg"
CAPTION = "图为调研现场"
LAST = "会议还研究了其他事项，并对下一步工作作出安排。"
IMG = '<img src="/W0202.jpg">'


def page(markup: str) -> str:
    """Return an article with markup between its two paragraphs."""
    return article(SENTENCE, LAST).replace(f"<p>　　{LAST}", f"{markup}<p>　　{LAST}")


@pytest.mark.parametrize(
    "markup",
    [
        f"<figure>{IMG}<figcaption>{CAPTION}</figcaption></figure>",
        f'<p>{IMG}</p><p class="pic-caption">{CAPTION}</p>',
        f'<div>{IMG}<div class="img_tips">{CAPTION}</div></div>',
        f'<div>{IMG}<span class="image-desc">{CAPTION}</span></div>',
        f'<div class="tuzhu">{CAPTION}</div><p>{IMG}</p>',
        f'<p align="center">{IMG}</p><p align="center">{CAPTION}</p>',
        f'<p style="text-align: center;">{IMG}<br>{CAPTION}</p>',
        f"<center>{IMG}</center><center>{CAPTION}</center>",
        f"<table><tr><td>{IMG}</td></tr><tr><td><font size=2>{CAPTION}</font></td></tr></table>",
        f"<table><tr><td>{IMG}<br><strong>{CAPTION}</strong></td></tr></table>",
        f'<p><img src="/W0202.jpg" alt="{CAPTION}，张三丰 摄"></p>',
    ],
)
def test_a_caption_goes_to_its_picture_and_not_to_the_text(markup: str) -> None:
    record = read(page(markup))
    assert [image.url for image in record.images] == [PICTURE]
    assert (record.images[0].caption or "").startswith(CAPTION)
    assert record.text == f"{SENTENCE}\n{LAST}"


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{IMG}</p><p>委员们走进社区，听取居民的意见。</p>",
        f'<p align="center">{IMG}</p><p align="center"><b>一、调研情况</b></p>',
        f'<p align="center">{IMG}</p><p>　　委员们走进社区，听取居民的意见。</p>',
        '<p><img src="/W0202.jpg" alt="W0202.jpg"></p><p>委员们说，这样好。</p>',
        '<p><img src="/W0202.jpg" alt="政协动态一则"></p><p>委员们说，这样好。</p>',
    ],
)
def test_text_under_a_picture_stays_text(markup: str) -> None:
    record = read(page(markup))
    assert record.images == (Image(PICTURE),)
    assert len(record.text.split("\n")) == 3


def test_a_caption_belongs_to_the_picture_before_it_or_else_to_the_next() -> None:
    caption = "<p class='caption'>图为第{}组讨论</p>".format
    img = "<p><img src='/{}.jpg'></p>".format
    behind = read(page(img(1) + caption(1) + img(2) + caption(2)))
    before = read(page(caption(1) + img(1) + caption(2) + img(2)))
    captions = [f"图为第{i}组讨论" for i in (1, 2)]
    assert [image.caption for image in behind.images] == captions
    assert before.images[0].caption == captions[0]


@pytest.mark.parametrize(("times", "known"), [(25, True), (60, False)])
def test_a_caption_may_be_long_and_a_report_is_none(times: int, known: bool) -> None:
    figure = f"<figure>{IMG}<figcaption>{'委员在调研途中，' * times}</figcaption></figure>"
    (image,) = read(page(figure)).images
    assert (image.caption is not None) is known


def test_each_picture_gets_its_own_caption() -> None:
    rows = "".join(
        f'<p align="center"><img src="/{i}.jpg"></p><p align="center">图为第{i}组讨论</p>'
        for i in range(3)
    )
    record = read(page(rows))
    assert [image.caption for image in record.images] == [f"图为第{i}组讨论" for i in range(3)]


def test_of_endless_pictures_the_first_hundred_are_kept() -> None:
    pictures = "".join(f'<p><img src="/{i}.jpg"></p>' for i in range(120))
    urls = [image.url for image in read(page(pictures)).images]
    assert urls == [f"http://zx.example/{i}.jpg" for i in range(100)]


@pytest.mark.parametrize(
    ("tag", "address"),
    [
        ('<img src="/img/blank.gif" data-src="/a/1.jpg">', "http://zx.example/a/1.jpg"),
        ('<img src="loading.gif" data-original="../a/1.png">', "http://zx.example/a/1.png"),
        ('<img src="data:image/gif;base64,R0lGOD" data-src="//p.example/1">', "http://p.example/1"),
        ('<img srcset="/a/1.jpg 1x, /a/2.jpg 2x">', "http://zx.example/a/1.jpg"),
        ('<img src="static/none.gif" file="/data/1.jpg">', "http://zx.example/data/1.jpg"),
    ],
)
def test_a_picture_that_a_script_loads_late_is_found(tag: str, address: str) -> None:
    assert [image.url for image in read(page(f"<p>{tag}</p>")).images] == [address]


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="/images/icon_doc.gif">',
        '<img src="/images/share_weixin.png">',
        '<img src="/images/ewm.jpg">',
        '<img src="/a/1.jpg" width="1" height="1">',
        '<img src="/a/1.jpg" style="width:16px;height:16px">',
        '<img src="/static/image/smiley/default/1.gif">',
        '<img class="qrcode" src="/a/1.png">',
        '<img src="spacer.gif">',
        '<img src="">',
        '<img src="http://[bad/1.jpg">',
    ],
)
def test_spacers_icons_and_codes_are_no_pictures(tag: str) -> None:
    assert read(page(f"<p>{tag}</p>")).images == ()


@pytest.mark.parametrize(
    ("link", "attachment"),
    [
        ('<a href="./P0202.pdf">名单.pdf</a>', ("http://zx.example/P0202.pdf", "名单.pdf")),
        ('<a href="P1.docx">附件：申请表</a>', ("http://zx.example/P1.docx", "附件：申请表")),
        (
            '<a href="/f/%E8%A1%A8.xls">点击下载</a>',
            ("http://zx.example/f/%E8%A1%A8.xls", "表.xls"),
        ),
        (
            '<a href="/system/download.jsp?id=7">表格.ofd</a>',
            ("http://zx.example/system/download.jsp?id=7", "表格.ofd"),
        ),
        (
            '<a href="a.wps" title="汇总表"><img src="doc.gif"></a>',
            ("http://zx.example/a.wps", "汇总表"),
        ),
    ],
)
@pytest.mark.parametrize("place", ["in the body", "behind it"])
def test_files_are_attachments_wherever_they_are_offered(
    link: str, attachment: tuple[str, str], place: str
) -> None:
    line = f"<p>{link}</p>"
    html = page(line) if place == "in the body" else article(SENTENCE, LAST, after=line)
    assert read(html).attachments == (Attachment(*attachment),)


@pytest.mark.parametrize(
    "link",
    [
        '<a href="javascript:down(1.pdf)">名单.pdf</a>',
        '<a href="#1.pdf">名单.pdf</a>',
        '<a href="mailto:zx@zx.example">名单.pdf</a>',
        '<a href="/app.zip">下载客户端</a>',
        '<a href="/read.html">名单.pdf</a>',
        '<a href="http://[bad/1.pdf">名单.pdf</a>',
    ],
)
def test_links_that_lead_to_no_document_are_no_attachments(link: str) -> None:
    assert read(page(f"<p>{link}</p>")).attachments == ()


def test_a_file_that_is_offered_twice_is_one_and_endless_ones_are_bounded() -> None:
    link = '<p><a href="/{}.pdf">名单{}</a></p>'.format
    twice = read(page(link(1, "") + link(1, "再"))).attachments
    assert twice == (Attachment("http://zx.example/1.pdf", "名单"),)
    assert len(read(page("".join(link(i, i) for i in range(120)))).attachments) == 100


def test_files_of_the_menu_and_of_other_articles_are_none() -> None:
    others = "".join(f'<li><a href="/{i}.html">其他文章</a></li>' for i in range(5))
    html = article(SENTENCE, LAST, after=f'<ul>{others}<li><a href="/a.pdf">公报</a></li></ul>')
    html = html.replace("<ul><li>", '<ul><li><a href="/guide.pdf">指南</a></li><li>', 1)
    assert read(html).attachments == ()


def test_references_are_relative_to_the_base_of_the_page() -> None:
    html = page(f"<p>{IMG.replace('/W', 'W')}</p>")
    based = html.replace("<head>", '<head><base href="http://files.example/2024/">')
    assert [image.url for image in read(based).images] == ["http://files.example/2024/W0202.jpg"]


@pytest.mark.parametrize("href", ["javascript:open(1)", "#list", "mailto:zx@zx.example"])
def test_what_leads_to_no_file_is_no_attachment(href: str) -> None:
    html = article(SENTENCE, LAST, after=f'<p><a href="{href}">附件：名单.doc</a></p>')
    assert read(html).attachments == ()
