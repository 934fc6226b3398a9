from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from crawler.demo.replicas import replicas
from crawler.errors import ConfigurationError
from crawler.fetch import fetch_page

if TYPE_CHECKING:
    from pathlib import Path

CPPCC = [sys.executable, "-c", "from crawler.cli import main; main()", "inspect"]


def inspect(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command
        [*CPPCC, *arguments], capture_output=True, text=True, timeout=60, check=False
    )


def test_a_damaged_page_is_shown_with_what_was_done_to_it(tmp_path: Path) -> None:
    replica = next(r for r in replicas() if r.site.id == "jiyan-mirror")
    path, out = tmp_path / "page.html", tmp_path / "shown.html"
    path.write_bytes(list(replica.site.pages.values())[1].body)
    done = inspect(str(path), "--html", str(out))
    assert done.returncode == 0, done.stderr
    for words in ("poisoned", "head_spam", "removed", "[-濟(jì)巖-]{+济岩+}"):
        assert words in done.stdout
    written = out.read_text("utf-8")
    assert "<del>" in written
    assert "<ins>" in written
    assert '<span class="badge poisoned">poisoned</span>' in written


def test_markup_in_a_page_is_shown_and_never_run(tmp_path: Path) -> None:
    path, out = tmp_path / "page.html", tmp_path / "shown.html"
    text = "会议强调，&lt;script&gt;alert(1)&lt;/script&gt;不应当执行。[red]也不应当变色[/red]。"
    path.write_text(f"<html><body><p>{text}</p></body></html>", "utf-8")
    assert inspect(str(path), "--html", str(out)).returncode == 0
    assert "<script>alert" not in out.read_text("utf-8")
    assert "[red]" in out.read_text("utf-8")


def test_what_is_no_page_is_named() -> None:
    done = inspect("/no/such/page")
    assert (done.returncode, done.stderr) == (
        2,
        "cppcc: /no/such/page is neither a file nor an http address\n",
    )


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://[::1]/", "http://10.0.0.1/x"])
def test_a_private_address_is_not_fetched(url: str) -> None:
    with pytest.raises(ConfigurationError, match="no public address"):
        fetch_page(url)
