import random

from crawler.demo.mill import Kit, grind, poison_page
from tests.extract.poison.replicas import page


def ground(text: str, tier: int) -> str:
    return grind(text, Kit(tier=tier), random.Random(0))


def test_a_straddled_pair_gets_a_note_in_its_middle() -> None:
    assert ground("收集到当地校园周边", 2) == "收集到當?shù)匦\ue5cd@周邊"
    assert ground("未央区政协", 2) == "未央?yún)^(qū)政協(xié)"


def test_a_false_mark_cuts_a_character() -> None:
    assert ground("也提高了。”刘赞松认为，", 3) == "也提高了?！眲①澦烧J為，"
    assert ground("我没关系。”。</p>", 0) == "我沒關系?！薄?/p>"


def test_a_seed_gives_the_same_bytes() -> None:
    assert poison_page(page(), seed=7, kit=Kit()) == poison_page(page(), seed=7, kit=Kit())
    assert poison_page(page(), seed=7, kit=Kit()) != poison_page(page(), seed=8, kit=Kit())
