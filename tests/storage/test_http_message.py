"""HTTP messages as the archive keeps them."""

from __future__ import annotations

import pytest

from storage.archive.http_message import GET, Asked, answer_head, request_message
from tests.storage.samples import page


def test_a_request_says_what_was_asked_of_whom() -> None:
    asked = Asked("POST", {"User-Agent": "t", "HOST": "other.example"}, b"a=1")
    made = request_message(page(url="https://me:pw@zx.example:8080/l.jsp?p=2#top"), asked)
    assert made == (
        b"POST /l.jsp?p=2 HTTP/1.1\r\nHost: zx.example:8080\r\nUser-Agent: t\r\n\r\na=1"
    )
    root = request_message(page(url="https://zx.example"), GET)
    assert root == b"GET / HTTP/1.1\r\nHost: zx.example\r\n\r\n"


def test_half_a_character_becomes_a_question_mark() -> None:
    made = request_message(
        page(url="https://zx.example/\ud800"), Asked(headers={"A\ud800": "\ud800"})
    )
    assert made == b"GET /? HTTP/1.1\r\nHost: zx.example\r\nA?: ?\r\n\r\n"
    head = answer_head(page(headers={"a政": "政"}), None)
    assert head == b"HTTP/1.1 200 OK\r\na?: ?\r\nContent-Length: 9\r\n\r\n"


@pytest.mark.parametrize(
    ("status", "line"),
    [(200, b"HTTP/1.1 200 OK"), (404, b"HTTP/1.1 404 Not Found"), (499, b"HTTP/1.1 499 ")],
)
def test_an_answer_begins_with_its_status(status: int, line: bytes) -> None:
    assert answer_head(page(status=status), ()).split(b"\r\n")[0] == line


def test_headers_that_no_longer_hold_are_kept_under_another_name() -> None:
    served = [(b"CONTENT-ENCODING", b"gzip"), (b"content-length", b"7"), (b"A", b"1\r\n\r\nB: 2")]
    assert answer_head(page(), served).split(b"\r\n")[1:-2] == [
        b"X-Archive-Orig-CONTENT-ENCODING: gzip",
        b"X-Archive-Orig-content-length: 7",
        b"A: 1 B: 2",
        b"Content-Length: 9",
    ]
