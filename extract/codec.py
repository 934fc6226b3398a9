"""Bytes to text: one bad byte costs one character, never the charset.

Labels follow the WHATWG Encoding Standard (https://encoding.spec.whatwg.org/), save that every
GB name means GB18030, which contains them all.
"""

import codecs
import re
from dataclasses import dataclass

from extract.page import Page
from extract.rules_files import load

MAX_BODY = 16 << 20
"""Bytes; what is longer is no article page of these sites."""
_SNIFFED = 4096
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]{2,30})""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,30})""", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FEW = 0.02
"""Share of characters that may be unreadable before a declared charset is doubted."""
_MOJIBAKE = re.compile("[鈥锛銆鐨鏄涓鍦浜鏈鎴璇瑙鍗鍏]")
_SIGNS = ("锛", "銆", "鐨")
"""Full-width comma, full stop and 的, read so; no page of that sort is without."""
_DOUBLED = 0.04
_HAN = re.compile("[\u4e00-\u9fff]+")
_LOOKED_AT = 200_000
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    charset: str
    replaced: int = 0
    """Characters that stand for bytes which the charset doesn't know."""
    conflict: bool = False
    """Header, meta tag and bytes name different charsets."""
    undone: bool = False
    """The text had been encoded twice, which is undone."""


def _restore_euro(error: UnicodeError) -> tuple[str, int]:
    """Read a lone 0x80 as GBK's euro sign, which the spam kits' byte repair needs to see."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start]
    return ("\u20ac" if byte == 0x80 else _REPLACEMENT), error.start + 1  # noqa: PLR2004


codecs.register_error("cppcc-gb", _restore_euro)


def decode(page: Page) -> Decoded:
    """Return the page's text by BOM, header, meta tag and, where they are wrong, the bytes."""
    body = page.body[:MAX_BODY]
    for bom, charset in _BOMS:
        if body.startswith(bom):
            text = body[len(bom) :].decode(charset, "replace")
            return Decoded(text, charset, text.count(_REPLACEMENT))
    declared = _declared(page, body)
    best = _best(body, declared)
    conflict = len(set(declared)) > 1 or bool(declared and best.charset not in declared)
    undone = _undo_doubled(best.text)
    text = best.text if undone is None else undone
    return Decoded(text, best.charset, best.replaced, conflict, undone is not None)


def charset_name(label: str) -> str | None:
    """Return Python's name of the charset that a label means, None for an unknown one."""
    label = label.strip().lower()
    for charset, labels in load("charsets.toml").items():
        if label in labels:
            return charset
    try:
        name = codecs.lookup(label).name
        "".encode(name)
    except (LookupError, UnicodeError):
        return None
    return name


def _declared(page: Page, body: bytes) -> list[str]:
    labels = _HEADER.findall(page.content_type)
    head = body[:_SNIFFED]
    labels += [found.decode("ascii", "replace") for found in _XML.findall(head)]
    labels += [found.decode("ascii", "replace") for found in _META.findall(head)]
    names = [charset_name(label) for label in labels]
    return list(dict.fromkeys(name for name in names if name))


def _best(body: bytes, declared: list[str]) -> Decoded:
    """Return the first reading without fault, or the one with the fewest."""
    readings = []
    for charset in dict.fromkeys((*(c for c in declared if c != "cp1252"), "utf-8", "gb18030")):
        reading = _read(body, charset)
        if not reading.replaced:
            return reading
        readings.append(reading)
    first = readings[0]
    if first.charset in declared and first.replaced <= _FEW * len(first.text):
        return first
    if "cp1252" in declared:
        readings.append(_read(body, "cp1252"))
    return min(readings, key=lambda reading: reading.replaced)


def _read(body: bytes, charset: str) -> Decoded:
    errors = "cppcc-gb" if charset == "gb18030" else "replace"
    try:
        text = body.decode(charset, errors)
    except (UnicodeError, LookupError):
        text = body.decode("latin-1")
        return Decoded(text, charset, len(text))
    return Decoded(text, charset, text.count(_REPLACEMENT))


def _undo_doubled(text: str) -> str | None:
    """Return what was UTF-8 read as GBK and stored as UTF-8 again; None where it wasn't."""
    if not any(sign in text for sign in _SIGNS):
        return None
    sample = "".join(_HAN.findall(text, 0, _LOOKED_AT))[:4000]
    if not sample or len(_MOJIBAKE.findall(sample)) < _DOUBLED * len(sample):
        return None
    try:
        again = text.encode("gb18030").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return None
    lost = again.count(_REPLACEMENT)
    return again if lost <= _FEW * len(again) else None
