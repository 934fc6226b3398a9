"""Papers, sites and offices named as an article's source."""

from __future__ import annotations

import re
from functools import cache

from extract.metadata.persons import fold_script, is_name, words
from extract.rules_files import load

_EDGES = " \u3000\xa0:：|｜,，;；、-—()（）[]【】"
_QUOTED = re.compile("^《\\s*(.{2,30}?)\\s*》")
_HOW = re.compile(r"^(?:原创|转载|转自|综合|据)\s*[:：]\s*")
_PLACED = re.compile(r"([^\s()（）|｜:：]{2,20})[(（]([\u4e00-\u9fff]{2,8})[)）]")
"""华夏时报(北京)"""
_MOST = 40
_OPENING = 18
_SENT = re.compile("电|讯|消息")
_SENT_WITHIN = 40
_REST = re.compile(
    r"[\u4e00-\u9fff]{0,5}?\s*+(?:(?:(?:19|20)\d\d年)?[\d一二三四五六七八九十]{1,3}月"
    r"[\d一二三四五六七八九十]{1,3}日(?:\d{1,2}时)?)?\s*+[\u4e00-\u9fff]{0,5}?\s*+(?:电|讯|消息)"
    r"(?:[\s(（:：]|$)"
)
_BREAK = re.compile(r"\s{2,}|[|｜\n\t]|\s(?=[\W])|[)）\]】]")


def outlet_named(value: str) -> str | None:
    """Return the outlet that the value of a source label names; None for none or a placeholder."""
    bare = _HOW.sub("", value.strip(_EDGES))
    if found := _QUOTED.match(bare):
        behind = _BREAK.split(bare[found.end() :], maxsplit=1)[0]
        return found[0] + behind.strip(_EDGES) if behind[:1].strip() else found[1]
    found = _PLACED.match(value.lstrip(_EDGES))
    if found:
        bare = found[1] if is_name(found[2]) else found[0]
    else:
        bare = _BREAK.split(bare, maxsplit=1)[0].strip(_EDGES)
    first, space, rest = bare.partition(" ")
    if space and not is_outlet(rest):
        bare = first
    if fold_script(bare).lower() in words("no_source"):
        return None
    return bare if 2 <= len(bare) <= _MOST and not bare.isdigit() else None  # noqa: PLR2004


def outlet_before(value: str) -> str | None:
    """Return the paper named before 记者; None for 本报 and the like."""
    bare = value.strip(_EDGES + "/□■文图")
    bare = bare[1:-1] if bare[:1] == "《" and bare.find("》") == len(bare) - 1 else bare
    return None if len(bare) < 3 or fold_script(bare) in _self_names() else bare  # noqa: PLR2004


def is_outlet(text: str) -> bool:
    folded = fold_script(text.strip(_EDGES))
    return 3 <= len(folded) <= 20 and folded.endswith(_endings())  # noqa: PLR2004


def dateline_outlet(folded: str, raw: str) -> tuple[str | None, int]:
    """Return the outlet that opens a dateline such as 人民政协网8月26日青岛电, and its length.

    A paper's own 本报讯 names no outlet.
    """
    if not _SENT.search(folded, 0, _SENT_WITHIN):
        return None, 0
    for end in range(min(_OPENING, len(folded)), 2, -1):
        if folded.endswith(_endings(), 0, end) and (rest := _REST.match(folded, end)):
            outlet = raw[:end].strip(_EDGES + "“”\"'").removeprefix("据")
            named = len(outlet) > 2 and fold_script(outlet) not in _self_names()  # noqa: PLR2004
            return (outlet if named else None), rest.end()
    return None, 0


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(load("metadata/byline.toml")["outlets"], key=len, reverse=True))


@cache
def _self_names() -> frozenset[str]:
    return frozenset(load("metadata/byline.toml")["self_names"])
