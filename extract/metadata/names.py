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
_BOTH_ROLES = re.compile(r"(?<=\s)[文图圖]\s*+[/／]\s*+[文图圖](?=\s|$)")
_NO_PERSON = re.compile("[县市区省镇办媒组社报网台站室科处部局院所会团队班号]$|^[全本各]")
_PADDED = (2, 3)
_MOST = 12


def read_names(value: str, *, signed: bool = False, labelled: bool = False) -> tuple[str, ...]:
    """Return the personal names that `value` opens with, in order, once each.

    Padding inside a name (`王 平`) is closed. Offices and posts before the first name are passed
    over; behind it, what isn't a name ends the list. Those who took, drew or translated something
    are left out. With `signed`, only names that 文, 供稿 or the like stands behind are returned;
    `labelled` vouches for a name with a rare surname where it is all there is.
    """
    names: list[str] = []
    waiting: list[str] = []
    parts = tokens(value)
    if labelled and len(parts) == 1 and _is_rare_name(parts[0]):
        return (parts[0],)
    for i, token in enumerate(parts):
        folded, following = fold_script(token), parts[i + 1] if i + 1 < len(parts) else ""
        if folded in words("after_text"):
            names, waiting = names + waiting, []
        elif folded in words("after_picture"):
            if waiting and not names and _names_another(parts[i + 1 :]):
                break  # 记者 张三丰 视频 李四光
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


def _is_rare_name(token: str) -> bool:
    folded = fold_script(token)
    listed = folded in words("placeholders") or folded in words("no_source")
    return may_be_name(token) and not listed and not _NO_PERSON.search(folded)


def _names_another(rest: list[str]) -> bool:
    """Whether what follows a role is its bearer, and not one with a role of his own."""
    behind = [fold_script(token) for token in rest]
    roles = words("after_text") | words("after_picture")
    return bool(rest) and is_name(rest[0]) and not any(token in roles for token in behind)


def read_unit(value: str) -> str | None:
    """Return the office that `value` opens with, before the names of its people, if any."""
    parts = [token for token in tokens(value) if fold_script(token) not in words("after_text")]
    at = next((i for i, token in enumerate(parts) if is_name(token)), len(parts))
    units = parts[:at]
    if not units or not all(is_name(token) for token in parts[at:]):
        return None
    return " ".join(units) if is_office(fold_script(units[-1])) else None


def tokens(value: str) -> list[str]:
    """Split a list of names, closing the padding inside them. Reads up to a closing bracket."""
    bare = _CLOSE.split(_NOTE.sub("、", value.strip()), maxsplit=1)[0]
    bare = _GLUED_ROLES.sub(r" \1 \2 ", _BOTH_ROLES.sub(" 文图 ", bare))
    return [
        token for run in _SPLIT.split(_BRACKETS.sub("、", bare)) for token in _unpadded(run.split())
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
        person = token[: -len(place)].rstrip("在于") if place else ""
        if is_name(person):
            return [person]
        if is_place(folded):
            return None
    if is_name(token):
        return [token]
    for at in (
        () if _NO_PERSON.search(folded) or holds_no_name(folded) else _PADDED
    ):  # two names set solid
        pair = [token[:at], token[at:]]
        if 2 <= len(pair[1]) <= 3 and all(map(is_name, pair)):  # noqa: PLR2004
            return pair
    if known:
        return [token] if may_be_name(token) else None
    return [] if is_unit(folded) else None
