"""A paper's daily issues: a page for each page of the paper, leading to the day before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from crawler.simulators.site import NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from crawler.simulators.answer import Answer
    from crawler.simulators.articles import Article
    from crawler.simulators.layout import Layout

_ISSUE = "/html/{day:%Y-%m}/{day:%d}/node_{page}.htm"


def issue_routes(layout: Layout) -> Iterator[tuple[str, Callable[[], Answer]]]:
    for day in _issues(layout):
        for page in range(1, len(layout.site.columns) + 1):
            yield _ISSUE.format(day=day, page=page), partial(_issue_page, layout, day, page)


def newest_issue(layout: Layout) -> Answer:
    """Return the entry page, which sends its reader to the newest issue."""
    newest = _ISSUE.format(day=max(_issues(layout)), page=1)
    jump = f'<meta http-equiv="refresh" content="0;url={newest[1:]}">'
    return layout.html(f"<html><head><title>{NAME}报</title>{jump}</head><body></body></html>")


def _issues(layout: Layout) -> dict[date, list[Article]]:
    found: dict[date, list[Article]] = {}
    for article in layout.site.articles:
        if article.number not in layout.site.deleted:
            found.setdefault(article.published.date(), []).append(article)
    return found


def _issue_page(layout: Layout, day: date, page: int) -> Answer:
    site, issues = layout.site, _issues(layout)
    here = _ISSUE.format(day=day, page=page)
    column = site.columns[page - 1]
    shown = [a for a in issues[day] if a.column == column]
    days = sorted(issues)
    at = days.index(day)
    around = [
        f'<a href="{layout.url(_ISSUE.format(day=days[i], page=1), here)}">{name}</a>'
        for name, i in (("上一期", at - 1), ("下一期", at + 1))
        if 0 <= i < len(days)
    ]
    nodes = "".join(
        f'<li><a href="{layout.url(_ISSUE.format(day=day, page=i), here)}">'
        f"第{i:02}版：{c.name}</a></li>"
        for i, c in enumerate(site.columns, 1)
    )
    rows = "".join(f'<li><a href="{layout.url(a.path, here)}">{a.title}</a></li>' for a in shown)
    content = (
        f'<div class="date">{day:%Y年%m月%d日} {"　".join(around)}</div>'
        f'<ul class="pages">{nodes}</ul>'
        f'<div class="list"><h3>{column.name}</h3><ul>{rows}</ul></div>'
    )
    return layout.html(layout.framed(content, title=f"{NAME}报 {day:%Y-%m-%d} 第{page:02}版"))
