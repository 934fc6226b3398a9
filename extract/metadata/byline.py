"""Reading the lines that say who printed an article, who wrote it, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from extract.metadata.labelled import read_line
from extract.metadata.labels import Kind, find_labels
from extract.metadata.names import tokens
from extract.metadata.outlets import is_outlet
from extract.metadata.persons import fold_script, is_name
from extract.metadata.unlabelled import shown
from extract.record import Precision
from extract.rules_files import load

if TYPE_CHECKING:
    from datetime import datetime

LONGEST = 400
_LINE = 100
_UNLABELLED = 12
_TELLING = re.compile("[0-9\u3400-\u9fff]")
"""No byline that is read here does without."""
_TIMED = (Precision.MINUTE, Precision.SECOND)
_PINYIN = re.compile("[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňɡ]{1,7}[)）]")
_TAG = re.compile("</?[a-zA-Z][^<>]{0,200}>")
_ATTRIBUTE = re.compile(r"""([a-zA-Z:-]{1,20})\s{0,3}=\s{0,3}["']([^"'<>]{0,200})["']""")
# 《人民政协报》（2024年03月05日 第 01 版）, as e-papers and reprints have it
_ISSUE = re.compile(
    r"(?<![载自于])[（(]?《\s{0,3}([^《》]{2,20}?)\s{0,3}》\s{0,3}[（(]?\s{0,3}"
    r"((?:19|20)\d\d年\d{1,2}月\d{1,2}日)[^（）()《》。]{0,16}版[^（）()《》。]{0,4}[)）]"
)
_WEEKDAY = re.compile(r"(?<=日)\s{0,3}[（(]?星期[一二三四五六日天][)）]?")
_LABELS = {"published": "发布时间", "source": "来源", "author": "作者", "editor": "责任编辑"}
_LEGAL = re.compile("版权所有|[Cc]opyright|COPYRIGHT|ICP|公网?安备|许可证|All [Rr]ights|©")
_CLAUSE = re.compile("[，,、《“（]$|日[，,]")
_SENTENCE = re.compile("[。！？；]")
_FURNITURE = (Kind.OTHER, Kind.PICTURE)


@dataclass(frozen=True, slots=True)
class Byline:
    published: datetime | None = None
    precision: Precision | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != NOTHING


NOTHING = Byline()


def read_byline(text: str) -> Byline:
    """Return what a byline says; nothing from a copyright line or a sentence of text.

    Reads the first 400 characters. Never raises.
    """
    line = _cleaned(text[:LONGEST])
    if not _TELLING.search(line) or _LEGAL.search(fold_script(line)):
        return NOTHING
    read = read_line(line)
    return Byline(
        published=read.published.moment if read.published else None,
        precision=read.published.precision if read.published else None,
        source=read.source,
        authors=tuple(read.authors),
        correspondents=tuple(read.correspondents),
        editors=tuple(read.editors),
    )


@lru_cache(maxsize=2048)
def is_byline(line: str) -> bool:
    """Whether a line of a page is a byline and nothing else, and so no line of the text."""
    if (
        not _TELLING.search(line)
        or len(line) > _LINE
        or (_SENTENCE.search(line) and not line.startswith(("(", "（", "[", "【")))
    ):
        return False
    line = _cleaned(line)
    printed = shown(line)
    if not printed or _LEGAL.search(line):
        return False
    read = read_line(line)
    credited = read.source or read.has_people
    if not credited and _CLAUSE.search(line):  # 2024年3月5日，
        return False
    if not (read.published or credited or _only_labels(line)):
        return False
    timed = read.published is not None and read.published.precision in _TIMED
    # with the minute beside it, an unlabelled word or two can only be the source or the writer
    return printed - read.consumed <= (_UNLABELLED if timed else 1)


def _cleaned(text: str) -> str:
    if "<" in text:
        text = _TAG.sub(_as_label, text)
    text = _PINYIN.sub("", text.replace("&nbsp;", "\xa0"))
    if "《" in text and (issue := _ISSUE.search(text)):
        text = _with_labels(text, issue)
    return _WEEKDAY.sub("  ", text) if "星期" in text else text


def _with_labels(text: str, issue: re.Match[str]) -> str:
    """Return a line that names an issue of a paper, and maybe who wrote in it, with labels."""
    outlet, day = issue.groups()
    if not is_outlet(outlet):
        return text
    before = text[: issue.start()]
    writers = tokens(before)
    label = "作者：" if writers and all(map(is_name, writers)) else ""
    return f"{label}{before} 发布时间：{day} 来源：{outlet} {text[issue.end() :]}"


def _as_label(tag: re.Match[str]) -> str:
    """Return what a meta tag says as a byline would, and a blank for any other tag."""
    attributes = {name.lower(): value for name, value in _ATTRIBUTE.findall(tag.group())}
    named = attributes.get("name", attributes.get("property", "")).lower()
    fields = load("metadata/tags.toml")["fields"]
    label = next((words for f, words in _LABELS.items() if named in fields[f]["meta"]), None)
    return f" {label}：{attributes.get('content', '')} " if label else " "


def _only_labels(line: str) -> bool:
    return any(label.kind not in _FURNITURE for label in find_labels(fold_script(line)))
