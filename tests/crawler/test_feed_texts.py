"""Articles that a feed carries whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.lists.feeds import read_feed
from tests.bench.crawling.runs import crawl
from tests.crawler.pages import page
from tests.crawler.survey.other_sites import OtherSite, Story, article

if TYPE_CHECKING:
    from pathlib import Path

CHALLENGE = "<script>document.cookie='__jsl_clearance=1'</script>"


def feed(stories: list[Story]) -> str:
    items = "".join(
        f"<item><title>{s.title}</title><link>BASE/xw/{s.number}.html</link><pubDate>{s.day}</pubDate>"
        "<content:encoded><![CDATA["
        + "".join(f"<p>{p}</p>" for p in s.paragraphs())
        + "]]></content:encoded></item>"
        for s in stories
    )
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"{items}</channel></rss>"
    )


def test_a_summary_is_no_article() -> None:
    summary = "<rss><item><link>/1.html</link><description>&lt;p&gt;摘要</description></item></rss>"
    assert read_feed(page(summary)).texts == {}


def test_a_page_that_is_refused_is_read_from_the_feed_and_a_deleted_one_isnt(
    tmp_path: Path,
) -> None:
    had, refused, deleted = Story(1, 0), Story(2, 0), Story(3, 0)
    site = OtherSite("feed", types={"/rss.xml": "text/xml"})
    site.pages["/rss.xml"] = feed([had, refused, deleted])
    site.pages["/xw/1.html"], site.pages["/xw/2.html"] = article(had), CHALLENGE
    with site as served:
        host = served.base.removeprefix("http://")
        file = (
            f'id = "f"\nname = "f"\nlevel = "test"\nhosts = ["{host}"]\nspider = "feed"\n'
            f'starts = ["{served.base}/rss.xml"]\nloopback = true\n[politeness]\ndelay = 0\n'
        )
        rows = {row["title"]: row for row in crawl(tmp_path, file, "feed").rows}
    assert set(rows) == {had.title, refused.title}
    assert rows[refused.title]["provenance"]["text"] == "feed"
    assert rows[had.title]["provenance"].get("text") != "feed"
    assert rows[refused.title]["text"] == "\n".join(refused.paragraphs())
