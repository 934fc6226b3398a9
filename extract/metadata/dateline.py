"""The opening of a news text that says who reports: 人民政协网8月26日青岛电（记者 陈小艳）."""

from __future__ import annotations

import re

from extract.metadata.byline import Byline, read_byline
from extract.metadata.numerals import read_number

_OPENING = re.compile(
    r"^\s*(?P<head>[^。，,；;()（）]{0,40}?(?:电|讯|消息|訊|電)\s*[（(【][^（）()【】]{1,80}[）)】])"
)
_NUMBER = "[0-9０-９]{1,2}|[一二三四五六七八九十廿卅]{1,3}"
_DAY = re.compile(
    r"^[^。，,；;()（）\d０-９]{0,30}?(?>(?P<year>(?:19[89]|20\d)\d年)?)"
    rf"(?P<month>{_NUMBER})月(?P<day>{_NUMBER})日(?:\d{{1,2}}[时時])?"
    r"[^。，,；;()（）\d]{0,8}?(?:电|電|讯|訊|消息)(?=[\s　（(【:：]|$)"
)
_LOOKED_AT = 120


def read_dateline(paragraph: str) -> Byline:
    """Return outlet and writers of a dateline; nothing where the paragraph has none."""
    found = _OPENING.match(paragraph[: 2 * _LOOKED_AT])
    return read_byline(found["head"]) if found else Byline()


def day_of_dateline(paragraph: str) -> tuple[int | None, int, int] | None:
    """Return year, month and day of a dateline; the year is None where it isn't printed."""
    found = _DAY.match(paragraph[:_LOOKED_AT])
    if found is None:
        return None
    year = int(found["year"][:4]) if found["year"] else None
    return year, read_number(found["month"]), read_number(found["day"])
