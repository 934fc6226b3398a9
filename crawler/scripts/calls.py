"""Calls of a page's scripts that ask an interface for something, and what each sends with it.

`$.post`, `$.get`, `$.ajax`, `axios`, `fetch` and `XMLHttpRequest`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from crawler.scripts.sent_values import UNKNOWN, Sent, form_of, json_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.scripts.values import ScriptReader

_POST = re.compile(r"(?<![\w$])(\w+|\$)\s*\.\s*(?:post|postJSON)\s*\(")
_GET = re.compile(r"(?<![\w$])(\w+|\$)\s*\.\s*(?:get|getJSON)\s*\(\s*(?=[\"'`\w])")
_OPTIONS = re.compile(r"\b(?:ajax|axios|request|\$http)\s*\(\s*(?=\{)")
_FETCH = re.compile(r"\b(?:fetch|ajax|request)\s*\(\s*(?=[\"'`\w])")
_OPEN = re.compile(r"""\.open\s*\(\s*["'](post|get)["']\s*,\s*""", re.IGNORECASE)
_SEND = re.compile(r"\.send\s*\(")
_COMMA = re.compile(r"\s*,\s*")
_SENT = ("data", "body", "params")
_NEAR = 20_000
"""Characters from where a request is opened to where it is sent."""

Asked = Iterable[tuple[Any, str]]


def calls(reader: ScriptReader) -> Iterator[tuple[Any, str]]:
    """Yield address and body of each call; a body that begins with `?` belongs to the address."""
    for ask in (_posts, _gets, _with_options, _fetches, _opens):
        for asked in ask(reader):
            yield from asked
            if reader.is_spent:
                return


def _posts(reader: ScriptReader) -> Iterator[Asked]:
    for call in _POST.finditer(reader.text):
        address, value = _two(reader, call.end())
        yield [(address, _body(value, as_json=call[1] not in ("$", "jQuery")))]


def _gets(reader: ScriptReader) -> Iterator[Asked]:
    for call in _GET.finditer(reader.text):
        address, value = _two(reader, call.end())
        given = value.get("params", value) if isinstance(value, dict) else {}
        yield [(address, "?" + (form_of(given) if isinstance(given, dict) else ""))]


def _with_options(reader: ScriptReader) -> Iterator[Asked]:
    for call in _OPTIONS.finditer(reader.text):
        options, _ = reader.at(call.end())
        given = options if isinstance(options, dict) else {}
        yield _by_options(given.get("url"), given, as_json="ajax" not in call[0])


def _fetches(reader: ScriptReader) -> Iterator[Asked]:
    for call in _FETCH.finditer(reader.text):
        address, options = _two(reader, call.end())
        given = options if isinstance(options, dict) else {}
        yield _by_options(address, given, as_json=False)


def _opens(reader: ScriptReader) -> Iterator[Asked]:
    for call in _OPEN.finditer(reader.text):
        address, end = reader.at(call.end())
        if call[1].lower() == "get":
            yield [(address, "?")]
        elif send := _SEND.search(reader.text, end, end + _NEAR):
            yield [(address, _body(reader.at(send.end())[0], as_json=False))]
        else:
            yield []


def _two(reader: ScriptReader, place: int) -> tuple[Any, Any]:
    first, end = reader.at(place)
    rest = _COMMA.match(reader.text, end)
    return first, reader.at(rest.end())[0] if rest else UNKNOWN


def _by_options(
    address: Any, options: dict[str, Any], *, as_json: bool
) -> Iterator[tuple[Any, str]]:
    method = str(options.get("type") or options.get("method") or "")
    if method.lower() == "post":
        headers = str(options.get("contentType", "")) + str(options.get("headers", ""))
        as_json = (as_json and "urlencoded" not in headers) or "application/json" in headers
        value = next((options[name] for name in _SENT if name in options), UNKNOWN)
        yield address, _body(value, as_json=as_json)
    elif method.lower() in ("", "get"):
        value = options.get("data", options.get("params"))
        yield address, "?" + (form_of(value) if isinstance(value, dict) else "")


def _body(value: Any, *, as_json: bool) -> str:
    if isinstance(value, Sent):
        return value.text
    if isinstance(value, dict):
        return json_of(value) if as_json else form_of(value)
    return value if isinstance(value, str) else ""
