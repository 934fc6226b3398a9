"""Personal names in a byline."""

from __future__ import annotations

import re
from functools import cache

from extract.poison.script import simplified
from extract.rules_files import load

_SPLIT = re.compile(r"[、,，;；/&＆|\s]+")
_BRACKETS = re.compile(r"[()（）\[\]【】「」《》<>]")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
_RARE_NAME = re.compile(r"[\u3400-\u9fff]{2,3}")
_FOREIGN = re.compile(r"[\u3400-\u9fff]{1,8}(?:[·•・][\u3400-\u9fffA-Z]{1,8}){1,3}")
_CLOSINGS = ("摄影报道", "综合报道", "报道", "撰写", "采写", "供稿", "编写", "整理", "发自")
_NOBODY = re.compile("[摄图译]$")
_MOST = 12
_LONGEST = 4


def read_names(value: str) -> tuple[str, ...]:
    """Return the personal names that `value` opens with, in order, once each.

    Padding inside a name (`王 平`) is closed. What isn't a name ends the list, save photographers
    and translators, who are left out.
    """
    names: list[str] = []
    for token in _tokens(value):
        bare = _without_closing(token)
        if bare is None:
            continue
        if not bare or bare.lower() in _placeholders():
            continue
        read = _as_names(bare)
        if not read and names and _may_be_name(bare):
            read = (bare,)  # a rare surname among known ones
        if not read:
            break
        names += [name for name in read if name not in names]
        if bare != token or len(names) >= _MOST:
            break
    return tuple(names)


def is_name(text: str) -> bool:
    """Whether `text` looks like one person's name: a known surname and one to three characters."""
    if _FOREIGN.fullmatch(text):
        return True
    if not _HAN_NAME.fullmatch(text):
        return False
    folded = fold_script(text)
    if any(word in folded for word in _not_names()):
        return False
    if len(text) == _LONGEST:
        return folded[:2] in _compounds()
    return folded[0] in _surnames() or folded[:2] in _compounds()


def _may_be_name(text: str) -> bool:
    folded = fold_script(text)
    return bool(_RARE_NAME.fullmatch(text)) and not any(word in folded for word in _not_names())


def fold_script(text: str) -> str:
    """Return `text` with each traditional character as its simplified one, place by place."""
    return text.translate(_folding())


def _tokens(value: str) -> list[str]:
    """Split a list of names, closing the padding inside two- and three-character names."""
    parts = [part for part in _SPLIT.split(_BRACKETS.sub(" ", value)) if part]
    tokens: list[str] = []
    single: list[str] = []
    for part in parts:
        if len(part) == 1:
            single.append(part)
            if len(single) == 3:  # noqa: PLR2004  # no longer name is padded
                tokens.append("".join(single))
                single = []
            continue
        if single:
            tokens.append("".join(single))
            single = []
        tokens.append(part)
    return [*tokens, "".join(single)] if single else tokens


def _without_closing(token: str) -> str | None:
    """Return the token without 报道 and the like, None where it names a photographer."""
    folded = fold_script(token)
    for closing in _CLOSINGS:
        if folded.endswith(closing):
            return token[: -len(closing)]
    if len(token) > 2 and _NOBODY.search(folded):  # noqa: PLR2004
        return None
    return token


def _as_names(token: str) -> tuple[str, ...]:
    if is_name(token):
        return (token,)
    if 4 <= len(token) <= 6 and _HAN_NAME.match(token):  # noqa: PLR2004  # two names set solid
        for at in (2, 3):
            first, second = token[:at], token[at:]
            if is_name(first) and is_name(second) and len(second) < _LONGEST:
                return (first, second)
    return ()


@cache
def _surnames() -> frozenset[str]:
    return frozenset(load("metadata/byline.toml")["surnames"])


@cache
def _compounds() -> frozenset[str]:
    return frozenset(load("metadata/byline.toml")["compounds"])


@cache
def _not_names() -> tuple[str, ...]:
    return tuple(load("metadata/byline.toml")["not_names"])


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(load("metadata/byline.toml")["placeholders"])


@cache
def _folding() -> dict[int, str]:
    return str.maketrans({k: v for k, v in simplified().items() if len(k) == len(v) == 1})
