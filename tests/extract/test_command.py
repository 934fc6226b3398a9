"""What the command makes of its arguments and of each line, without a process of its own."""

from __future__ import annotations

import base64
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from extract.cli import main, read_line
from tests.extract.test_cli import BODY, PAGE

if TYPE_CHECKING:
    from pathlib import Path


def answered(**given: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(read_line(json.dumps(given).encode()))
    return found


@pytest.mark.parametrize(
    ("given", "fetched_at"),
    [
        ("2026-03-02T04:00:00", "2026-03-02T04:00:00+00:00"),
        ("2026-03-02T04:00:00+08:00", "2026-03-02T04:00:00+08:00"),
    ],
)
def test_a_page_is_dated_when_it_was_fetched_in_utc_unless_it_says_more(
    given: str, fetched_at: str
) -> None:
    assert answered(html=PAGE, fetched_at=given)["fetched_at"] == fetched_at


def test_bytes_are_read_as_the_type_that_comes_with_them() -> None:
    body = base64.b64encode(f"政协召开会议\n\n{BODY}\n{BODY}".encode()).decode()
    plain = answered(body_base64=body, content_type="text/plain; charset=utf-8")
    assert plain["provenance"]["text"] == "plain"
    assert answered(body_base64=body)["provenance"]["text"] != "plain"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"url": "http://zx.example/1"}, "'html, plain or body_base64 is missing'"),
        ({"url": 1, "html": PAGE}, "url and site must be text"),
        ({"site": 1, "html": PAGE}, "url and site must be text"),
        ({"html": PAGE, "fetched_at": "yesterday" * 50}, "Invalid isoformat string: 'yesterday"),
    ],
)
def test_what_cant_be_read_says_why(given: dict[str, object], why: str) -> None:
    record = answered(**given)
    assert (record["outcome"], record["reasons"]) == ("rejected", ["unreadable_input"])
    assert (record["url"], record["canonical_url"], record["site_id"]) == ("", "", "")
    assert record["provenance"]["error"].startswith(why)
    assert len(record["provenance"]["error"]) <= 200


def test_files_are_read_by_their_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, text = tmp_path / "a", tmp_path / "b.txt"
    page.write_text(PAGE, "utf-8")
    text.write_text(f"政协召开会议\n\n{BODY}\n{BODY}", "utf-8")
    assert main([str(page), str(text)]) == 0
    one, two = map(json.loads, capsys.readouterr().out.splitlines())
    assert (one["url"], one["text"]) == (page.as_uri(), BODY * 3)
    assert (two["url"], two["provenance"]["text"]) == (text.as_uri(), "plain")
    assert main(["--plain", str(page)]) == 0
    assert json.loads(capsys.readouterr().out)["provenance"]["text"] == "plain"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ([], "extract: give files to read, or --jsonl; --help says more\n"),
        (["--url", "http://a", "x", "y"], "extract: --url goes with one file\n"),
    ],
)
def test_a_wrong_command_line_says_how_it_is_right(
    arguments: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err == why


HELP = """\
usage: python -m extract [-h] [--url URL] [--plain] [--jsonl] [--jobs N] [FILE ...]

Read saved pages; print one JSON record a line.

positional arguments:
  FILE        HTML page or text capture

options:
  -h, --help  show this help message and exit
  --url URL   address that the file was fetched from (one file only)
  --plain     files are text without markup
  --jsonl     read {"url", "html" | "body_base64" | "plain"} objects from standard input
  --jobs N    processes
"""


def test_help_says_what_each_option_does(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert (left.value.code, capsys.readouterr().out) == (0, HELP)


@pytest.mark.parametrize("jobs", ["0", "-1", "many"])
def test_a_number_of_processes_is_one_or_more(
    jobs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--jobs", jobs, "x"])
    assert left.value.code == 2
    assert "argument --jobs: " in capsys.readouterr().err


def test_a_record_of_a_page_names_its_site_and_how_it_came() -> None:
    found = answered(html=PAGE, site="zx", url="http://zx.example/1")
    assert (found["site_id"], found["url"]) == ("zx", "http://zx.example/1")
    assert answered(html=PAGE)["url"] == ""
    assert answered(plain=f"标题一则在此\n\n{BODY}", fetched_at=None)["fetched_at"] is not None


def test_half_a_character_of_a_page_is_replaced() -> None:
    line = json.dumps({"html": PAGE.replace("乡村", "乡\ud800村")})
    assert "乡?村" in json.loads(read_line(line.encode()))["text"]
    assert "乡村" in read_line(json.dumps({"html": PAGE}).encode())


def test_an_endless_line_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.cli._MAX_LINE", 100)
    assert answered(html=PAGE)["reasons"] == ["unreadable_input"]
    assert answered(html="<p>x</p>")["reasons"] != ["unreadable_input"]


def test_empty_lines_are_passed_over(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = io.TextIOWrapper(io.BytesIO(b'\n {"html": "<p>x</p>"}\n \n'))
    monkeypatch.setattr("sys.stdin", given)
    assert main(["--jsonl"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
