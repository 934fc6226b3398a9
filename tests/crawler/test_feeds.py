"""Feeds and sitemaps as servers write them."""

from __future__ import annotations

import gzip
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.lists.feeds import read_feed
from crawler.spiders.sitemap import read_sitemap
from tests.crawler.pages import page

RSS = """<?xml version="1.0" encoding="gb2312"?><rss version="2.0"><channel><title>政协</title>
<item><title>甲 & 乙</title><link>/xw/1.html</link>
<pubDate>Wed, 04 Mar 2026 23:30:00 +0800</pubDate>
</item><item><title>丙</title><guid>http://a.example/xw/2.html</guid></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next" href="?page=2"/>
<entry><title>甲</title><link href="http://a.example/xw/1.html"/><updated>2026-03-04T10:00:00+08:00
</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/">
<item rdf:about="http://a.example/xw/1.html"><title>甲</title></item></rdf:RDF>"""


def test_rss_in_gbk_with_relative_links_is_read() -> None:
    feed = read_feed(page(RSS.encode("gbk"), "http://a.example/rss.xml"))
    assert [(i.url, i.day) for i in feed.items] == [
        ("http://a.example/xw/1.html", date(2026, 3, 4)),
        ("http://a.example/xw/2.html", None),
    ]


def test_atom_names_older_entries_on_a_next_page() -> None:
    feed = read_feed(page(ATOM, "http://a.example/atom"))
    assert feed.items[0].day == date(2026, 3, 4)
    assert [t.url for t in feed.pages.next] == ["http://a.example/atom?page=2"]


def test_rdf_and_packed_feeds_are_read() -> None:
    packed = page(gzip.compress(RDF.encode()), "http://a.example/rdf.gz", "application/gzip")
    assert [i.url for i in read_feed(packed).items] == ["http://a.example/xw/1.html"]


def test_what_is_no_feed_says_what_it_is() -> None:
    assert read_feed(page("<html><body>nothing</body></html>")).said


def test_an_index_names_files_and_a_sitemap_pages() -> None:
    index = "<sitemapindex><sitemap><loc>http://a.example/s1.xml.gz</loc></sitemap></sitemapindex>"
    assert read_sitemap(page(index))[0] == [("http://a.example/s1.xml.gz", "")]
    url = "<url><loc>http://a.example/1.html</loc><lastmod>2026-03-04</lastmod></url>"
    pages = f"<urlset>{url}</urlset>"
    ((link, changed),) = read_sitemap(page(gzip.compress(pages.encode())))[1]
    assert link.url == "http://a.example/1.html"
    assert changed is not None
    assert changed.date() == date(2026, 3, 4)


def test_robots_names_sitemaps_and_a_text_file_pages() -> None:
    robots = page("User-agent: *\nSitemap: /map.xml\n", "http://a.example/robots.txt", "text/plain")
    assert read_sitemap(robots) == ([("http://a.example/map.xml", "")], [])
    listed = page("http://a.example/1.html\nhttp://a.example/2.html\n", kind="text/plain")
    assert [link.url for link, _ in read_sitemap(listed)[1]] == [
        "http://a.example/1.html", "http://a.example/2.html"
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
@example(b"<n<:k\xfe!>")
@example(b"\x08\x00\x00\x00\x00\x00\x00\x03broken deflate")
def test_no_bytes_break_the_readers(body: bytes) -> None:
    for raw in (body, b"\x1f\x8b" + body, b"<rss>" + body):
        read_feed(page(raw))
        read_sitemap(page(raw))
