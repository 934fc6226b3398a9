"""The opening of a news text that says who reports: 人民政协网8月26日青岛电（记者 陈小艳）."""

from __future__ import annotations

import re

from extract.metadata.byline import Byline, read_byline

_OPENING = re.compile(
    r"^\s*(?P<head>[^。，,；()（）]{0,40}?(?:电|讯|消息|訊|電)\s*[（(【][^（）()【】]{1,80}[）)】])"
)


def read_dateline(paragraph: str) -> Byline:
    """Return outlet and writers of a dateline; nothing where the paragraph has none."""
    found = _OPENING.match(paragraph)
    return read_byline(found["head"]) if found else Byline()
