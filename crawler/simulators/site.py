"""A site in memory: its articles, their addresses, and what a crawl of it must bring."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.simulators.articles import (
    NEWEST,
    Article,
    Column,
    address,
    make_columns,
    published,
)
from crawler.simulators.render import traditional

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from crawler.simulators.family import Family
    from crawler.simulators.plan import Plan

NAME = "云岭市政协"
HOST, OTHER_NAME, ELSEWHERE = "127.0.0.1", "localhost", "127.0.0.2"
GALLERY, FILMS = Column(91, "图片新闻", "tpxw"), Column(92, "视频在线", "spzx")
DECOYS = 12
"""Pages of each column that holds no text."""


@dataclass(frozen=True, slots=True)
class Expected:
    """An article that can be had."""

    path: str
    column: str
    title: str
    published: datetime
    text: str


class Site:
    """The articles of one simulated site; `publish`, `edit` and `delete` change it between runs."""

    def __init__(self, family: Family, plan: Plan) -> None:
        self.family, self.plan = family, plan
        self.encoding = plan.encoding or family.encoding
        self.port = self.elsewhere_port = 0
        self.columns = make_columns(plan.columns)
        self.articles = [
            self._article(n, self.columns[n % plan.columns], published(n, plan.articles))
            for n in range(plan.articles)
        ]
        self.decoys = [
            self._article(900_000 + i, column, published(plan.articles - 1 - i, plan.articles))
            for column in (GALLERY, FILMS)
            for i in range(DECOYS)
        ]
        self.deleted: set[int] = set()
        self.version = 0
        """Grows with each change."""

    @property
    def base(self) -> str:
        return f"http://{HOST}:{self.port}"

    def listed(self, column: Column) -> list[Article]:
        """Return a column's articles as its list has them, pinned ones included."""
        everything = self.decoys if column in (GALLERY, FILMS) else self.articles
        own = [a for a in everything if a.column == column and a.number not in self.deleted]
        own.sort(key=lambda a: (a.published, a.number), reverse=self.plan.order != "oldest")
        if self.plan.order == "shuffled":
            random.Random(self.plan.seed).shuffle(own)  # noqa: S311 - repeatable, not secret
        pinned = own[-self.plan.pinned :] if self.plan.pinned else []
        return [*pinned, *(a for a in own if a not in pinned)] if pinned else own

    def publish(self, count: int) -> list[Article]:
        """Add `count` articles, newer than all."""
        new = [
            self._article(n, self.columns[n % len(self.columns)], NEWEST.replace(hour=18, minute=m))
            for m, n in enumerate(range(len(self.articles), len(self.articles) + count))
        ]
        self.articles += new
        self.version += 1
        return new

    def edit(self, number: int) -> None:
        self.articles[number] = self.articles[number].edited()
        self.version += 1

    def delete(self, number: int) -> None:
        self.deleted.add(number)
        self.version += 1

    def expected(self) -> list[Expected]:
        """Return what a complete crawl brings: all articles but those that can't be had."""
        faults, seed = self.plan.faults, self.plan.seed
        return [
            self._expected(article)
            for article in self.articles
            if article.number not in self.deleted and not faults.lasting(seed, article.path)
        ]

    def site_file(self, ident: str = "simulated", *, starts: Sequence[str] = ()) -> str:
        """Return a site file that crawls this site."""
        hosts = [f"{HOST}:{self.port}"]
        if self.plan.alias:
            hosts.append(f"{OTHER_NAME}:{self.port}")
        lines = [
            f'id = "{ident}"',
            f'name = "{NAME}"',
            'level = "test"',
            f"hosts = {_quoted(hosts)}",
            f'spider = "{self.family.spider}"',
            f"starts = {_quoted([f'{self.base}{path}' for path in starts])}",
        ]
        if self.family.cms:
            lines.append(f'family = "{self.family.cms}"')
        if self.family.pattern:
            lines.append(f"article = '{self.family.pattern}'")
        if self.plan.drawn:
            lines.append('browser = "stubs"')
        if self.encoding in ("big5", "big5hkscs"):
            lines.append('script = "traditional"')
        lines += ["loopback = true", "[politeness]", "delay = 0"]
        lines.append(f"concurrency = {self.plan.concurrency}")
        return "\n".join(lines) + "\n"

    def _expected(self, article: Article) -> Expected:
        script = traditional if self.encoding.startswith("big5") else str
        title, text = script(article.title), script("\n".join(article.paragraphs()))
        return Expected(article.path, article.column.slug, title, article.published, text)

    def _article(self, number: int, column: Column, when: datetime) -> Article:
        ident = self.family.first_id + number
        path = address(self.family.article, column, number, when, ident)
        parts = self.plan.parts if number % 10 == 0 and self.family.part else 1
        return Article(number, column, when, path, self.plan.seed, parts=parts)


def route_key(target: str) -> str:
    """Return what a request's target names, whatever the order of its parameters."""
    parts = urlsplit(target)
    fields = sorted(field for field in parts.query.split("&") if field)
    return parts.path + (f"?{'&'.join(fields)}" if fields else "")


def part_path(article: Article, family: Family, number: int) -> str:
    """Return the address of an article's page `number`, from 1."""
    if number == 1:
        return article.path
    suffix = family.part.format(n=family.part_first + number - 2)
    if suffix.startswith("&"):
        return article.path + suffix
    stem, dot, extension = article.path.rpartition(".")
    return f"{stem}{suffix}.{extension}" if dot else article.path + suffix


def split_text(article: Article) -> list[list[str]]:
    """Return the paragraphs of each of an article's pages."""
    said = article.paragraphs()
    size = -(-len(said) // article.parts)
    return [said[i : i + size] for i in range(0, len(said), size)]


def _quoted(values: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{value}"' for value in values) + "]"
