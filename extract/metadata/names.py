"""The personal names in a byline's value."""

from __future__ import annotations

import re

from extract.metadata.persons import (
    fold_script,
    holds_no_name,
    is_name,
    is_office,
    is_place,
    is_unit,
    may_be_name,
    places,
    words,
)

_NOTE = re.compile(r"(?<=.)[(（\[【][^()（）\[\]【】]*[)）\]】]")
_CLOSE = re.compile(r"[)）\]】\n]")
_BRACKETS = re.compile(r"[()（）\[\]【】「」《》<>□■◎●]")
_SPLIT = re.compile(r"[、,，;；:：/／&＆|｜丨]")
_CLOSINGS = re.compile(r"(?:摄影|综合)?报道$|(?:撰写|采写|供稿|编写|整理|投稿|发自.{2,6})$")
_NOBODY = re.compile("[摄图译绘]$")
_GLUED_ROLES = re.compile(r"(?<=[\u3400-\u9fff]{2})([文图圖])\s*+[/／]\s*+([文图圖摄攝])")
"""The 文/图 of 张三丰文/图."""
_PADDED = (2, 3)
_MOST = 12


def read_names(value: str, *, signed: bool = False) -> tuple[str, ...]:
    """Return the personal names that `value` opens with, in order, once each.

    Padding inside a name (`王 平`) is closed. Offices and posts before the first name are passed
    over; behind it, what isn't a name ends the list. Those who took, drew or translated something
    are left out. With `signed`, only names that 文, 供稿 or the like stands behind are returned.
    """
    names: list[str] = []
    waiting: list[str] = []
    parts = tokens(value)
    for token, following in zip(parts, [*parts[1:], ""], strict=False):
        folded = fold_script(token)
        if folded in words("after_text"):
            names, waiting = names + waiting, []
        elif folded in words("after_picture"):
            waiting = waiting if fold_script(following) in words("after_text") else []
        elif not _NOBODY.search(folded) or len(folded) <= 2:  # noqa: PLR2004  # X摄
            bare = _CLOSINGS.sub("", folded)
            read = _as_names(token[: len(bare)], closed=bare != folded, known=bool(names + waiting))
            if read is None:
                break
            waiting += read
            if bare != folded and read:
                names, waiting = names + waiting, []
                break
    return tuple(dict.fromkeys(names if signed else names + waiting))[:_MOST]


def read_unit(value: str) -> str | None:
    """Return the office that `value` opens with, before the names of its people, if any."""
    parts = tokens(value)
    at = next((i for i, token in enumerate(parts) if is_name(token)), len(parts))
    units = parts[:at]
    if not units or not all(is_name(token) for token in parts[at:]):
        return None
    return " ".join(units) if is_office(fold_script(units[-1])) else None


def tokens(value: str) -> list[str]:
    """Split a list of names, closing the padding inside them. Reads up to a closing bracket."""
    bare = _CLOSE.split(_NOTE.sub(" ", value.strip()), maxsplit=1)[0]
    bare = _GLUED_ROLES.sub(r" \1 \2 ", bare)
    return [
        token for run in _SPLIT.split(_BRACKETS.sub(" ", bare)) for token in _unpadded(run.split())
    ]


def _unpadded(parts: list[str]) -> list[str]:
    closed: list[str] = []
    single: list[str] = []
    for part in parts:
        if len(part) == 1:
            single.append(part)
        elif single or part not in words("compounds"):
            closed += [*_paired("".join(single)), part]
            single = []
        else:
            single.append(part)  # 欧阳 修
    return [*closed, *_paired("".join(single))]


def _paired(chars: str) -> list[str]:
    """Split characters that stood apart into names of two, else of three.

    A longer run than a list of names has stays whole: the ways to split it double with each name.
    """
    if not chars:
        return []
    compound = fold_script(chars[:2]) in words("compounds")
    if compound or not max(_PADDED) < len(chars) <= _MOST:
        return [chars]
    for size in _PADDED:
        if is_name(chars[:size]) and all(map(is_name, rest := _paired(chars[size:]))):
            return [chars[:size], *rest]
    return [chars]


def _as_names(token: str, *, closed: bool, known: bool) -> list[str] | None:
    """Return the names in `token`, none where it may be passed over, None where the list ends."""
    folded = fold_script(token)
    if not token or folded.lower() in words("placeholders"):
        return []
    if closed:
        place = next((p for p in places() if folded.endswith(p) and len(p) < len(folded)), "")
        if place and is_name(token[: -len(place)]):
            return [token[: -len(place)]]
        if is_place(folded):
            return None
    if is_name(token):
        return [token]
    for at in () if holds_no_name(folded) else _PADDED:  # two names set solid
        pair = [token[:at], token[at:]]
        if 2 <= len(pair[1]) <= 3 and all(map(is_name, pair)):  # noqa: PLR2004
            return pair
    if known:
        return [token] if may_be_name(token) else None
    return [] if is_unit(folded) else None
