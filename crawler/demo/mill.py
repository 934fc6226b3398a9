"""What a spam kit does to a clean page, so that undoing it can be shown and measured.

The steps are the kit's own: convert the script, encode as GBK, push readings behind the byte pairs
of annotated characters wherever these bytes occur, cut at the byte pairs of clause marks, decode
what is left, and set spam round it.
"""

import random
import re
from dataclasses import dataclass
from functools import cache

import opencc

from crawler.demo.wrapping import data, farm, ident, leaked, phrases, replace_title, soup

_MARKS = ("，", "！", "？", "；")
_LEADS = range(0x81, 0xFF)
_KEPT = frozenset("后里于干范余并愿征占云采杰游群么秘系制面只姹咨乾著")
_OWN = {ord(a): b for a, b in zip("着台症冲艳签杆鉴钟", "著臺癥沖艷簽桿鑒鐘", strict=True)}
_BODY = re.compile(r"<body[^>]*>", re.IGNORECASE)
_HIGHEST_TRAIL = 0x40
_PHRASES = 4


@dataclass(frozen=True, slots=True)
class Kit:
    """What one kit is set to do."""

    head_spam: int = 5
    """Phrases over the page, 0 for none."""
    foot_spam: int = 5
    separator: str = ","
    """What stands between the phrases over the page."""
    title: bool = True
    """Replace the title and keywords, in entities, and put the title back by a script."""
    soup: int = 8
    """Empty elements sharing one id."""
    hidden: bool = True
    """The soup stands in a block that isn't displayed."""
    farm: int = 0
    """Links to other hosts."""
    convert: bool = True
    tier: int = 4
    """Which characters are annotated: 0 none, 1 a dozen, 5 all."""
    cuts: float = 1.0
    """Share of the false clause marks that are cut."""
    charset: str = "utf-8"
    swap: tuple[str, str] = ("", "")
    """A name of the publisher's, and what is written in its place."""


def poison_page(html: str, *, seed: int, kit: Kit) -> bytes:
    """Return `html` as a mirror under `kit` serves it. The same seed gives the same bytes."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    milled = grind(_swapped(html, kit), kit, chance)
    spam = kit.separator.join(phrases(chance, kit.head_spam or _PHRASES))
    if kit.title:
        milled = replace_title(milled, spam)
    over = f"<div>{spam}</div>" if kit.head_spam else ""
    if kit.soup:
        elements = soup(chance, ident(chance), kit.soup)
        block = f'<div class="pl_css_ganrao" style="display: none;">{elements}</div>'
        over += block if kit.hidden else elements
    milled = _BODY.sub(lambda body: body.group() + over, milled, count=1)
    under = f"<div>{farm(chance, kit.farm)}</div>" if kit.farm else ""
    if kit.foot_spam:
        under += f"<div>{' '.join([spam, *phrases(chance, kit.foot_spam)])}</div>"
    milled = milled.replace("</body>", f"{under}</body>")
    return milled.encode("gb18030" if kit.charset == "gbk" else kit.charset)


def poison_capture(text: str, *, seed: int, kit: Kit) -> str:
    """Return a text capture of a mirror's page: lines, and what leaks of the soup as text."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    lines = [grind(_swapped(text, kit), kit, chance)]
    spam = kit.separator.join(phrases(chance, kit.head_spam or _PHRASES))
    if kit.head_spam:
        lines.insert(0, spam + "\n")
    if kit.soup:
        lines.append("\n" + leaked(chance, ident(chance), kit.soup))
    if kit.foot_spam:
        lines.append(" ".join([spam, *phrases(chance, kit.foot_spam)]))
    return "\n".join(lines)


def _swapped(text: str, kit: Kit) -> str:
    name, brand = kit.swap
    return text.replace(name, brand) if name else text


def grind(text: str, kit: Kit, chance: random.Random) -> str:
    """Return `text` after script, annotation and cutting, which is where bytes get lost."""
    if not kit.convert:
        return text
    stream = _traditional(text).encode("gbk", "replace")
    for char, reading in _tier(kit.tier):
        stream = stream.replace(
            char.encode("gbk"), char.encode("gbk") + f"({reading})".encode("gbk")
        )
    return "".join(map(_decode, _cut(stream, kit.cuts, chance)))


def _cut(stream: bytes, share: float, chance: random.Random) -> list[bytes]:
    """Cut before and after each mark found in the bytes, whether it is one or not."""
    pattern = re.compile(b"|".join(re.escape(mark.encode("gbk")) for mark in _MARKS))
    pieces: list[bytes] = []
    at, aligned = 0, _Alignment(stream)
    for mark in pattern.finditer(stream):
        if aligned.begins(mark.start()) or chance.random() < share:
            pieces += (stream[at : mark.start()], mark.group())
            at = mark.end()
    return [*pieces, stream[at:]]


class _Alignment:
    """Where characters begin, in a stream that is read once from its start."""

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._at = 0

    def begins(self, place: int) -> bool:
        while self._at < place:
            self._at += 2 if self._stream[self._at] in _LEADS else 1
        return self._at == place


def _decode(piece: bytes) -> str:
    out, at = [], 0
    while at < len(piece):
        lead = piece[at]
        if lead not in _LEADS:
            out.append("\u20ac" if lead == 0x80 else chr(lead))  # noqa: PLR2004
            at += 1
            continue
        trail = piece[at + 1 : at + 2]
        sound = trail and trail[0] >= _HIGHEST_TRAIL and trail[0] not in (0x7F, 0xFF)
        out.append(piece[at : at + 2].decode("gb18030", "replace") if sound else "?")
        at += 2
    return "".join(out)


@cache
def _converter() -> dict[int, str]:
    chars = [chr(code) for code in range(0x4E00, 0xA000) if chr(code) not in _KEPT]
    turned = opencc.OpenCC("s2tw").convert("\n".join(chars)).split("\n")
    return {ord(a): b for a, b in zip(chars, turned, strict=True) if a != b}


def _traditional(text: str) -> str:
    return text.translate(_converter() | _OWN)


@cache
def _tier(tier: int) -> tuple[tuple[str, str], ...]:
    lines = data("mill_readings.txt")[:tier]
    return tuple((word[0], word[1:]) for line in lines for word in line.split())
