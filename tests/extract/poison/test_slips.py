import pytest

from extract.poison.edits import make
from extract.poison.fluency import Fluency
from extract.poison.slips import Slips


def mended(text: str) -> str:
    slips = Slips(text, Fluency(text))
    return make(text, (), slips.changes(0, len(text)))[0]


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("收集到當?shù)匦\ue5cd@周邊", "收集到當地校園周邊"),
        ("家長們?yōu)楸砀兄x送來", "家長們為表感謝送來"),
        ("未央?yún)^(qū)政協", "未央區(qū)政協"),
        ("“他們?yōu)槲覀兘饬巳济贾\ue193薄?", "“他們為我們解了燃眉之急”"),
        ("“我提高了?！眲①澦烧J為", "“我提高了。”劉贊松認為"),
        ("“彙報?！?/p>", "“彙報。”</p>"),
        ("“彙報?！?nbsp;張三丰", "“彙報。”&nbsp;張三丰"),
    ],
)
def test_a_cut_character_is_put_together(damaged: str, sound: str) -> None:
    assert mended(damaged) == sound


@pytest.mark.parametrize("text", ["為什麼?！眾人大笑", "是嗎??不是", "價格€20?", "水是什麼水?”"])
def test_genuine_marks_stay(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("雙方舉行?；鹫勁?，代表團離開", "雙方舉行停火談判，代表團離開"),
        ("很快就完成了?；鹫勁?，代表團離開", "很快就完成了停火談判，代表團離開"),
        ("事情就到此為止了?；貋硪院?，代表團離開", "事情就到此為止了。回來以后，代表團離開"),
        ("為研究解決辦法?！爱敃r沒有人", "為研究解決辦法。“當時沒有人"),
        ("有時候?qū)?shí)驗一做就是很久", "有時候實驗一做就是很久"),
        ("確?；鸺从?jì)劃運往", "確保火箭按計劃運往"),
        ("他們說?？茖W校的事情就這樣了。", "他們說專科學校的事情就這樣了。"),
    ],
)
def test_what_lost_its_half_is_told_by_the_words_around(damaged: str, sound: str) -> None:
    assert mended(damaged) == sound


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("這樣的重要角色??墒?,沒有人知道,很,多", "這樣的重要角色。可是,沒有人知道,很,多"),
        ("創辦了中醫??漆t院,很,好,了", "創辦了中醫專科醫院,很,好,了"),
        ("減肥是非??简?yàn)毅力的,很,多", "減肥是非常考驗毅力的,很,多"),
        ("北片:?jiǎn)\ue569?dòng)區(qū)東側,北,南,東", "北片:啟動區(qū)東側,北,南,東"),
    ],
)
def test_slips_among_folded_marks_are_mended_in_a_capture(damaged: str, sound: str) -> None:
    slips = Slips(damaged, Fluency(damaged), markup=False)
    assert make(damaged, (), slips.changes(0, len(damaged)))[0] == sound


@pytest.mark.parametrize("text", ["真的??看股市,很,多", "是誰??他說,很,多", "怎么??,很,多,了"])
def test_genuine_question_marks_stay_in_a_capture(text: str) -> None:
    slips = Slips(text, Fluency(text), markup=False)
    assert list(slips.changes(0, len(text))) == []


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("兩市一千只跌停。今天三千只個股跌?！?/p>", "兩市一千只跌停。今天三千只個股跌停。</p>"),
        ("他說：“三千只個股都漲了?！?/p>", "他說：“三千只個股都漲了。”</p>"),
    ],
)
def test_at_a_lines_end_an_open_quotation_is_closed_and_no_other(damaged: str, sound: str) -> None:
    assert mended(damaged) == sound


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("他說：“我們放心了?！?與會同志表示贊成", "他說：“我們放心了。”\n與會同志表示贊成"),
        ("他說：“我們放心了?！?8月2日會議閉幕", "他說：“我們放心了。”\n8月2日會議閉幕"),
        ("他說：“我們放心了?！?月2日會議閉幕", "他說：“我們放心了。”?月2日會議閉幕"),
    ],
    ids=["a line's end", "before a month", "a month's digit"],
)
def test_a_swallowed_end_of_line_comes_back_in_a_capture(damaged: str, sound: str) -> None:
    slips = Slips(damaged, Fluency(damaged), markup=False)
    assert make(damaged, (), slips.changes(0, len(damaged)))[0] == sound


@pytest.mark.parametrize(
    ("habit", "sound"),
    [
        ("她說：“好。” 他笑了。", "“我們放心了。” 與會同志表示贊成"),
        ("她說：“好。”他笑了。", "“我們放心了。”?與會同志表示贊成"),
    ],
    ids=["a space behind a sentence", "none"],
)
def test_a_swallowed_space_comes_back_where_a_page_has_such(habit: str, sound: str) -> None:
    damaged = habit + "“我們放心了?！?與會同志表示贊成"
    assert mended(damaged) == habit + sound


@pytest.mark.parametrize(
    ("damaged", "sound", "left"),
    [
        ("他們?yōu)楸砀?/p>", "他們為表?</p>", 1),
        ("雙方舉行?；鹫?，代表團離開", "雙方舉行停火?，代表團離開", 1),
        ("他們?yōu)楸?，雙方舉行?；鹫?", "他們為?，雙方舉行停火?", 2),
        ("“彙報?！?/p>", "“彙報。”</p>", 0),
        ("“我提高了?！眲①澦烧J為", "“我提高了。”劉贊松認為", 0),
    ],
)
def test_each_character_that_nothing_tells_is_counted(damaged: str, sound: str, left: int) -> None:
    slips = Slips(damaged, Fluency(damaged))
    assert make(damaged, (), slips.changes(0, len(damaged)))[0] == sound
    assert slips.unrepaired == left


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("全國勞?：聢覇础?/p>", "全國勞模郝堃喆。</p>"),
        ("全國勞?：卢拡摇?/p>", "全國勞模郝瑨堃。</p>"),
        ("全國勞?：碌t。</p>", "全國勞模郝祎。</p>"),
        ("全國勞?：妈\\。</p>", "全國勞模郝鑌。</p>"),
    ],
)
def test_a_name_of_rare_characters_is_put_together_where_a_byte_is_left(
    damaged: str, sound: str
) -> None:
    assert mended(damaged) == sound


@pytest.mark.parametrize("text", ["全國勞?：碌tv</p>", "全國勞?：碌Xn</p>"])
def test_letters_of_a_word_are_no_byte_that_is_left(text: str) -> None:
    assert mended(text) == text


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("事情就這樣了??赏A艉芫谩?,很,好,了", "事情就這樣了。可停留很久。,很,好,了"),
        ("事情就這樣了?:玫男iL。很,好,了", "事情就這樣了。好的校長。很,好,了"),
        ("事情就這樣了?:芪kU。很,好,了", "事情就這樣了。很危險。很,好,了"),
    ],
)
def test_a_wide_letter_between_two_characters_was_folded_too(damaged: str, sound: str) -> None:
    slips = Slips(damaged, Fluency(damaged), markup=False)
    assert make(damaged, (), slips.changes(0, len(damaged)))[0] == sound
