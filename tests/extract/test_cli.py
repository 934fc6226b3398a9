"""The contract of `python -m extract`."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from dataclasses import fields
from select import select
from typing import TYPE_CHECKING, Any

from extract.record import Record

if TYPE_CHECKING:
    from pathlib import Path

BODY = "本市政协昨日召开常委会会议，围绕乡村振兴协商议政，委员们提出了许多意见建议。"
PAGE = (
    "<html><head><title>政协召开会议</title></head>"
    f"<body><div><p>{BODY * 3}</p></div></body></html>"
)


def extract(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "extract", *arguments],
        input=given, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def records(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_file_gives_a_record_with_every_field(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE, "utf-8")
    (record,) = records(extract(str(path), "--url", "http://zx.example/1.html"))
    assert set(record) == {field.name for field in fields(Record)}
    assert (record["url"], record["text"]) == ("http://zx.example/1.html", BODY * 3)


def test_lines_are_answered_in_their_order_whatever_they_hold() -> None:
    given = [
        {"url": "http://zx.example/1", "html": PAGE},
        {"url": "http://zx.example/2", "body_base64": base64.b64encode(PAGE.encode()).decode()},
        {"url": "http://zx.example/3", "plain": f"政协召开会议\n\n{BODY}\n{BODY}", "site": "zx"},
        {"url": "http://zx.example/4"},
        [],
    ]
    text = "\n".join(map(json.dumps, given)) + "\nno json\n"
    one, two, three, *rest = records(extract("--jsonl", given=text))
    assert one["text"] == two["text"] == BODY * 3
    assert three["site_id"] == "zx"
    assert BODY in three["text"]
    assert [record["reasons"] for record in rest] == [["unreadable_input"]] * 3


def test_jobs_give_the_same_records_in_the_same_order() -> None:
    given = "\n".join(
        json.dumps({"url": f"http://zx.example/{i}", "html": PAGE}) for i in range(20)
    )
    seen = records(extract("--jsonl", "--jobs", "2", given=given))
    assert [record["url"] for record in seen] == [f"http://zx.example/{i}" for i in range(20)]


def test_a_wrong_command_line_is_told_from_a_bad_page(tmp_path: Path) -> None:
    for arguments in ([], ["--jbos", "2"], [str(tmp_path / "missing.html")], ["--jobs", "0", "x"]):
        done = extract(*arguments)
        assert done.returncode == 2, arguments
        assert "Traceback" not in done.stderr


def test_a_page_is_answered_before_the_next_is_given() -> None:
    """So that another program can ask page by page; several processes answer in batches."""
    line = json.dumps({"url": "http://zx.example/1", "html": PAGE}).encode() + b"\n"
    with subprocess.Popen(
        [sys.executable, "-m", "extract", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as asked:
        assert asked.stdin is not None
        assert asked.stdout is not None
        asked.stdin.write(line)
        asked.stdin.flush()
        ready, _, _ = select([asked.stdout], [], [], 30)
        asked.stdin.close()
        assert ready
        assert json.loads(asked.stdout.readline())["text"] == BODY * 3
