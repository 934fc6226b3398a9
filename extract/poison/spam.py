"""Keyword lines that a kit sets over and under an article."""

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape

from extract.poison.edits import Change
from extract.poison.regions import Region
from extract.poison.rules import any_of, load
from extract.poison.script import simplified_only, traditional_only
from extract.record import Removed

_BREAK = re.compile(r"[\s,，_|、;；\-]+")
_SENTENCE = re.compile(r"[。！？!?：:《》“”]")
# a kit writes its phrases as numeric entities; a publisher, single signs
_ENTITIES = re.compile(r"&#(?:\d{5}|x[0-9a-fA-F]{4});&#(?:\d{5}|x[0-9a-fA-F]{4});")
_PROBES = 3
_LINE = 600
_MOST = 30
_PHRASE = 2
_LEAST_SEGMENTS = 3
_HEAD_NODES, _FOOT_NODES = 6, 12


def phrases_spam(text: str) -> bool:
    """Tell whether `text` is a list of keyword phrases, by the syllables these are built from."""
    if not text or len(text) > _LINE or _SENTENCE.search(text):
        return False
    segments = [part for part in _BREAK.split(text) if part]
    strong_rule, weak_rule = any_of("spam", "strong"), any_of("spam", "weak")
    if max(map(len, segments), default=_MOST + 1) > _MOST:
        return False
    strong = [len(strong_rule.findall(part)) for part in segments]
    weak = [len(weak_rule.findall(part)) for part in segments]
    hits = sum(s > 0 or w >= _PHRASE for s, w in zip(strong, weak, strict=True))
    if len(segments) < _LEAST_SEGMENTS:
        return sum(strong) + sum(weak) >= _LEAST_SEGMENTS and sum(strong) >= 1 and hits > 0
    return sum(s > 0 for s in strong) >= _PHRASE and 2 * hits > len(segments)


def is_spam_phrase(text: str) -> bool:
    """Tell whether a few words, such as a link's, are one keyword phrase."""
    strong, weak = any_of("spam", "strong").findall(text), any_of("spam", "weak").findall(text)
    return len(text) <= _MOST and (bool(strong) or len(weak) > _PHRASE)


def contradicts(text: str) -> bool:
    """Tell whether a line over a converted page is an unconverted list of phrases."""
    segments = [part for part in _BREAK.split(text) if part]
    return (
        len(segments) >= _LEAST_SEGMENTS
        and not _SENTENCE.search(text)
        and max(map(len, segments)) <= _MOST
        and not traditional_only() & set(text)
        and len(simplified_only() & set(text)) >= _LEAST_SEGMENTS
    )


def edges(
    source: str, regions: Sequence[Region], is_spam: Callable[[str], bool]
) -> Iterator[tuple[Change, Removed]]:
    """Yield the spam among the first and last texts of a page."""
    texts = [region for region in regions if not region.attribute]
    head = texts[:_HEAD_NODES]
    foot = texts[max(len(head), len(texts) - _FOOT_NODES) :]
    for kind, part in (("head_spam", head), ("foot_spam", foot)):
        for region in part:
            text = unescape(source[region.start : region.end])
            if is_spam(text.strip()):
                change = Change("removed", region.start, region.end, "")
                yield change, Removed(kind, text.strip(), kind[:4])


def looks_possible(source: str) -> bool:
    """Tell cheaply whether a page has enough of the syllables to be worth a closer look."""
    return sum(word in source for word in load("spam")["probes"]) >= _PROBES or bool(
        _ENTITIES.search(source)
    )
