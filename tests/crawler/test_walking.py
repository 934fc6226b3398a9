"""Crawls of lists that share articles, and of papers with words in quotes."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.crawler.survey.other_sites import (
    OtherSite,
    article,
    chunks,
    discuz_old,
    page,
    paper_layout,
    stories,
    trs_shtml,
)
from tests.crawler.survey.script_sites import text_in_a_shell

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TRIES = 4
"""Answers after which a request is put off until the end of the run."""
BUSY = [
    (trs_shtml, "/zx/wylz/", "/zx/wylz/index_1.shtml"),
    (paper_layout, "/", "/pc/layout/202609/26/node_02.html"),
]


def crawl(served: OtherSite, folder: Path, *options: str) -> tuple[set[str], str]:
    """Return the articles read and what the crawl said; it must succeed."""
    starts = json.dumps([served.base + path for path in served.lists])
    (folder / "s.toml").write_text(
        f'id = "s"\nname = "s"\nlevel = "test"\nhosts = ["{served.base[7:]}"]\n'
        f'spider = "{served.spider}"\nstarts = {starts}\nfamily = "{served.family}"\n'
        "loopback = true\n[politeness]\ndelay = 0\n",
        "utf-8",
    )
    argv = [sys.executable, "-m", "scrapy", "crawl", served.spider, "-a", f"site={folder}/s.toml"]
    argv += [word for option in options for word in ("-a", option)]
    done = subprocess.run(  # noqa: S603 - our own command
        [*argv, "-O", f"{folder}/out.jsonl"], capture_output=True, text=True, timeout=60, check=True
    )
    lines = (folder / "out.jsonl").read_text("utf-8").splitlines()
    return {json.loads(line)["url"].removeprefix(served.base) for line in lines}, done.stderr


def test_a_list_is_whole_though_others_list_its_articles_too(tmp_path: Path) -> None:
    site = OtherSite("shared", family="trs", lists=["/tt/index.html", "/yw/index.html"])
    (column,) = stories(columns=1)

    def url(number: int) -> str:
        return f"/yw/202609/t20260901_{number + 500}.html"

    for lead, listed in (("/tt/", column[::2]), ("/yw/", column)):
        parts = chunks(listed, 10)
        for n, part in enumerate(parts):
            rows = "".join(f'<li><a href="{url(s.number)}">{s.title}</a></li>' for s in part)
            script = f"createPageHTML({len(parts)}, {n}, 'index', 'html');"
            pager = f"<p>共{len(listed)}条</p><script>{script}</script>"
            site.pages[f"{lead}index{f'_{n}' if n else ''}.html"] = page("要闻", rows + pager)
    for s in column:
        site.pages[url(s.number)] = article(s)
    with site as served:
        read, said = crawl(served, tmp_path)
    assert read == {url(s.number) for s in column}
    assert "list_shortfall" not in said
    assert max(site.hits.values()) == 1


def test_words_in_quotes_are_no_pages_of_a_newspaper(tmp_path: Path) -> None:
    site = paper_layout()
    quoted = '<script type="text/javascript" charset="utf-8"></script><div class="newslist">'
    for path in [path for path in site.pages if "/layout/" in path]:
        site.pages[path] = str(site.pages[path]).replace("<body>", f"<body>{quoted}", 1)
    with site as served:
        read, _ = crawl(served, tmp_path)
    assert read == set(site.articles)
    # days without an issue are looked for
    others = [path for path in site.hits if path not in site.pages and "/node_01." not in path]
    assert others in ([], ["/robots.txt"])


def test_a_few_articles_of_a_newspaper_cost_a_few_of_its_pages(tmp_path: Path) -> None:
    with paper_layout() as served:
        read, _ = crawl(served, tmp_path, "limit=2")
    assert len(read) == 2
    assert sum(served.hits.values()) < 10


def test_days_of_last_replies_keep_no_thread_out_of_a_backfill(tmp_path: Path) -> None:
    since, until = "2026-09-05", "2026-09-20"
    site = discuz_old()
    replied = r"<td><em>\1</em></td><td><em>2026-10-0\2 10:02</em></td></tr>"
    for path in [path for path in site.pages if "forumdisplay" in path]:
        rows = str(site.pages[path])
        site.pages[path] = re.sub(r"<td>(\d{4}-\d\d-\d(\d))</td></tr>", replied, rows)
    wanted = {4000 + s.number for c in stories() for s in c if since <= s.day <= until}
    with site as served:
        read, _ = crawl(served, tmp_path, f"since={since}", f"until={until}")
    assert read == {f"/viewthread.php?tid={number}" for number in wanted}


def test_a_shell_that_carries_no_text_is_missed(tmp_path: Path) -> None:
    site = text_in_a_shell()
    empty = site.articles[0]
    site.pages[empty] = '<body><div id="app"></div><script src="/app.js"></script></body>'
    with site as served:
        read, said = crawl(served, tmp_path)
    assert read == set(site.articles[1:])
    assert "1 stub" in said
    assert "missing: 1 listed and not captured" in said


@pytest.mark.parametrize(("make", "start", "further"), BUSY, ids=["listing", "epaper"])
def test_a_list_that_comes_at_the_second_try_isnt_lost(
    make: Callable[[], OtherSite], start: str, further: str, tmp_path: Path
) -> None:
    with make() as served:
        served.busy.update({start: TRIES, further: TRIES})
        read, said = crawl(served, tmp_path)
        assert min(served.hits[start], served.hits[further]) > TRIES
    assert read == set(served.articles)
    assert "lost" not in said


@pytest.mark.parametrize(("make", "start", "further"), BUSY, ids=["listing", "epaper"])
def test_a_list_page_that_stays_lost_is_told_once(
    make: Callable[[], OtherSite], start: str, further: str, tmp_path: Path
) -> None:
    with make() as served:
        served.busy.update({further: 3 * TRIES})
        _, said = crawl(served, tmp_path)
        assert served.hits[further] == 2 * TRIES
    assert re.findall(r"list_page_lost: (.*)", said) == [served.base + further]
    assert ", 1 pages lost" in said
