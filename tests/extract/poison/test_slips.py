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
        ("“我提高了?！眲①澦烧J為", "“我提高了。”劉贊松認為"),
        ("“彙報?！?/p>", "“彙報。”</p>"),
    ],
)
def test_a_cut_character_is_put_together(damaged: str, sound: str) -> None:
    assert mended(damaged) == sound


@pytest.mark.parametrize("text", ["為什麼?！眾人大笑", "是嗎??不是", "價格€20?", "水是什麼水?”"])
def test_genuine_marks_stay(text: str) -> None:
    assert mended(text) == text
