import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.demo.mill import Kit, poison_capture, poison_page
from extract.poison.cleanse import cleanse, place_repairs
from extract.publisher import NOBODY, Publisher
from extract.record import Verdict
from tests.extract.poison.replicas import PARAGRAPHS, TITLE, page

PLAIN_KIT = Kit(head_spam=0, foot_spam=0, title=False, soup=0, convert=False)


def restored(source: str, *, url: str = "", publisher: Publisher = NOBODY) -> str:
    return cleanse(source, markup=True, url=url, publisher=publisher).source


def paragraphs(source: str) -> tuple[str, ...]:
    return tuple(re.findall("<p>(.*?)</p>", source))


@pytest.mark.parametrize("tier", range(6))
@pytest.mark.parametrize("charset", ["utf-8", "gbk"])
def test_a_poisoned_page_comes_back_as_printed(tier: int, charset: str) -> None:
    served = poison_page(page(), seed=tier, kit=Kit(tier=tier, charset=charset))
    cleansed = cleanse(
        served.decode("gb18030" if charset == "gbk" else charset),
        markup=True,
        url="",
        publisher=NOBODY,
    )
    assert cleansed.poison.verdict is Verdict.POISONED
    assert paragraphs(cleansed.source) == PARAGRAPHS
    assert cleansed.title == TITLE
    assert cleansed.unrepaired == 0


@pytest.mark.parametrize(
    ("kit", "signal"),
    [
        (Kit(head_spam=5, foot_spam=0, title=False, soup=0, convert=False), "head_spam"),
        (Kit(head_spam=0, foot_spam=6, title=False, soup=0, convert=False), "foot_spam"),
        (Kit(head_spam=0, foot_spam=0, title=True, soup=0, convert=False), "title_spam"),
        (Kit(head_spam=0, foot_spam=0, title=False, soup=9, convert=False), "hidden_block"),
        (Kit(head_spam=0, foot_spam=0, title=False, soup=0, tier=4), "notes"),
        (Kit(head_spam=0, foot_spam=0, title=False, soup=0, tier=0), "slips"),
    ],
)
def test_each_sign_alone_is_poison_and_is_undone(kit: Kit, signal: str) -> None:
    served = poison_page(page(), seed=3, kit=kit).decode()
    cleansed = cleanse(served, markup=True, url="", publisher=NOBODY)
    assert cleansed.poison.verdict is Verdict.POISONED
    assert cleansed.poison.signals[signal] > 0
    assert cleansed.poison.evidence[signal]
    assert paragraphs(cleansed.source) == PARAGRAPHS


def test_metadata_in_comments_and_scripts_comes_back_as_printed() -> None:
    data = (
        f"<!--enpproperty <title>{TITLE}</title><author>陈晓兰</author>/enpproperty-->"
        f'<script type="application/ld+json">{{"headline": "{TITLE}"}}</script>'
    )
    source = page().replace("</head>", f"{data}</head>")
    served = poison_page(source, seed=1, kit=Kit(tier=4)).decode()
    assert data not in served
    assert data in restored(served)


def test_readings_without_a_tone_go_with_the_others() -> None:
    served = poison_page(page(), seed=1, kit=Kit(tier=4)).decode()
    assert paragraphs(restored(served.replace("們", "們(men)"))) == PARAGRAPHS


def test_a_publishers_own_reading_stays_on_a_poisoned_page() -> None:
    own = "人名里的“毓(yù)”和地名“郯(tán)城”常被读错，单词caf(é)也有声调。"
    texts = (own, *PARAGRAPHS)
    served = poison_page(page(texts), seed=1, kit=Kit(tier=4)).decode()
    assert paragraphs(restored(served)) == texts


def test_what_was_removed_is_kept_verbatim_and_gone_from_the_page() -> None:
    served = poison_page(page(), seed=1, kit=Kit(convert=False)).decode()
    cleansed = cleanse(served, markup=True, url="", publisher=NOBODY)
    kinds = {removed.kind for removed in cleansed.removed}
    assert {"head_spam", "foot_spam", "title_spam", "meta_spam", "hidden_block"} <= kinds
    assert not any(r.text in cleansed.source for r in cleansed.removed if r.kind != "hidden_block")


def test_a_capture_without_markup_comes_back_as_printed() -> None:
    clean = "\n".join(("首页 要闻 协商", TITLE, "来源：人民政协报", *PARAGRAPHS))
    cleansed = cleanse(
        poison_capture(clean, seed=2, kit=Kit()), markup=False, url="", publisher=NOBODY
    )
    assert [line for line in cleansed.source.splitlines() if line.strip()] == clean.splitlines()


def test_every_repair_stands_where_it_says() -> None:
    cleansed = cleanse(
        poison_page(page(), seed=5, kit=Kit()).decode(), markup=True, url="", publisher=NOBODY
    )
    fields = {"title": TITLE, "text": "\n".join(PARAGRAPHS)}
    repairs = place_repairs(cleansed, fields)
    assert {repair.kind for repair in repairs} == {"byte_slip", "pinyin", "script"}
    assert all(fields[r.where].startswith(r.after, r.offset) for r in repairs)
    assert len({(r.where, r.offset) for r in repairs}) == len(repairs)


GENUINE = {
    "plain": PARAGRAPHS,
    "brackets": ("北京(Beijing)是首都，上海(Shanghai)是直辖市。", *PARAGRAPHS),
    "lesson": ("協(xié)、會(huì)、發(fā)三个字怎么读？", "覺(jué)得(de)和睡觉(jiào)", *PARAGRAPHS),
    "marks": ("这是什么？！不会吧??“真的！”", "价格 €20，见 a@b.cn。", *PARAGRAPHS),
    "vice": (
        "警方打击色情网站，清理成人视频、无码影片三百部。",
        "彩票公益金资助成人教育。",
        *PARAGRAPHS,
    ),
    "rare": ("\ue5cd㐂堃䶮𠮷", "？！\ue2a6", *PARAGRAPHS),
}


@pytest.mark.parametrize("name", GENUINE)
def test_a_genuine_page_stays_the_same_object(name: str) -> None:
    source = page(GENUINE[name])
    cleansed = cleanse(source, markup=True, url="", publisher=NOBODY)
    assert cleansed.source is source
    assert cleansed.poison.verdict is Verdict.CLEAN


TRADITIONAL = (
    "政協會議開幕後，委員們於會場裡討論經濟發展與社會民生問題，認為應當準備好各項關係工作。",
    "「這個問題與我們每個人都有關係。」委員說，時間緊迫，國家發展離不開幹部與群眾。",
) * 3


@pytest.mark.parametrize("url", ["https://news.example.hk/1", "https://www.example.com/1"])
def test_a_genuine_traditional_page_stays(url: str) -> None:
    source = page(TRADITIONAL, title="政協會議開幕")
    assert restored(source, url=url) is source


def test_a_traditional_publisher_keeps_its_script_when_its_page_is_injected() -> None:
    source = page(TRADITIONAL, title="政協會議開幕")
    served = poison_page(source, seed=1, kit=Kit(convert=False, title=False)).decode()
    publisher = Publisher(script="traditional")
    assert paragraphs(restored(served, publisher=publisher)) == TRADITIONAL
    assert "pl_css_ganrao" not in restored(served, publisher=publisher)


def test_addresses_tags_and_scripts_are_left_alone() -> None:
    source = page().replace("</h1>", '</h1><a href="/會議/發">x</a><script>var s="會議"</script>')
    served = poison_page(source, seed=1, kit=Kit(tier=0)).decode()
    assert 'href="/會議/發"' in restored(served)
    assert 'var s="會議"' in restored(served)


@pytest.mark.parametrize("tier", [0, 3, 5])
def test_cleansing_twice_changes_nothing_more(tier: int) -> None:
    once = restored(poison_page(page(), seed=tier, kit=Kit(tier=tier)).decode())
    assert restored(once) is once


sentences = st.lists(st.sampled_from(PARAGRAPHS), min_size=3, max_size=8).map(tuple)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(sentences, st.integers(0, 10**6), st.integers(0, 5), st.floats(0, 1))
def test_what_the_kit_does_is_undone_once_and_for_all(
    texts: tuple[str, ...], seed: int, tier: int, cuts: float
) -> None:
    served = poison_page(page(texts), seed=seed, kit=Kit(tier=tier, cuts=cuts)).decode()
    once = restored(served)
    assert paragraphs(once) == texts
    assert restored(once) is once


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400), st.booleans())
def test_no_text_makes_it_fail(text: str, markup: bool) -> None:
    cleansed = cleanse(text, markup=markup, url="", publisher=NOBODY)
    assert cleansed.source is text or cleansed.poison.verdict is Verdict.POISONED


def test_repairs_stand_in_the_bylines_fields_and_at_a_paragraphs_end() -> None:
    texts = ("“这项工作已经完成。”", *PARAGRAPHS, "大家都说：“我们放心了。”")
    source = page(texts).replace("来源：人民政协报", "来源：云溪时报 记者：陈晓兰")
    cleansed = cleanse(
        poison_page(source, seed=5, kit=Kit()).decode(), markup=True, url="", publisher=NOBODY
    )
    fields = {"text": "\n".join(texts), "source": "云溪时报", "authors[0]": "陈晓兰"}
    repairs = place_repairs(cleansed, fields)
    assert {repair.where for repair in repairs} == set(fields)
    assert all(fields[r.where].startswith(r.after, r.offset) for r in repairs)
    ends = [r.offset for r in repairs if r.kind == "byte_slip" and r.after == "。”"]
    assert ends == [len(texts[0]) - 2, len(fields["text"]) - 2]


def test_undoing_the_repairs_gives_what_was_served() -> None:
    served = poison_page(page(), seed=5, kit=Kit(tier=2, cuts=0, soup=0)).decode()
    cleansed = cleanse(served, markup=True, url="", publisher=NOBODY)
    text = PARAGRAPHS[-1]
    repairs = [r for r in place_repairs(cleansed, {"text": text}) if r.where == "text"]
    for repair in sorted(repairs, key=lambda repair: repair.offset, reverse=True):
        end = repair.offset + len(repair.after)
        text = text[: repair.offset] + repair.before + text[end:]
    assert f"<p>{text}</p>" in served
