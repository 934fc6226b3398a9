"""The columns and articles of a simulated site, and what a crawl of it must bring."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from hashlib import md5

from crawler.simulators.prose import Prose, column_names

CHINA = timezone(timedelta(hours=8))
NEWEST = datetime(2026, 9, 30, 17, 25, tzinfo=CHINA)
_LONGEST_STEP = timedelta(hours=7, minutes=41)
_SPAN = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Column:
    number: int
    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article; its text is made when asked for."""

    number: int
    column: Column
    published: datetime
    path: str
    seed: int
    revision: int = 0
    parts: int = 1

    def prose(self) -> Prose:
        return Prose(f"{self.seed}:{self.number}")

    @property
    def title(self) -> str:
        return self.prose().title()

    def paragraphs(self) -> list[str]:
        prose = self.prose()
        prose.title()
        said = prose.paragraphs(prose.number(3, 6) * self.parts)
        if self.revision:
            said.append(f"本文已于第{self.revision}次修订时补充办理结果。")
        return said

    def credits(self) -> tuple[str, str, str]:
        """Return the outlet, the writer and the editor."""
        prose = Prose(f"{self.seed}:{self.number}:credits")
        return prose.outlet(), prose.person(), prose.person()

    def edited(self) -> Article:
        return replace(self, revision=self.revision + 1)


def make_columns(count: int) -> list[Column]:
    """Return `count` columns; beyond the named ones they are numbered."""
    names = column_names()
    return [
        Column(
            number=i + 11,
            name=names[i % len(names)][0] + (str(i // len(names) + 1) if i >= len(names) else ""),
            slug=names[i % len(names)][1] + (str(i // len(names) + 1) if i >= len(names) else ""),
        )
        for i in range(count)
    ]


def published(number: int, total: int) -> datetime:
    """Return when article `number` of `total` came out: the last one is the newest."""
    step = min(_LONGEST_STEP, _SPAN / max(total, 1))
    return (NEWEST - step * (total - 1 - number)).replace(second=0, microsecond=0)


def address(template: str, column: Column, number: int, when: datetime, ident: int) -> str:
    """Return an article's path by its family's template."""
    micros = int(when.timestamp() * 1_000_000) + number
    return template.format(
        slug=column.slug, col=column.number, id=ident, n=0,
        hash=md5(f"{ident}".encode(), usedforsecurity=False).hexdigest(),
        micros=micros, yyyy=f"{when:%Y}", mm=f"{when:%m}", dd=f"{when:%d}", m=when.month,
        d=when.day,
    )  # fmt: skip
