"""Bytes as servers send them, and how far what is read of them is off."""

from __future__ import annotations

from extract.codec.decode import Decoded, decode
from extract.page import Page
from tests.extract.pages import NOON, SENTENCE

TEXT = (
    "记者从市政协获悉，八月二十日，全市政协系统召开专题协商会，围绕社区养老服务体系建设问题深入讨论。"
    "“我们走访了十二个街道，听到的意见很实在。”市政协委员陈晓兰说，基层最关心的是经费和人员。"
    + SENTENCE
)


def decoded(body: bytes, header: str = "") -> Decoded:
    kind = f"text/html; charset={header}" if header else "text/html"
    return decode(Page("http://zx.example/1.html", 200, body, NOON, {"content-type": kind}))


def html(text: str = TEXT, meta: str = "") -> str:
    tag = f'<meta charset="{meta}">' if meta else ""
    return f"<html><head>{tag}<title>会议</title></head><body><p>　　{text}</p></body></html>"


def lost(before: str, after: str) -> int:
    """Return how many characters of `before` stand between what is the same at both ends."""
    most = min(len(before), len(after))
    start = next((i for i in range(most) if before[i] != after[i]), most)
    rest = range(most - start)
    end = next((i for i in rest if before[-1 - i] != after[-1 - i]), most - start)
    return len(before) - start - end
