import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from crawler.supervised import LOOK_S

CPPCC = [sys.executable, "-c", "from crawler.cli import main; main()"]


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["sites"], 0, "bjzx"),
        (["crawl", "bjzxx"], 2, "did you mean bjzx"),
        (["crwl"], 2, "No such command"),
        (["crawl", "--lmit", "3", "bjzx"], 2, "No such option"),
    ],
)
def test_exit_status_tells_a_mistake_from_an_answer(
    arguments: list[str], status: int, says: str
) -> None:
    done = subprocess.run(  # noqa: S603 - our own command
        [*CPPCC, *arguments], capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == status, done.stderr
    assert says in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("given", "status", "says"),
    [
        ("urls=nosuch.txt", 2, "error: urls=nosuch.txt: "),
        ("warc=nosuch.gz", 2, "error: warc=nosuch.gz: there is no such file"),
        (f"warc={__file__}", 1, "can't be read: Invalid WARC header"),
    ],
)
def test_a_file_that_a_crawl_cant_use_is_named_in_its_last_line(
    given: str, status: int, says: str
) -> None:
    argv = [sys.executable, "-m", "scrapy", "crawl", "pages", "-a", "site=bjzx", "-a", given]
    done = subprocess.run(  # noqa: S603 - our own command
        argv, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == status, done.stderr
    assert says in done.stderr.rstrip().rpartition("\n")[2]
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["crawl", "check"])
@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ('family = "trs"', "site t: listing needs `starts`"),
        (
            'family = "wechat"\nstarts = ["http://127.0.0.1:9/"]',
            "no article pattern is known for family 'wechat'",
        ),
    ],
    ids=["nowhere to begin", "articles that can't be told"],
)
def test_a_site_file_that_says_too_little_is_a_mistake_and_no_failed_crawl(
    command: str, lines: str, says: str, tmp_path: Path
) -> None:
    site = tmp_path / "t.toml"
    site.write_text(
        'id = "t"\nname = "t"\nlevel = "test"\nhosts = ["127.0.0.1:9"]\nspider = "listing"\n'
        f"loopback = true\n{lines}\n",
        "utf-8",
    )
    done = subprocess.run(  # noqa: S603 - our own command
        [*CPPCC, command, str(site)], capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 2, done.stdout
    assert says in done.stderr.rstrip().rpartition("\n")[2]


def begin_crawl(silent: socket.socket, folder: Path) -> subprocess.Popen[bytes]:
    """Start `cppcc crawl` of a site that answers nothing."""
    host = f"127.0.0.1:{silent.getsockname()[1]}"
    site = folder / "t.toml"
    site.write_text(
        f'id = "t"\nname = "t"\nlevel = "test"\nhosts = ["{host}"]\nspider = "listing"\n'
        f'starts = ["http://{host}/"]\narticle = "x"\nloopback = true\n',
        "utf-8",
    )
    silent.settimeout(20)
    return subprocess.Popen([*CPPCC, "crawl", str(site)], env=dict(os.environ))  # noqa: S603


def test_terminated_crawl_exits_as_interrupted(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        crawl = begin_crawl(silent, tmp_path)
        silent.accept()[0].close()
        waiting = silent.accept()[0]
        crawl.send_signal(signal.SIGTERM)
        waiting.close()
        silent.close()
        assert crawl.wait(30) == 3


def test_a_crawl_that_is_killed_outright_leaves_none_running(tmp_path: Path) -> None:
    head = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\n\r\n"
    with socket.create_server(("127.0.0.1", 0)) as slow:
        crawl = begin_crawl(slow, tmp_path)
        with slow.accept()[0] as robots:
            (scrapy,) = psutil.Process(crawl.pid).children()
            robots.sendall(head)
        with slow.accept()[0] as page:
            crawl.kill()
            crawl.wait(30)
            time.sleep(LOOK_S + 1)
            page.sendall(head + b"<a href='/x1'>x</a>")
        # the article nobody answers, so a crawl that went on would wait for it
        scrapy.wait(20)
        assert not scrapy.is_running()
