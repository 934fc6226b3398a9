"""Sites that print a few articles a day, each told from all others by its own words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crawler.demo.pages import DemoSite, ServedPage

if TYPE_CHECKING:
    from datetime import date

LIST = "/zxdt/index.html"
A_DAY = 3
_HTML = "text/html; charset=utf-8"
_PAGE = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>'
    '<div class="nav"><a href="/">首页</a></div>{inner}</body></html>'
)
_PARAGRAPHS = (
    "{day:%m月%d日}，{name}政协召开第{number}次主席会议，听取第{number}号提案办理情况的汇报。",
    "会议指出，提案提出以来，承办单位走访了{number}个社区，征求居民的意见，逐条列出办理的时限。",
    "会议要求，要把办理的结果在{day:%Y年%m月%d日}以前答复委员，做到事事有回音、件件有着落。",
)


@dataclass(slots=True)
class GrowingSite:
    """A site whose list grows by `A_DAY` articles with each day that it prints."""

    id: str
    name: str
    printed: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Path to title and text of every article so far."""
    _days: dict[str, date] = field(default_factory=dict)
    _pages: dict[str, ServedPage] = field(default_factory=dict)

    def site(self) -> DemoSite:
        """Return what a server serves; it sees at once what is printed later."""
        return DemoSite(
            id=self.id, name=self.name, spider="listing", starts=(LIST,), pages=self._pages,
            role="publisher", article="/zxdt/a[0-9]+\\.html$",
        )  # fmt: skip

    def print_day(self, day: date) -> None:
        for _ in range(A_DAY):
            number = len(self.printed) + 1
            path = f"/zxdt/a{number}.html"
            title = f"{self.name}政协听取第{number}号提案办理情况汇报"
            lines = [p.format(day=day, name=self.name, number=number) for p in _PARAGRAPHS]
            body = "".join(f"<p>{line}</p>" for line in lines)
            inner = f'<h1>{title}</h1><div>{day:%Y-%m-%d} 12:00</div><div class="TRS_Editor">'
            self._serve(path, title, f"{inner}{body}</div>")
            self._days[path] = day
            self.printed[path] = (title, "\n".join(lines))
        # last, so that no link leads nowhere
        items = [
            f'<li><a href="{path}">{self.printed[path][0]}</a><span>{on:%Y-%m-%d}</span></li>'
            for path, on in reversed(self._days.items())
        ]
        self._serve(LIST, f"{self.name}政协", f'<ul class="list">{"".join(items)}</ul>')

    def _serve(self, path: str, title: str, inner: str) -> None:
        page = _PAGE.format(title=title, inner=inner)
        self._pages[path] = ServedPage(page.encode(), _HTML)
