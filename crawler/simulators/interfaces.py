"""Ways to a site's articles beside list pages: feeds, sitemaps, daily issues."""

from __future__ import annotations

import gzip
from email.utils import format_datetime
from functools import partial
from html import escape
from typing import TYPE_CHECKING

from crawler.simulators.answer import Answer
from crawler.simulators.issues import issue_routes, newest_issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from crawler.simulators.articles import Column
    from crawler.simulators.layout import Layout

_PER_SITEMAP = 500
_XML = {"Content-Type": "text/xml; charset=utf-8"}


def starts(layout: Layout) -> list[str]:
    """Return where a crawl begins that doesn't begin at lists."""
    family = layout.site.family
    if family.kind == "feed":
        return [family.feeds.format(slug=c.slug, col=c.number) for c in layout.site.columns]
    return {"sitemap": [family.sitemap], "issues": ["/"]}.get(family.kind, [])


def routes(layout: Layout) -> Iterator[tuple[str, Callable[[], Answer]]]:
    site, family = layout.site, layout.site.family
    if family.feeds:
        for column in site.columns:
            path = family.feeds.format(slug=column.slug, col=column.number)
            yield path, partial(_feed, layout, column)
    if family.sitemap:
        count = max(1, -(-len(site.articles) // _PER_SITEMAP))
        yield family.sitemap, partial(_sitemap_index, layout, count)
        for number in range(count):
            yield f"/sitemap-{number}.xml.gz", partial(_sitemap, layout, number)
    if family.kind == "issues":
        yield from issue_routes(layout)


def home(layout: Layout) -> Answer | None:
    """Return the home page of a site that has no lists; None for the usual one."""
    family, site = layout.site.family, layout.site
    if family.kind == "issues":
        return newest_issue(layout)
    if family.kind in ("feed", "sitemap"):
        links = [family.feeds.format(slug=c.slug, col=c.number)
                 for c in site.columns if family.feeds]  # fmt: skip
        head = "".join(
            f'<link rel="alternate" type="application/rss+xml" title="RSS" href="{link}">'
            for link in links
        )
        return layout.html(layout.framed("<div id='news' data-src='/app.js'></div>", head=head))
    return None


def _feed(layout: Layout, column: Column) -> Answer:
    site = layout.site
    listed = site.listed(column)[: site.plan.feed_items or None]
    items = "".join(
        f"<item><title>{escape(a.title)}</title><link>{escape(site.base + a.path)}</link>"
        f"<guid>{a.number}</guid><pubDate>{format_datetime(a.published)}</pubDate></item>"
        for a in listed
    )
    xml = (f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>{column.name}"
           f"</title><link>{site.base}/</link>{items}</channel></rss>")  # fmt: skip
    return Answer(200, xml.encode(), _XML)


def _sitemap_index(layout: Layout, count: int) -> Answer:
    base, articles = layout.site.base, layout.site.articles
    newest = [max(a.published for a in articles[n * _PER_SITEMAP : (n + 1) * _PER_SITEMAP])
              for n in range(count)]  # fmt: skip
    entries = "".join(
        f"<sitemap><loc>{base}/sitemap-{n}.xml.gz</loc><lastmod>{changed.isoformat()}</lastmod>"
        "</sitemap>"
        for n, changed in enumerate(newest)
    )
    xml = f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{entries}</sitemapindex>"
    return Answer(200, xml.encode(), _XML)


def _sitemap(layout: Layout, number: int) -> Answer:
    site = layout.site
    shown = site.articles[number * _PER_SITEMAP : (number + 1) * _PER_SITEMAP]
    entries = [
        f"<url><loc>{escape(site.base + a.path)}</loc>"
        f"<lastmod>{a.published.isoformat()}</lastmod></url>"
        for a in shown
        if a.number not in site.deleted
    ]
    if number == 0:
        entries += [f"<url><loc>{site.base}{path}</loc></url>" for path in ("/", "/about.html")]
    xml = ("<?xml version='1.0' encoding='UTF-8'?><urlset xmlns='http://www.sitemaps.org/schemas/"
           f"sitemap/0.9'>{''.join(entries)}</urlset>")  # fmt: skip
    return Answer(200, gzip.compress(xml.encode()), {"Content-Type": "application/x-gzip"})
