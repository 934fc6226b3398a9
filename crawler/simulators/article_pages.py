"""A simulated site's articles, as pages: whole, in parts, and those that can't be had."""

from __future__ import annotations

from email.utils import format_datetime
from hashlib import blake2b
from typing import TYPE_CHECKING

from crawler.simulators.answer import Answer
from crawler.simulators.drawn import shell
from crawler.simulators.layout import NOTHING
from crawler.simulators.render import article_body
from crawler.simulators.site import GALLERY, NAME, part_path, split_text

if TYPE_CHECKING:
    from crawler.simulators.articles import Article
    from crawler.simulators.layout import Layout

_STUB = (
    "<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><div id='app'></div>"
    "<script src='/js/app.js'></script></body></html>"
)
_CHALLENGE = "<html><head><script>var $_ts=window['$_ts'];$_ts.cd='qq';</script></head></html>"


def article_page(layout: Layout, article: Article, part: int) -> Answer:
    faults, site = layout.site.plan.faults, layout.site
    if article.number in site.deleted:
        return Answer(404, layout.notice(), layout.html_type())
    if lasting := faults.lasting(site.plan.seed, article.path):
        return _lost(layout, lasting, article)
    texts = split_text(article)
    body = article_body(site.family, article, article.path, texts[part - 1])
    if len(texts) > 1:
        body += _part_pager(layout, article, part, len(texts))
    name = article.column.name
    path = layout.list_path(article.column) or "/"
    crumb = f'<a href="/">首页</a> &gt; <a href="{layout.url(path, article.path)}">{name}</a>'
    body += _related(layout, article)
    if site.plan.drawn:
        body = shell(layout, article)
    head = site.family.article_head.replace("$title", article.title).replace(
        "$day", article.published.strftime("%Y-%m-%d %H:%M:%S")
    )
    page = layout.framed(body, title=f"{article.title}_{NAME}", head=head, crumb=crumb)
    answer = layout.html(page)
    return _dated(answer, article) if site.plan.conditional else answer


def _related(layout: Layout, article: Article) -> str:
    number = article.number
    others = [layout.site.articles[n] for n in (number - 1, number + 1)
              if 0 <= n < len(layout.site.articles)]  # fmt: skip
    links = "".join(
        f'<li><a href="{layout.url(o.path, article.path)}">{o.title}</a></li>' for o in others
    )
    return f'<div class="related"><h4>相关阅读</h4><ul>{links}</ul></div>'


def _part_pager(layout: Layout, article: Article, part: int, parts: int) -> str:
    paths = [part_path(article, layout.site.family, n) for n in range(1, parts + 1)]
    links = [
        f"<b>{n}</b>" if n == part else f'<a href="{layout.url(path, article.path)}">{n}</a>'
        for n, path in enumerate(paths, 1)
    ]
    following = (
        f'<a href="{layout.url(paths[part], article.path)}">下一页</a>' if part < parts else ""
    )
    return f'<div class="pages">{" ".join(links)} {following}</div>'


def textless_page(layout: Layout, article: Article) -> Answer:
    shown = (
        f'<p><img src="/images/{article.number}.jpg"></p>'
        if article.column == GALLERY
        else f'<video src="/video/{article.number}.mp4" controls></video>'
    )
    body = f"<h1>{article.title}</h1><div class='gallery'>{shown}</div>"
    return layout.html(layout.framed(body, title=f"{article.title}_{NAME}"))


def _lost(layout: Layout, fault: str, article: Article) -> Answer:
    if fault == "missing":
        return Answer(404, layout.notice(), layout.html_type())
    if fault == "loops":
        return Answer(302, b"", {"Location": f"{layout.site.base}{article.path}"})
    if fault == "challenges":
        return Answer(412, _CHALLENGE.encode(), {"Content-Type": "text/html"})
    shown = _STUB if fault == "stubs" else layout.framed(NOTHING, title="提示")
    return layout.html(shown)


def _dated(answer: Answer, article: Article) -> Answer:
    tag = blake2b(answer.body, digest_size=8).hexdigest()
    changed = format_datetime(article.published)
    more = {"ETag": f'"{tag}"', "Last-Modified": changed}
    return Answer(answer.status, answer.body, {**answer.headers, **more})
