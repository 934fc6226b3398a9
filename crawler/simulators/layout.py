"""How a simulated site's pages are laid out: frame, menu, rows, addresses and bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.simulators.answer import Answer
from crawler.simulators.chrome import head_chrome, menu_chrome
from crawler.simulators.render import encoded, frame, relative, row
from crawler.simulators.site import ELSEWHERE, FILMS, GALLERY, NAME, OTHER_NAME

if TYPE_CHECKING:
    from crawler.simulators.articles import Article, Column
    from crawler.simulators.site import Site

CHANNEL = "/zhpd/"
NOTHING = "<div class='err'><h2>提示</h2><p>您访问的页面不存在或已被删除</p></div>"


class Layout:
    """What all pages of one site have in common."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def list_paths(self, column: Column) -> list[str]:
        """Return the addresses of a list's pages, the first one first."""
        family, count = self.site.family, len(self.site.listed(column))
        pages = max(1, -(-count // self.site.plan.per_page))
        names = {"slug": column.slug, "col": column.number}
        further = [
            family.next.format(n=self._number(page, pages), **names) for page in range(2, pages + 1)
        ]
        return [family.list.format(**names), *(further if family.next else [])]

    def list_path(self, column: Column) -> str:
        return self.site.family.list.format(slug=column.slug, col=column.number)

    def html(self, text: str, status: int = 200) -> Answer:
        return Answer(status, encoded(text, self.site.encoding), self.html_type())

    def framed(self, content: str, *, title: str = NAME, head: str = "", crumb: str = "") -> str:
        family, site = self.site.family, self.site
        if kilobytes := site.plan.chrome_kb:
            head += head_chrome(kilobytes)
            content += menu_chrome(kilobytes)
        friends = [f"http://{ELSEWHERE}:{site.elsewhere_port}/{i}/" for i in range(3)]
        return frame(
            family.frame, title=title, head=family.head + head, nav=self._nav(), crumb=crumb,
            content=content, site=NAME, friends=friends if site.plan.decoys else [],
            charset=site.encoding,
        )  # fmt: skip

    def url(self, path: str, base: str, number: int = 0) -> str:
        """Return `path` as the family links to it from a page at `base`."""
        site, plan = self.site, self.site.plan
        if plan.alias and number % 3 == 1:
            return f"http://{OTHER_NAME}:{site.port}{path}"
        if plan.cases and number % 4 == 2:  # noqa: PLR2004 - every fourth
            path = path.upper().replace(".HTML", ".html").replace(".SHTML", ".shtml")
        if site.family.links == "absolute":
            return site.base + path
        return relative(path, base) if site.family.links == "relative" else path

    def rows(self, articles: list[Article], base: str) -> str:
        dated, family = self.site.plan.dates, self.site.family
        return "\n".join(
            row(family, a, self.url(a.path, base, a.number), dated=dated) for a in articles
        )

    def wrapped(self, rows: str) -> str:
        return self.site.family.wrap.replace("$rows", rows)

    def notice(self) -> bytes:
        return encoded(self.framed(NOTHING, title="404"), self.site.encoding)

    def html_type(self) -> dict[str, str]:
        named = f"; charset={self.site.encoding}" if self.site.plan.header_charset else ""
        return {"Content-Type": f"text/html{named}"}

    def _number(self, page: int, pages: int) -> int:
        family = self.site.family
        if family.descending:
            return family.pages_from + pages - page + 1
        return family.first + page - 2

    def _nav(self) -> list[tuple[str, str]]:
        columns = [(c.name, self.list_path(c)) for c in self.site.columns]
        if self.site.plan.nested:
            columns = [("政协工作", CHANNEL), *columns[:1]]
        if not self.site.family.list:
            columns = []
        if not self.site.plan.decoys:
            return [("首页", "/"), *columns]
        empty = [(c.name, self.list_path(c)) for c in (GALLERY, FILMS) if self.site.family.list]
        return [("首页", "/"), ("机构概况", "/about.html"), *columns, *empty, ("在线服务", "/fw/")]
