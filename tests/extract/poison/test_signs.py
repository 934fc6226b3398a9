"""Signs beside what looks like them."""

from __future__ import annotations

import re

import pytest

from extract.poison.cleanse import Cleansed, cleanse
from extract.publisher import NOBODY
from extract.reasons import Reason
from extract.record import Outcome, Verdict
from tests.extract.pages import read
from tests.extract.poison.replicas import PARAGRAPHS, TITLE, page

SPAM_LINKS = "".join(
    f'<a href="http://www.h{i}.example/">国产精品在线观看{i}</a> ' for i in range(5)
)
FRIENDS = "".join(
    f'<a href="http://www.h{i}.example/">{name}政协</a> ' for i, name in enumerate("甲乙丙丁戊")
)
BRAND = "开云体育(中国)官方网站"
TOKENS = ["x7k2", "9dqa", "m4zt", "q8wl", "r3vb", "t6yc", "h2jn", "k9pf"]


def cleansed(source: str, url: str = "") -> Cleansed:
    return cleanse(source, markup=True, url=url, publisher=NOBODY)


def test_a_row_of_spam_links_is_removed_and_kept_on_record() -> None:
    found = cleansed(page().replace("</body>", f"<div>{SPAM_LINKS}</div></body>"))
    assert found.poison.signals["link_farm"] == 1
    assert "h0.example" not in found.source
    assert "http://www.h4.example/" in found.removed[0].text


def test_friendly_links_stay() -> None:
    source = page().replace("</body>", f"<div>友情链接：{FRIENDS}</div></body>")
    assert cleansed(source).source is source


def test_links_of_the_site_itself_are_no_farm() -> None:
    own = re.sub(r"www\.h\d\.example", "m.zx.example", SPAM_LINKS)
    source = page().replace("<h1>", f"<div>{own}</div><h1>")
    assert "link_farm" in cleansed(source).poison.signals
    assert "link_farm" not in cleansed(source, "http://m.zx.example/1.html").poison.signals


def test_a_brand_in_a_places_name_sets_the_page_aside() -> None:
    texts = tuple(line.replace("市政协", BRAND) for line in PARAGRAPHS)
    record = read(page((*texts, f"{BRAND}表示，将继续努力，把各项工作落到实处，不断前进。")))
    assert record.poison.verdict is Verdict.POISONED
    assert (record.outcome, record.reasons[0]) == (Outcome.QUARANTINED, Reason.WORDS_REPLACED)
    assert BRAND in record.text


def test_news_about_betting_sites_stays() -> None:
    line = f"警方通报，“{BRAND}”等赌博网站非法吸引群众投注，已依法打击，请市民举报违法线索。"
    record = read(page((line, line[2:], line[1:], *PARAGRAPHS)))
    assert record.poison.verdict is Verdict.CLEAN


def test_scraps_over_characters_set_the_page_aside() -> None:
    texts = [f"市政协{token}组织委员深入基层开展调研，推动解决了一批实际困难。" for token in TOKENS]
    record = read(page(tuple(texts)))
    assert record.reasons[0] is Reason.WORDS_REPLACED


def test_model_numbers_stay() -> None:
    texts = ("新型H5N1病毒和B52轰炸机、C919客机、K30S手机都是型号。", *PARAGRAPHS)
    assert read(page(texts)).poison.verdict is Verdict.CLEAN


DOUBLED = tuple(line.replace("。", "，，。") for line in PARAGRAPHS)


def test_commas_before_stops_set_the_page_aside_as_they_are() -> None:
    record = read(page(DOUBLED))
    assert record.poison.signals["doubled_commas"] == record.quality.unrepaired == 8
    assert (record.outcome, record.reasons[0]) == (
        Outcome.QUARANTINED,
        Reason.UNREPAIRABLE_DAMAGE,
    )
    assert record.text == "\n".join(DOUBLED)


@pytest.mark.parametrize("texts", [DOUBLED[:4], DOUBLED + PARAGRAPHS * 4], ids=["few", "rare"])
def test_a_few_doubled_commas_are_slips_of_the_pen(texts: tuple[str, ...]) -> None:
    source = page(texts)
    assert cleansed(source).source is source


CONVERTED = (
    "政協干部走訪群眾之后，聯系有關部門，于八月召開會議，采取措施，并征求意見。",
    "委員們愿意在這里為旅游發展出力，關系到后續制造業的范圍和產業的布局。",
    "全市黨員干部認真學習貫徹會議精神，為經濟社會發展貢獻更多智慧和力量。",
)


def test_text_converted_one_for_one_is_undone_without_any_other_sign() -> None:
    found = cleansed(page(CONVERTED, "政協委員走訪群眾"))
    assert {"script_converted", "script_residue"} <= found.poison.signals.keys()
    assert "政协干部走访群众之后" in found.source


@pytest.mark.parametrize(
    ("url", "lang"),
    [
        ("https://big5.example.cn/1.htm", ""),
        ("https://www.example.com/big5/1.htm", ""),
        ("https://www.example.com/1.htm", ' lang="zh-TW"'),
        ("https://www.example.hk/1.htm", ""),
    ],
)
def test_an_edition_that_says_it_is_traditional_stays(url: str, lang: str) -> None:
    source = page(CONVERTED, "政協委員走訪群眾").replace("<html>", f"<html{lang}>")
    assert cleansed(source, url).source is source


def test_what_the_converter_doesnt_make_was_printed() -> None:
    texts = (*CONVERTED * 3, "乾陽區的於中同志後來回到了乾陽區。")
    found = cleansed(page(texts, "政協委員"))
    assert "乾阳区的於中同志後来回到了乾阳区。" in found.source


def test_a_title_in_entities_under_a_script_is_spam_whatever_its_words() -> None:
    encoded = "".join(f"&#{ord(char)};" for char in "某某娱乐注册送彩金")
    head = f"<title>{encoded}</title><script>document.title='{TITLE}'</script>"
    found = cleansed(page().replace(f"<title>{TITLE}</title>", head))
    assert (found.title, found.removed[0].text) == (TITLE, "某某娱乐注册送彩金")


def test_a_title_that_a_script_writes_in_escapes_is_read() -> None:
    encoded = "".join(f"&#{ord(char)};" for char in "某某娱乐注册送彩金")
    escaped = "".join(f"\\u{ord(char):04x}" for char in TITLE)
    head = f"<title>{encoded}</title><script>document.title='{escaped}'</script>"
    assert cleansed(page().replace(f"<title>{TITLE}</title>", head)).title == TITLE


def test_phrases_in_a_heading_are_no_title() -> None:
    spam = "国产精品久久久,亚洲无码在线观看,欧美日韩一区二区"
    source = page(title=spam).replace(f"<h1>{spam}</h1>", f"<h1>{spam}</h1><h1>{TITLE}</h1>")
    assert cleansed(source).title == TITLE


def test_a_title_in_entities_that_a_script_repeats_stays() -> None:
    encoded = "".join(f"&#{ord(char)};" for char in TITLE)
    head = f"<title>{encoded}</title><script>document.title='{TITLE}'</script>"
    source = page().replace(f"<title>{TITLE}</title>", head)
    assert cleansed(source).source is source


@pytest.mark.parametrize(
    "body",
    [
        '<div class="pl_css_ganrao" style="display:none"><dd id="a1b2c"></dd></div>' * 3,
        "".join(f'<{tag} id="q7w8e"></{tag}>' for tag in ("dd", "nav", "tt", "sup", "li") * 4),
        "<div>亚洲精品在线观看,国产精品久久久,欧美日韩一区二区,成人免费视频网站</div>",
    ],
    ids=["hidden block", "soup", "spam"],
)
def test_a_page_with_nothing_but_a_kits_work_is_rejected_as_such(body: str) -> None:
    record = read(f"<html><head><title>x</title></head><body>{body}</body></html>")
    assert record.poison.verdict is Verdict.POISONED
    assert (record.outcome, record.reasons[0]) == (Outcome.REJECTED, Reason.SPAM_ONLY)
    assert record.removed


def test_damage_beyond_repair_is_set_aside_with_the_best_text() -> None:
    broken = "".join("這個?題為眾人所知?員們都說?是對的。" for _ in range(12))
    record = read(page((*CONVERTED, broken), "政協委員走訪群眾"))
    assert (record.outcome, record.reasons[0]) == (
        Outcome.QUARANTINED,
        Reason.UNREPAIRABLE_DAMAGE,
    )
    assert record.quality.unrepaired > 5
    assert "这个?题" in record.text


def test_a_stop_that_went_with_a_tag_comes_back() -> None:
    damaged = "會議提出兩點要求、br />第一要認真學習，p值、p>0.05、/p><p>第二要抓好落實。"
    record = read(page((*CONVERTED, damaged), "政協委員走訪群眾"))
    assert record.text.splitlines()[3:] == [
        "会议提出两点要求。",
        "第一要认真学习，p值、p>0.05。",
        "第二要抓好落实。",
    ]
    capture = cleanse("\n".join((*CONVERTED, damaged)), markup=False, url="", publisher=NOBODY)
    assert "会议提出两点要求。\n第一要认真学习" in capture.source


BY_WORDS = (
    "政協幹部走訪群眾之後，聯繫有關部門，於八月召開會議，採取措施，並徵求意見。",
    "委員們表示，“願意在這裡為旅遊發展出力”，又說，“關係到後續製造業的範圍”。",
    "衞生部門的記敍說，隨著顯著的變化，全市黨員幹部認真貫徹會議精神。",
)
SPAM = "<div>亚洲精品在线观看,国产精品久久久,欧美日韩一区二区,成人免费视频网站</div>"


def test_text_converted_by_words_is_undone_beside_other_signs() -> None:
    source = page(BY_WORDS, "政協幹部走訪群眾").replace("<body>", f"<body>{SPAM}")
    found = cleansed(source).source
    assert "政协干部走访群众之后，联系有关部门，于八月召开会议，采取措施，并征求意见。" in found
    assert "卫生部门的记叙说，随着显著的变化，全市党员干部认真贯彻会议精神。" in found


def test_traditional_print_from_elsewhere_keeps_its_script_when_it_is_injected() -> None:
    texts = tuple(line.replace("“", "「").replace("”", "」") for line in BY_WORDS)
    found = cleansed(page(texts, "政協").replace("<body>", f"<body>{SPAM}"))
    assert found.removed
    assert all(line in found.source for line in texts)


def test_text_converted_by_words_stays_without_other_signs() -> None:
    source = page(BY_WORDS, "政協幹部走訪群眾")
    assert cleansed(source).source is source


def test_a_brand_amid_a_name_needs_no_third() -> None:
    texts = (f"{BRAND}政协主席到会。", f"{BRAND}市民参加了活动。", *PARAGRAPHS)
    assert "brand_swap" in cleansed(page(texts)).poison.signals
    quoted = (f"他说“{BRAND}”字样。", f"“{BRAND}”字样又出现了。", *PARAGRAPHS)
    assert cleansed(page(quoted)).poison.verdict is Verdict.CLEAN
    mixed = (f"{BRAND}政协主席到会。", f"他说“{BRAND}”字样。", *PARAGRAPHS)
    assert cleansed(page(mixed)).poison.verdict is Verdict.CLEAN


def test_a_brand_is_found_behind_a_capital_that_is_two_signs_when_small() -> None:
    texts = ("İstanbul代表团到访。", *(line.replace("市政协", BRAND) for line in PARAGRAPHS))
    assert "brand_swap" in cleansed(page(texts)).poison.signals


@pytest.mark.parametrize(
    "title",
    [
        "一区一策、二区联动、三区协同发展",
        "福利视频课程免费在线观看 助力成人教育",
        "国产精品油画亮相亚洲艺术博览会",
        "夜夜笙歌不如早睡早起",
        "警惕“开云体育官网”网络赌博",
    ],
)
def test_a_headline_of_such_words_stays(title: str) -> None:
    source = page(PARAGRAPHS, title)
    assert cleansed(source).source is source


@pytest.mark.parametrize(
    "line",
    [
        "国产精品无码一区二区三区",
        "国产影院高清在线|国语视频免费观看|夜夜福利影院",
        "澳门新葡京官网\n真人棋牌下载\n百家乐在线投注",
        "开云体育(中国)官方网站,亚博体育app下载,澳门新葡京,电竞下注app",
        "四虎影院最新域名_天天人人亚洲播放_潮喷丝袜毛片",
    ],
    ids=["one phrase", "weak words alone", "betting, by lines", "brands of betting", "no zones"],
)
def test_a_line_of_phrases_over_a_page_is_removed(line: str) -> None:
    found = cleansed(page().replace("<body>", f"<body><div>{line}</div>"))
    assert found.poison.signals["head_spam"] > 0
    assert not any(phrase in found.source for phrase in line.split("\n"))


@pytest.mark.parametrize(
    "line",
    [
        "免费视频网站,高清电影大全,手机电影下载",
        "精品国产手机 亚洲精品家电 欧美一线大牌",
        "双色球 大乐透 快三 时时彩 竞彩足球 足球比分",
        "雷速体育 懂球帝 直播吧 虎扑体育 电竞比分",
    ],
    ids=["films", "wares", "lotteries", "sports"],
)
def test_a_portals_list_over_a_page_stays(line: str) -> None:
    source = page().replace("<body>", f"<body><div>{line}</div>")
    assert cleansed(source).source is source


def test_a_lesson_that_notes_each_character_once_stays() -> None:
    text = (
        "會(huì)議、發(fā)展、學(xué)習、動(dòng)物、協(xié)商、國(guó)家、區(qū)域，請跟老師讀，"
        "再學習一次：國會、動用、發動、國學。"
    )
    source = page((text, "老師說，學會發音要多聽多講，國語與粵語的聲調並不相同。"), "普通話課堂")
    assert cleansed(source).source is source


def test_of_a_hidden_block_that_nothing_closes_only_the_tag_is_taken() -> None:
    tag = '<div class="pl_css_ganrao" style="display: none">'
    found = cleansed(page().replace("<h1>", f"{tag}<h1>"))
    assert [removed.text for removed in found.removed] == [tag]
    assert found.source == page()


def test_sentences_that_quote_such_words_stay_over_a_page() -> None:
    line = "网站首页显示“国产精品在线观看”等字样。\n成人视频、无码影片被查。"
    source = page().replace("<body>", f"<body><div>{line}</div>")
    assert cleansed(source).source is source


def test_a_simplified_list_over_a_converted_page_is_removed_and_a_traditional_one_stays() -> None:
    foreign, own = "贵阳财经频道,云龙说话,张记书铺", "貴陽財經頻道,雲龍說話,張記書鋪"
    source = page(CONVERTED, "政協委員走訪群眾")
    assert foreign not in cleansed(source.replace("<body>", f"<body><div>{foreign}</div>")).source
    kept = cleansed(source.replace("<body>", f"<body><div>{own}</div>"))
    assert not any(own in removed.text for removed in kept.removed)
