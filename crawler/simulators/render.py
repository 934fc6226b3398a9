"""Markup of a simulated site's pages."""

from __future__ import annotations

import posixpath
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

import opencc

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crawler.simulators.articles import Article, Column
    from crawler.simulators.family import Family

_NAV = {"portal": '<li><a href="$url">$name</a></li>', "plain": '<a href="$url">$name</a>',
        "table": '<td align="center"><a href="$url">$name</a></td>'}  # fmt: skip
_SHORT = 26
_LABELS = ("zh-TW", "big5")


def frame(  # noqa: PLR0913 - the parts of a page
    name: str, *, title: str, head: str, nav: Iterable[tuple[str, str]], crumb: str,
    content: str, site: str, friends: Iterable[str], charset: str,
) -> str:  # fmt: skip
    """Return a whole page."""
    item = Template(_NAV[name])
    return _frame(name).substitute(
        title=title, head=head, crumb=crumb, content=content, site=site, charset=charset,
        nav="\n".join(item.substitute(name=text, url=escape(url)) for text, url in nav),
        friends=" ".join(f'<a href="{url}" target="_blank">{i}号兄弟网站</a>'
                         for i, url in enumerate(friends, 1)),
    )  # fmt: skip


def row(family: Family, article: Article, url: str, *, dated: bool) -> str:
    """Return an article's line in a list."""
    title = article.title
    short = title if len(title) <= _SHORT else title[:_SHORT] + "..."
    day = article.published.strftime(family.day) if dated else ""
    return Template(family.row).substitute(
        url=escape(url), title=escape(title), short=escape(short), day=day, id=article.number
    )


def pager(
    family: Family, column: Column, urls: Sequence[str], page: int, counts: tuple[int, int]
) -> str:
    """Return a list's pager on page `page`, from 1, of those at `urls`; `counts`: all, a page."""
    last = page >= len(urls)
    template = family.last_pager if last and "$next" in family.pager else family.pager
    numbers = " ".join(
        f"<b>{i}</b>" if i == page else f'<a href="{escape(urls[i - 1])}">{i}</a>'
        for i in range(max(1, page - 2), min(len(urls), page + 3) + 1)
    )
    return Template(template).substitute(
        pages=len(urls), page=page, page0=page - 1, total=counts[0], per=counts[1],
        next="" if last else escape(urls[page]), last=escape(urls[-1]), numbers=numbers,
        slug=column.slug, col=column.number,
    )  # fmt: skip


def article_body(family: Family, article: Article, url: str, paragraphs: Sequence[str]) -> str:
    """Return an article's part of its page."""
    source, author, editor = article.credits()
    return Template(family.body).substitute(
        title=escape(article.title), text="\n".join(f"<p>　　{escape(p)}</p>" for p in paragraphs),
        day=article.published.strftime(family.moment), source=source, author=author, editor=editor,
        column=article.column.name, slug=article.column.slug, id=article.number, url=escape(url),
    )  # fmt: skip


def relative(path: str, base: str) -> str:
    """Return `path` as a page at `base` would name it."""
    folder = base.partition("?")[0].rpartition("/")[0] or "/"
    if "?" in path:
        return path
    found = posixpath.relpath(path, folder)
    return found + "/" if path.endswith("/") and path != "/" else found


def encoded(html: str, encoding: str) -> bytes:
    """Return the page in the site's charset, in its script; what it lacks becomes a reference."""
    if encoding in _LABELS:
        html = traditional(html)
    return html.encode(encoding, "xmlcharrefreplace")


def traditional(text: str) -> str:
    return str(_converter().convert(text))


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


@cache
def _frame(name: str) -> Template:
    return Template((files("crawler.simulators") / "frames" / f"{name}.html").read_text("utf-8"))
