"""What is measured of detection and restoration, each figure beside what it must reach."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from difflib import SequenceMatcher
from time import perf_counter
from typing import TYPE_CHECKING

from crawler.demo.mill import Kit, poison_capture, poison_page
from extract.codec.decode import decode
from extract.page import Page
from extract.poison.cleanse import cleanse
from extract.poison.hosts import host_role
from extract.poison.readings import NOTE
from extract.poison.spam import phrases_spam
from extract.publisher import NOBODY
from extract.read import read_page
from extract.record import Verdict
from tests.bench.corpus import article, page
from tests.bench.negatives import clean_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from extract.record import Record
    from tests.bench.corpus import Article

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
_BARE = Kit(head_spam=0, foot_spam=0, title=False, soup=0, tier=0, cuts=0)
_ALONE = {
    "byte slips, no notes": replace(_BARE, cuts=1),
    "tag soup": replace(_BARE, soup=12, hidden=False, convert=False),
    "hidden block": replace(_BARE, soup=12, convert=False),
    "spam head, simplified body": replace(_BARE, head_spam=5, convert=False),
    "spam foot, simplified body": replace(_BARE, foot_spam=6, convert=False),
    "title and keywords replaced": replace(_BARE, title=True, convert=False),
    "traditional, no notes": _BARE,
    "notes": replace(_BARE, tier=3),
    "link farm": replace(_BARE, farm=8, convert=False),
    "brand swap": replace(_BARE, convert=False, swap=("", "开云体育(中国)官方网站")),
}
_SEPARATORS = (",", "_", "|", " ", "\n")
_FOLDED = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_MARK_LEFT = re.compile("[\ue000-\uf8ff€]|/p>|\\?[，！？；]")


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    shown: str
    ask: str = ""
    met: bool = True


def restoration(size: int) -> Iterator[Figure]:
    """Mill `size` articles of our own under kits at random, and read what comes out."""
    rates, injected, left, poisoned, titles = [], 0, 0, 0, 0
    for seed in range(size):
        chance = random.Random(seed)
        given, kit = article(seed), _some_kit(chance)
        record = _read_milled(given, kit, seed)
        poisoned += record.poison.verdict is Verdict.POISONED
        titles += record.title == given.title
        wanted = given.text.translate(_FOLDED) if _is_folded(seed) else given.text
        rates.append(alike(wanted, record.text))
        spam = [r.text for r in record.removed if r.kind in ("head_spam", "foot_spam")]
        injected += sum(map(len, spam))
        lines = [record.title or "", *record.text.splitlines()]
        left += sum(len(line) for line in lines if phrases_spam(line))
    mean, worst = sum(rates) / size, min(rates)
    yield Figure(
        "milled articles called poisoned", _share(poisoned, size), "97 %", poisoned >= 0.97 * size
    )
    yield Figure("characters as printed, mean", f"{mean:.3%}", "99.9 %", mean >= 0.999)
    yield Figure("characters as printed, worst document", f"{worst:.3%}", "99 %", worst >= 0.99)
    yield Figure("whole texts as printed", _share(sum(r == 1 for r in rates), size))
    yield Figure("titles as printed", _share(titles, size))
    yield Figure(
        "spam characters left",
        _share(left, left + injected),
        "0.1 %",
        left <= 0.001 * (left + injected),
    )


def recalls(size: int) -> Iterator[Figure]:
    """Give `size` pages each one kind of damage only, and see whether it is noticed."""
    for name, kit in _ALONE.items():
        found = 0
        for seed in range(size):
            chance = random.Random(seed)
            own = replace(
                kit,
                head_spam=chance.randint(3, 12) if kit.head_spam else 0,
                foot_spam=chance.randint(5, 9) if kit.foot_spam else 0,
                separator=chance.choice(_SEPARATORS),
            )
            given = article(10_000 + seed)
            own = replace(own, swap=(given.home if kit.swap[1] else "", kit.swap[1]))
            served = poison_page(page(given), seed=seed, kit=own).decode()
            found += _verdict(served) is Verdict.POISONED
        yield Figure(f"recall: {name}", _share(found, size), "97 %", found >= 0.97 * size)


def clean(sources: Iterable[tuple[str, str]], name: str) -> Iterator[Figure]:
    """Read clean pages: none may change."""
    verdicts: Counter[Verdict] = Counter()
    changed: list[str] = []
    for kind, source in sources:
        cleansed = cleanse(source, markup=True, url="", publisher=NOBODY)
        verdicts[cleansed.poison.verdict] += 1
        if cleansed.source is not source:
            changed.append(kind)
    size = verdicts.total()
    poisoned, suspect = verdicts[Verdict.POISONED], verdicts[Verdict.SUSPECT]
    yield Figure(
        f"{size} {name}: changed", " ".join([str(len(changed)), *changed[:5]]), "0", not changed
    )
    yield Figure(
        f"{size} {name}: called poisoned", _share(poisoned, size), "0.5 %", poisoned <= 0.005 * size
    )
    yield Figure(
        f"{size} {name}: called suspect", _share(suspect, size), "2 %", suspect <= 0.02 * size
    )


def ours(size: int) -> Iterator[tuple[str, str]]:
    yield from clean_pages(size)


def saved(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.html")):
        body = path.read_bytes()
        yield path.name, decode(Page("", 200, body, NOON, {"content-type": "text/html"})).text


def seeds(folder: Path) -> Iterator[Figure]:
    """Read text captures: what of spam, notes and damage is left in their texts."""
    for path in sorted(folder.glob("*.txt")):
        given = Page("", 200, path.read_bytes(), NOON, {"content-type": "text/plain"})
        record = read_page(given)
        lines = [record.title or "", *record.text.splitlines()]
        spam = sum(len(line) for line in lines if phrases_spam(line))
        notes = len(NOTE.findall(record.text)) if record.repairs else 0
        marks = len(_MARK_LEFT.findall(record.text)) + record.quality.unrepaired
        shown = (
            f"{record.poison.verdict}, {spam} spam characters, {notes} notes, {marks} marks left"
        )
        yield Figure(f"capture {path.stem[:3]}", shown, "0, 0, 0", not (spam or notes or marks))


def hosts(file: Path) -> Iterator[Figure]:
    """Judge labelled addresses by host and path alone."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    genuine = [row["url"] for row in rows if row["label"] == "clean"]
    mirrors = [row["url"] for row in rows if row["label"] != "clean"]
    wrong = [url for url in genuine if host_role(url, NOBODY) == "mirror"]
    known = sum(host_role(url, NOBODY) == "mirror" for url in mirrors)
    yield Figure(
        "genuine addresses called a mirror's", f"{len(wrong)} of {len(genuine)}", "0", not wrong
    )
    yield Figure("mirrors known by name", f"{known} of {len(mirrors)}")


def cost(sources: Sequence[str]) -> Iterator[Figure]:
    """Time what cleansing adds to reading clean pages, each page both ways in turn."""
    pages = [
        Page(
            "",
            200,
            source.encode("utf-8", "replace"),
            NOON,
            {"content-type": "text/html; charset=utf-8"},
        )
        for source in sources
    ]
    for given in pages[:20]:
        read_page(given)
    whole = part = 0.0
    for given, source in zip(pages, sources, strict=True):
        whole += _seconds(lambda given=given: read_page(given))
        part += _seconds(
            lambda source=source: cleanse(source, markup=True, url="", publisher=NOBODY)
        )
    share = part / (whole - part)
    yield Figure("cleansing adds to a clean page's reading", f"{share:.1%}", "15 %", share <= 0.15)


def alike(wanted: str, got: str) -> float:
    """Return the share of characters that are as wanted."""
    if wanted == got:
        return 1.0
    matcher = SequenceMatcher(None, wanted, got, autojunk=False)
    wrong = sum(max(b - a, d - c) for op, a, b, c, d in matcher.get_opcodes() if op != "equal")
    return 1 - wrong / max(len(wanted), 1)


def _some_kit(chance: random.Random) -> Kit:
    return Kit(
        head_spam=chance.choice((0, 3, 5, 7, 12)),
        foot_spam=chance.choice((0, 5, 9)),
        separator=chance.choice(_SEPARATORS),
        title=chance.random() < 0.5,
        soup=chance.choice((0, 8, 40)),
        hidden=chance.random() < 0.5,
        farm=chance.choice((0, 0, 8)),
        tier=chance.randrange(6),
        # each kit cuts all false marks, none, or some
        cuts=chance.choice((0, 0.5, 1, 1)),
        charset=chance.choice(("utf-8", "gbk")),
    )


def _read_milled(given: Article, kit: Kit, seed: int) -> Record:
    if seed % 3:
        served = poison_page(page(given, charset=kit.charset), seed=seed, kit=kit)
        return read_page(Page("", 200, served, NOON, {"content-type": "text/html"}))
    lines = ("首页 要闻 协商", given.title, "2024-03-05 09:30 来源：某某日报", *given.paragraphs)
    capture = poison_capture("\n\n".join(lines), seed=seed, kit=kit)
    body = (capture.translate(_FOLDED) if _is_folded(seed) else capture).encode()
    return read_page(Page("", 200, body, NOON, {"content-type": "text/plain; charset=utf-8"}))


def _is_folded(seed: int) -> bool:
    """Half of the captures have their wide signs made ASCII, as some collections do."""
    return seed % 6 == 0


def _verdict(served: str) -> Verdict:
    return cleanse(served, markup=True, url="", publisher=NOBODY).poison.verdict


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole}, {part / max(whole, 1):.2%}"


def _seconds(run: object) -> float:
    begin = perf_counter()
    run()  # type: ignore[operator]  # a callable
    return perf_counter() - begin
