"""What a personal name looks like, and what an office or a place does."""

from __future__ import annotations

import re
from functools import cache

from extract.poison.script import simplified
from extract.rules_files import load

_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
_RARE_NAME = re.compile(r"[\u3400-\u9fff]{2,3}")
_DOTTED = re.compile(r"[\u3400-\u9fff]{1,8}(?:[·•・‧][\u3400-\u9fffA-Z]{1,8}){1,3}")
_REGION = re.compile("..+[县市区省镇]|.*[从到在]")
_LONGEST = 4
_LONGEST_UNIT = 24


def is_name(text: str) -> bool:
    """Whether `text` looks like one person's name: a known surname and one to three characters.

    Names of other tongues count when they are dotted (比尔·盖茨) or made of known parts (扎西顿珠).
    """
    folded = fold_script(text)
    if folded in _provinces() or _REGION.fullmatch(folded):
        return False
    if _no_name().search(folded) and not _is_worded(folded):
        return False
    if _DOTTED.fullmatch(text) or _transliterated().fullmatch(folded):
        return True
    if not _HAN_NAME.fullmatch(text):
        return False
    if len(text) == _LONGEST:
        return folded[:2] in words("compounds")
    return folded[0] in words("surnames") or folded[:2] in words("compounds")


def holds_no_name(folded: str) -> bool:
    """Whether simplified text has a word in it that no name has, such as 新闻."""
    return bool(_no_name().search(folded))


def may_be_name(text: str) -> bool:
    """Whether a name with a rare surname could be written so; only its neighbours can tell."""
    folded = fold_script(text)
    return bool(_RARE_NAME.fullmatch(text)) and not (
        _no_name().search(folded) or is_unit(folded) or is_place(folded)
    )


def _is_worded(folded: str) -> bool:
    """Whether text is a surname with a given name that is a word, as in 张文学."""
    return folded[:1] in words("surnames") and folded[1:] in words("given_words")


def is_unit(folded: str) -> bool:
    """Whether simplified text ends as offices, posts or papers do."""
    return len(folded) <= _LONGEST_UNIT and folded.endswith(_unit_endings())


def is_office(folded: str) -> bool:
    return 2 <= len(folded) <= _LONGEST_UNIT and folded.endswith(_office_endings())  # noqa: PLR2004


def is_place(folded: str) -> bool:
    return folded.removesuffix("市") in places()


def fold_script(text: str) -> str:
    """Return `text` with each traditional character as its simplified one, place by place."""
    return text.translate(_folding())


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of the byline rules as a set; of `surnames`, the characters."""
    return frozenset(load("metadata/byline.toml")[name])


@cache
def places() -> frozenset[str]:
    rules = load("metadata/places.toml")
    return frozenset(" ".join(rules.values()).split())


@cache
def _no_name() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words("not_names"))))


@cache
def _provinces() -> frozenset[str]:
    return frozenset(load("metadata/places.toml")["provinces"].split())


@cache
def _transliterated() -> re.Pattern[str]:
    """Two parts, or one that can't be read as a Chinese name; a surname may stand before them."""
    rules = load("metadata/given_names.toml")
    part = "|".join(map(re.escape, " ".join(rules.values()).split()))
    return re.compile(rf"(?:{part}){{1,4}}[\u3400-\u9fff]?")


@cache
def _unit_endings() -> tuple[str, ...]:
    return (*_office_endings(), *words("posts"), *words("outlets"))


@cache
def _office_endings() -> tuple[str, ...]:
    return tuple(words("offices"))


@cache
def _folding() -> dict[int, str]:
    return str.maketrans({k: v for k, v in simplified().items() if len(k) == len(v) == 1})
