"""Calls of a page's scripts that ask an interface for something, and what each sends with it.

`$.post`, `$.get`, `$.ajax`, `axios`, `fetch` and `XMLHttpRequest`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.sent_values import UNKNOWN, Sent, form_of, json_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.script_values import ScriptReader

_POST = re.compile(r"(?<![\w$])(\w+|\$)\s*\.\s*(?:post|postJSON)\s*\(")
_GET = re.compile(r"(?<![\w$])(\w+|\$)\s*\.\s*(?:get|getJSON)\s*\(\s*(?=[\"'`\w])")
_OPTIONS = re.compile(r"\b(?:ajax|axios|request|\$http)\s*\(\s*(?=\{)")
_FETCH = re.compile(r"\b(?:fetch|ajax|request)\s*\(\s*(?=[\"'`\w])")
_OPEN = re.compile(r"""\.open\s*\(\s*["'](post|get)["']\s*,\s*""", re.IGNORECASE)
_SEND = re.compile(r"\.send\s*\(")
_SENT = ("data", "body", "params")


def calls(reader: ScriptReader) -> Iterator[tuple[Any, str]]:
    """Yield address and body of each call; a body that begins with `?` belongs to the address."""
    scripts = reader.text
    for call in _POST.finditer(scripts):
        (address, value), _ = _two(reader, call.end())
        yield address, _body(value, as_json=call[1] != "$" and call[1] != "jQuery")
    for call in _GET.finditer(scripts):
        (address, value), _ = _two(reader, call.end())
        given = value.get("params", value) if isinstance(value, dict) else {}
        yield address, "?" + (form_of(given) if isinstance(given, dict) else "")
    for call in _OPTIONS.finditer(scripts):
        options, _ = reader.at(call.end())
        yield from _by_options(options.get("url"), options, as_json="ajax" not in call[0])
    for call in _FETCH.finditer(scripts):
        (address, options), _ = _two(reader, call.end())
        given = options if isinstance(options, dict) else {}
        yield from _by_options(address, given, as_json=False)
    for call in _OPEN.finditer(scripts):
        address, end = reader.at(call.end())
        if call[1].lower() == "get":
            yield address, "?"
        elif send := _SEND.search(scripts, end):
            yield address, _body(reader.at(send.end())[0], as_json=False)


def _two(reader: ScriptReader, place: int) -> tuple[tuple[Any, Any], int]:
    first, end = reader.at(place)
    rest = re.compile(r"\s*,\s*").match(reader.text, end)
    if rest is None:
        return (first, UNKNOWN), end
    second, end = reader.at(rest.end())
    return (first, second), end


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
