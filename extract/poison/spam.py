"""Keyword lines that a kit sets over and under an article."""

import re
from collections.abc import Callable, Iterator, Sequence

from extract.poison.edits import Change
from extract.poison.regions import Region
from extract.poison.rules import any_of, load
from extract.poison.script import simplified_only, traditional_only
from extract.record import Removed
from extract.references import unescape

_LONGEST = 100_000
"""Characters of one run of text that may be spam as a whole; kits write some thousand."""
_BREAK = re.compile(r"[\s,，_|、;；\-]+")
_SENTENCE = re.compile(r"[。！？!?：:《》“”]")
# a kit writes its phrases as numeric entities; a publisher, single signs
_ENTITIES = re.compile(r"&#(?:\d{5}|x[0-9a-fA-F]{4});&#(?:\d{5}|x[0-9a-fA-F]{4});")
_PROBES = 3
_LINE = 600
_MOST = 30
_PHRASE = 2
_LEAST_SEGMENTS = 3
_REST = 0.3
_REST_OF_TWO = 0.25
_ZONE = re.compile("[一二三]区")
_HEAD_NODES, _FOOT_NODES = 14, 16


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
        # a headline may have one or two such words among others
        enough = sum(strong) >= _PHRASE and sum(strong) + sum(weak) >= _LEAST_SEGMENTS
        return enough and _rest(segments) <= _REST_OF_TWO
    many = sum(s > 0 for s in strong) >= _PHRASE and 2 * hits > len(segments)
    if many and not sum(weak):
        # a plan for zones one, two and three has these words alone
        many = bool(strong_rule.search(_ZONE.sub("", text)))
    if many and _rest(segments) > _REST:
        # a shop's list of wares from everywhere has these words alone
        many = bool(strong_rule.search(any_of("spam", "trade").sub("", text)))
    return many or _is_dense(segments, sum(strong) + sum(weak), sum(strong))


def _is_dense(segments: Sequence[str], words: int, strong: int) -> bool:
    """Tell whether phrases consist of such words, two or three each, and of little else."""
    if _rest(segments) > _REST:
        return False
    lewd = (
        bool(any_of("spam", "lewd").search("".join(segments)))
        and words > _PHRASE * len(segments) + 1
    )
    return (strong > 0 and words >= _PHRASE * len(segments)) or lewd


def _rest(segments: Sequence[str]) -> float:
    """Return what share of phrases is none of the words that such are built from."""
    text = "".join(segments)
    rest = any_of("spam", "strong").sub("", any_of("spam", "weak").sub("", text))
    return len(rest) / max(1, len(text))


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
    head = texts[: min(_HEAD_NODES, (len(texts) + 1) // 2)]
    foot = texts[max(len(head), len(texts) - _FOOT_NODES) :]
    for kind, part in (("head_spam", head), ("foot_spam", foot)):
        for start, end in _lists(source, part, is_spam):
            text = unescape(source[start:end]).strip()
            yield Change("removed", start, end, ""), Removed(kind, text, kind[:4])


def _lists(
    source: str, regions: Sequence[Region], is_spam: Callable[[str], bool]
) -> Iterator[tuple[int, int]]:
    """Yield the spans that are spam: whole regions, and lines of one phrase each, one by one."""
    run: list[Region] = []
    for region in (*regions, None):
        short = region is not None and region.end - region.start <= _LONGEST
        text = unescape(source[region.start : region.end]).strip() if region and short else ""
        near = not run or (region and not source[run[-1].end : region.start].strip())
        if region and near and (_is_phrase(text) or is_spam(text)):
            run.append(region)
            continue
        joined = unescape(source[run[0].start : run[-1].end]).strip() if run else ""
        if joined and is_spam(joined):
            yield run[0].start, run[-1].end
        run = [region] if region and (_is_phrase(text) or is_spam(text)) else []


def _is_phrase(text: str) -> bool:
    strong, weak = any_of("spam", "strong").findall(text), any_of("spam", "weak").findall(text)
    few = 2 <= len(text) <= _MOST and not _SENTENCE.search(text)  # noqa: PLR2004
    return few and (bool(strong) or len(weak) >= _PHRASE)


def looks_possible(source: str, wide: str) -> bool:
    """Tell cheaply whether a page has enough of the syllables to be worth a closer look.

    `wide` is `source` without ASCII.
    """
    rules = load("spam")
    return (
        any(word in wide for word in rules["telling_probes"])
        or sum(word in wide for word in rules["probes"]) >= _PROBES
        or bool(_ENTITIES.search(source))
    )
