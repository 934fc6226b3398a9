"""Which page of a simulated site stands at which address."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from crawler.simulators import interfaces, scripted
from crawler.simulators.answer import Answer
from crawler.simulators.article_pages import article_page, textless_page
from crawler.simulators.drawn import body_path, drawn_body
from crawler.simulators.layout import CHANNEL, Layout
from crawler.simulators.render import pager
from crawler.simulators.site import (
    FILMS,
    GALLERY,
    NAME,
    Site,
    part_path,
    route_key,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.simulators.articles import Column

_ON_HOME = 6


class Pages(Layout):
    """Answers a request's target; knows nothing of connections and passing faults."""

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._version = -1
        self._routes: dict[str, Callable[[], Answer]] = {}

    def answer(self, target: str, form: str = "") -> Answer:
        """Return the page at `target`; a form's fields count as parameters, too."""
        if self._version != self.site.version:
            self._version = self.site.version
            self._routes = dict(self._all())
        key = route_key(target)
        made = self._routes.get(key) or self._routes.get(
            key.lower() if self.site.plan.cases else ""
        )
        if made is None:
            found = scripted.further(self, target, form)
            return found or Answer(404, self.notice(), self.html_type())
        return made()

    def starts(self) -> list[str]:
        """Return where a crawl of the whole site begins."""
        return interfaces.starts(self) or [self.list_path(c) for c in self.site.columns]

    def _all(self) -> list[tuple[str, Callable[[], Answer]]]:
        site = self.site
        found: list[tuple[str, Callable[[], Answer]]] = [
            ("/", self._home),
            ("/index.html", self._home),
            ("/about.html", self._about),
            ("/fw/", self._services),
            (CHANNEL, self._channel),
            ("/robots.txt", self._robots),
        ]
        found += [(route_key(path), made) for path, made in interfaces.routes(self)]
        columns = [*site.columns, *((GALLERY, FILMS) if site.plan.decoys else ())]
        for column in columns if site.family.list else ():
            paths = self.list_paths(column)
            for page, path in enumerate(paths, 1):
                found.append((route_key(path), partial(self._list, column, page)))
        for article in site.articles:
            for part in range(1, article.parts + 1):
                key = route_key(part_path(article, site.family, part))
                found.append((key, partial(article_page, self, article, part)))
        if site.plan.drawn:
            found += [(body_path(a), partial(drawn_body, self, a)) for a in site.articles]
        if site.plan.decoys:
            found += [(route_key(a.path), partial(textless_page, self, a)) for a in site.decoys]
        if site.plan.cases:
            found += [(key.lower(), made) for key, made in found]
        return found

    def _home(self) -> Answer:
        made = interfaces.home(self)
        return self.html(self._home_page()) if made is None else made

    def _home_page(self) -> str:
        shown = self.site.columns[:1] if self.site.plan.nested else self.site.columns[:-1]
        blocks = []
        for column in shown or self.site.columns:
            more = self.url(self.list_path(column), "/")
            rows = self.rows(self.site.listed(column)[:_ON_HOME], "/")
            blocks.append(
                f'<div class="block"><h3>{column.name}'
                f'<a class="more" href="{more}">更多&gt;&gt;</a></h3>{self.wrapped(rows)}</div>'
            )
        return self.framed("\n".join(blocks))

    def _channel(self) -> Answer:
        parts = [
            f'<h3><a href="{self.url(self.list_path(c), CHANNEL)}">{c.name}</a></h3>'
            + self.wrapped(self.rows(self.site.listed(c)[:3], CHANNEL))
            for c in self.site.columns[1:]
        ]
        return self.html(self.framed("\n".join(parts), title=f"政协工作-{NAME}"))

    def _list(self, column: Column, page: int) -> Answer:
        family, per = self.site.family, self.site.plan.per_page
        paths, articles = self.list_paths(column), self.site.listed(column)
        here = paths[page - 1]
        shown = articles[(page - 1) * per : page * per] if family.next else articles
        crumb = f'<a href="/">首页</a> &gt; <a href="{self.url(paths[0], here)}">{column.name}</a>'
        urls = [self.url(path, here) for path in paths]
        content = scripted.list_content(self, column, here)
        if content is None:
            content = self.wrapped(self.rows(shown, here))
            content += pager(family, column, urls, page, (len(articles), per))
        title = f"{column.name}-{NAME}"
        return self.html(self.framed(content, title=title, head=family.list_head, crumb=crumb))

    def _about(self) -> Answer:
        text = "".join(f"<p>　　{p}</p>" for p in self.site.articles[0].prose().paragraphs(4))
        return self.html(self.framed(f"<h2>机构概况</h2>{text}", title=f"机构概况-{NAME}"))

    def _services(self) -> Answer:
        names = ("提案提交", "社情民意上报", "委员登录", "下载中心", "政协微信", "网上展馆")
        items = "".join(f'<li><a href="/fw/{i}.html">{n}</a></li>' for i, n in enumerate(names))
        return self.html(self.framed(f"<ul>{items}</ul>", title=f"在线服务-{NAME}"))

    def _robots(self) -> Answer:
        kind = self.site.plan.robots
        if kind == "error":
            return Answer(503)
        if kind == "html":
            return self.html(self._home_page())
        if kind == "missing":
            return Answer(404, self.notice(), self.html_type())
        lines = ["User-agent: *", "Disallow: /" if kind == "closed" else "Disallow: /admin/"]
        if self.site.plan.crawl_delay:
            lines.append(f"Crawl-delay: {self.site.plan.crawl_delay:g}")
        if self.site.family.sitemap:
            lines.append(f"Sitemap: {self.site.base}{self.site.family.sitemap}")
        return Answer(200, "\n".join(lines).encode(), {"Content-Type": "text/plain"})
