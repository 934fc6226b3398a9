"""The title that a kit hides: behind entities and spam in the head, and put back by a script."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.poison.edits import Change
from extract.poison.spam import phrases_spam
from extract.record import Removed
from extract.references import unescape

_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.DOTALL | re.IGNORECASE)
_META = re.compile(r"<meta\b[^<>]*>", re.IGNORECASE)
_NAME = re.compile(r"""(?:name|property)\s*=\s*["']?([\w:.-]+)""", re.IGNORECASE)
_CONTENT = re.compile(r"""content\s*=\s*(["'])(.*?)\1""", re.DOTALL | re.IGNORECASE)
_SCRIPT = re.compile(r"""document\.title\s*=\s*(["'])(.*?)\1\s*;?\s*</script""", re.DOTALL)
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEAST_RUN = 5
_HEAD = 20_000


@dataclass(frozen=True, slots=True)
class Head:
    """What a kit did to the head of a page."""

    title: str | None = None
    entity: bool = False
    scripted: bool = False
    spans: tuple[tuple[Change, Removed], ...] = ()


def read_head(source: str) -> Head:
    """Find a spam title and spam meta values; `title` is the genuine one, still as served."""
    spans = list(_meta(source))
    found = _TITLE.search(source, 0, _HEAD)
    if not found:
        return Head(spans=tuple(spans))
    raw = found.group(1)
    script = _SCRIPT.search(source)
    title = _ESCAPE.sub(_unescaped, script.group(2)) if script else ""
    entity = raw.count("&#") >= _LEAST_RUN
    shown = unescape(raw).strip()
    # whatever its words: who writes a title in entities only to replace it has something to hide
    here, there = set(_HAN.findall(shown)), set(_HAN.findall(title))
    swapped = entity and bool(title) and 4 * len(here & there) < len(here)
    if not (swapped or phrases_spam(shown)):
        return Head(spans=tuple(spans))
    title = title or _sound_heading(source)
    title = unescape(title).strip()
    change = Change("removed", *found.span(1), "")
    spans.append((change, Removed("title_spam", shown, "title")))
    return Head(title, entity, bool(script), tuple(spans))


def _sound_heading(source: str) -> str:
    headings = (_TAG.sub("", found.group(1)) for found in _HEADING.finditer(source))
    return next((text for text in headings if not phrases_spam(unescape(text).strip())), "")


def heading(source: str) -> str:
    """Return what a page calls itself, in its title and first heading."""
    found = (_TITLE.search(source, 0, _HEAD), _HEADING.search(source, 0, _HEAD))
    return "\n".join(_TAG.sub("", part.group(1)) for part in found if part)


def _unescaped(code: re.Match[str]) -> str:
    return chr(int(code.group(1), 16))


def _meta(source: str) -> Iterator[tuple[Change, Removed]]:
    for tag in _META.finditer(source, 0, _HEAD):
        name, content = _NAME.search(tag.group()), _CONTENT.search(tag.group())
        if (
            name
            and content
            and name.group(1).lower().endswith(("keywords", "description", "title"))
        ):
            value = unescape(content.group(2)).strip()
            if phrases_spam(value):
                start = tag.start()
                change = Change("removed", start + content.start(2), start + content.end(2), "")
                yield change, Removed("meta_spam", value, name.group(1).lower())
