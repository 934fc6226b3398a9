"""A page that a script draws, in a real browser, against a site on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from crawler.demo.pages import DemoSite, ServedPage
from crawler.demo.server import DemoServer
from crawler.simulators.drawn import BODIES, PICTURES
from crawler.simulators.plan import Plan
from crawler.simulators.server import Simulator

if TYPE_CHECKING:
    from pathlib import Path

DRAWN = """<html><head><title>市政协召开主席会议</title></head><body><div id="c"></div><script>
const drawn = lines => '<h1>市政协召开主席会议</h1><div class="article-body">'
  + lines.map(line => '<p>' + line + '</p>').join('') + '</div>';
const later = ms => new Promise(done => setTimeout(done, ms));
fetch('/data.json').then(answer => later(300).then(() => answer.json()))
  .then(lines => { document.getElementById('c').innerHTML = drawn(lines); });
fetch('http://127.0.0.1:9/leak').catch(() => {});
</script></body></html>"""
TEXT = [
    "本市政协昨日召开主席会议，研究部署下一阶段的重点工作。" * 3,
    "会议强调，要广泛凝聚共识，提高建言质量。" * 3,
]


def crawl(
    folder: Path, environ: dict[str, str], browser: str = "always"
) -> subprocess.CompletedProcess[str]:
    pages = {
        "/a.html": ServedPage(DRAWN.encode(), "text/html; charset=utf-8"),
        "/data.json": ServedPage(json.dumps(TEXT).encode(), "application/json"),
    }
    site = DemoSite("drawn", "drawn", "pages", ("/a.html",), pages)
    with DemoServer([site], folder) as server:
        path = server.site_files / "drawn.toml"
        path.write_text(f'browser = "{browser}"\n' + path.read_text("utf-8"), "utf-8")
        argv = [sys.executable, "-m", "scrapy", "crawl", "pages", "-a", f"site={path}"]
        return subprocess.run(  # noqa: S603 - our own command
            [*argv, "-O", str(folder / "out.jsonl")],
            capture_output=True, text=True, timeout=90, env=environ, check=False,
        )  # fmt: skip


@pytest.mark.parametrize("browser", ["always", "stubs"])
def test_a_page_drawn_by_script_is_read_as_a_browser_shows_it(browser: str, tmp_path: Path) -> None:
    done = crawl(tmp_path, dict(os.environ), browser)
    (line,) = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["text"] == "\n".join(TEXT), done.stderr


def test_in_the_browser_no_picture_and_no_other_host_is_fetched(tmp_path: Path) -> None:
    with Simulator("dated", Plan(articles=6, columns=2, drawn=True)) as served:
        site = tmp_path / "site.toml"
        site.write_text(served.site_file(), "utf-8")
        argv = [sys.executable, "-m", "scrapy", "crawl", "listing", "-a", f"site={site}"]
        subprocess.run([*argv, "-O", str(tmp_path / "out.jsonl")], timeout=90, check=True)  # noqa: S603 - our own command
        fetched, elsewhere, wanted = served.hits, served.offsite, served.site.expected()
    rows = map(json.loads, (tmp_path / "out.jsonl").read_text("utf-8").splitlines())
    texts = {row["text"] for row in rows if row["outcome"] == "article"}
    assert texts == {article.text for article in wanted}
    assert all(fetched[f"{BODIES}/{number}.html"] == 1 for number in range(6))
    assert not [path for path in fetched if path.startswith(PICTURES)]
    assert elsewhere == 0


def test_without_a_browser_one_line_says_what_to_install(tmp_path: Path) -> None:
    done = crawl(tmp_path, {**os.environ, "CPPCC_CHROMIUM": "/no/such/browser"})
    assert done.returncode == 2
    assert "drawn needs a browser, and there is none: install" in done.stderr
    assert "Traceback" not in done.stderr
