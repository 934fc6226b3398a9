"""Pages broken at random: bytes flipped, cut, nested, repeated, and lying about their charset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.demo.mill import Kit, poison_page
from tests.extract.body.test_families import BODY, CONTAINERS, page
from tests.extract.body.test_furniture import COMMENTS, POST
from tests.extract.pages import SENTENCE
from tests.extract.plain.rendering import rendered

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

CHARSETS = ("utf-8", "gb18030", "big5", "utf-16", "latin-1")
LABELS = ("utf-8", "gb2312", "gbk", "big5", "iso-8859-1", "utf-16", "hz-gb-2312", "x", "")
_TAGS = (
    b"<div>",
    b"<table><tr><td>",
    b"<p>",
    b"<a href=x>",
    b"<b>",
    b"<script>",
    b"<!--",
    b"<svg>",
)
_SCRAPS = (
    b"&#x;",
    b"&#1114112;",
    b"&#0;",
    b"&nbsp",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbf\xbf",
    b"]]>",
    b"<![CDATA[",
    b"<?xml version='1.0'?>",
    b"</body></html>",
    b"<title>",
    b"</title>",
    b"<plaintext>",
    b"\xed\xa0\x80",
    "来源：".encode(),
    "（记者 ".encode(),
    b"2024-13-45",
    b"<meta charset=utf-7>",
    b"style=display:none",
    b"<base href='//[x'>",
    b"<img src=data:,x>",
    b"'\">",
    b"<frameset>",
    b"<form>",
    b"<math>",
    "赞 ".encode(),
    "首页>".encode(),
    "\n\n责任编辑：张三\n\n".encode(),
    b"\n\n2024-03-05 09:30\n\n",
    b"\n  \xe2\x80\xa2 ",
)
_STOPS = tuple(sign.encode() for sign in ".,-_ =?\n\t，。、…—　：（【“")


def seeds() -> list[str]:
    """Return the replicas that mutants are made from, and text captures of them."""
    pages = [page(layout.format(BODY)) for layout in CONTAINERS.values()]
    thread = "".join(POST.format(i, f"第{i}楼：{SENTENCE}") for i in range(1, 5))
    poisoned = [poison_page(each, seed=3, kit=Kit()).decode() for each in pages[:3]]
    others = (page(thread), page(f"<div>{BODY}</div><ul>{COMMENTS}</ul>"), SENTENCE)
    made = [*pages, *poisoned, *others]
    return [*made, *map(rendered, made[::3])]


def mutant(random: Random, replicas: list[str]) -> tuple[bytes, str]:
    """Return a broken page and the content type that it claims."""
    text = random.choice(replicas)
    body = text.encode(random.choice(CHARSETS), "replace")
    for _ in range(random.randint(1, 6)):
        body = random.choice(MUTATIONS)(random, body)[:200_000]
    label = random.choice(LABELS)
    kinds = ("text/html", "text/html", "text/html", "text/plain", "application/xhtml+xml")
    kind = random.choice(kinds) if "<" in text else "text/plain"
    return body, f"{kind}; charset={label}" if label else kind


def _flip(random: Random, body: bytes) -> bytes:
    changed = bytearray(body)
    for _ in range(random.randint(1, 20)):
        if changed:
            changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _cut(random: Random, body: bytes) -> bytes:
    return body[: random.randint(0, len(body))]


def _cut_out(random: Random, body: bytes) -> bytes:
    a, b = sorted((random.randint(0, len(body)), random.randint(0, len(body))))
    return body[:a] + body[b:]


def _double(random: Random, body: bytes) -> bytes:
    a, b = sorted((random.randint(0, len(body)), random.randint(0, len(body))))
    return body[:b] + body[a:b] * random.randint(1, 8) + body[b:]


def _nest(random: Random, body: bytes) -> bytes:
    at = random.randint(0, len(body))
    return body[:at] + random.choice(_TAGS) * random.randint(1, 3000) + body[at:]


def _insert(random: Random, body: bytes) -> bytes:
    at = random.randint(0, len(body))
    return body[:at] + random.choice(_SCRAPS) * random.randint(1, 50) + body[at:]


def _repeat(random: Random, body: bytes) -> bytes:
    """Repeat a few bytes of the page, or a stop: some patterns take the square of their number."""
    at = random.randint(0, len(body))
    sign = random.choice((body[at : at + random.randint(1, 6)], random.choice(_STOPS))) or b"."
    return body[:at] + sign * (random.randint(1, 60_000) // len(sign)) + body[at:]


def _attributes(random: Random, body: bytes) -> bytes:
    many = b" ".join(b"a%d='x'" % i for i in range(random.randint(1, 400)))
    return body.replace(b"<div", b"<div " + many, random.randint(1, 3))


def _recode(random: Random, body: bytes) -> bytes:
    text = body.decode(random.choice(CHARSETS), "replace")
    return text.encode(random.choice(CHARSETS), "replace")


def _declare(random: Random, body: bytes) -> bytes:
    label = random.choice(LABELS).encode()
    return body.replace(b"<head>", b"<head><meta charset='" + label + b"'>", 1)


def _shuffle(random: Random, body: bytes) -> bytes:
    parts = body.split(b"<")
    random.shuffle(parts)
    return b"<".join(parts)


MUTATIONS: tuple[Callable[[Random, bytes], bytes], ...] = (
    _flip,
    _flip,
    _cut,
    _cut_out,
    _double,
    _nest,
    _insert,
    _insert,
    _repeat,
    _attributes,
    _recode,
    _declare,
    _shuffle,
)
