"""Interfaces that a page's script posts to for the rows of its list.

`$.post`, `$.ajax`, `axios`, `fetch` and `XMLHttpRequest`, with what they send: a form, JSON, or
what is asked by GET with parameters of its own.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from crawler.links import absolute
from crawler.paging.counting import number_in, with_parameter
from crawler.paging.targets import Target
from crawler.paging.templates import scripts_of
from crawler.paging.words import PARAMETERS
from crawler.script_values import UNKNOWN, ScriptReader, Sent, form_of, json_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.links import ListPage

_POST = re.compile(r"(?<![\w$])(\w+|\$)\s*\.\s*(?:post|postJSON)\s*\(")
_OPTIONS = re.compile(r"\b(?:ajax|axios|request|\$http)\s*\(\s*(?=\{)")
_FETCH = re.compile(r"\b(?:fetch|ajax|request)\s*\(\s*(?=[\"'`\w])")
_OPEN = re.compile(r"""\.open\s*\(\s*["']post["']\s*,\s*""", re.IGNORECASE)
_SEND = re.compile(r"\.send\s*\(")
_SENT = ("data", "body", "params")
_ASKS = re.compile(r"post|[\"']get[\"']", re.IGNORECASE)
_QUERY = re.compile(
    r"""\b(?!encode|decode|String|Number|parse)\w{3,40}\(\s*["'](\w{1,40})["']\s*\)"""
)
_MOST = 5
_NO_LISTS = re.compile(
    r"login|count|visit|hits|click|search|submit|upload|captcha|stat\b|log\b", re.IGNORECASE
)


def posted_to(page: ListPage) -> list[Target]:
    """Return what the page's scripts post, or ask by GET with parameters, in order, each once.

    Counters and logins are none.
    """
    scripts = scripts_of(page)
    if not _ASKS.search(scripts):
        return []

    def field(name: str) -> str | None:
        found = page.root.xpath("//*[@id=$name]/@value", name=name)
        return str(found[0]) if found else None

    reader = ScriptReader(
        _with_query(page, scripts),
        field,
        lambda name: 1 if name.lower() in PARAMETERS else UNKNOWN,
    )
    found: dict[Target, None] = {}
    for address, sent in _calls(reader.text, reader):
        url = absolute(page.base, address) if isinstance(address, str) else None
        if (
            url
            and sent[:1] == "?"
            and not _NO_LISTS.search(url.partition("://")[2].partition("/")[2])
        ):
            found.setdefault(_first_page(Target(url.partition("?")[0] + sent)))
        elif url and sent and not _NO_LISTS.search(url.partition("://")[2].partition("/")[2]):
            found.setdefault(_first_page(Target(url, sent)))
    return list(found)[:_MOST]


def _first_page(target: Target) -> Target:
    """Return a request for the first page, whatever page the script counts from."""
    at = number_in(target, PARAMETERS)
    return with_parameter(target, at[0], 1) if at and at[1] > 1 else target


def _calls(scripts: str, reader: ScriptReader) -> Iterator[tuple[Any, str]]:
    """Yield address and body of each call."""
    for call in _POST.finditer(scripts):
        (address, value), _ = _two(reader, call.end())
        yield address, _body(value, as_json=call[1] != "$" and call[1] != "jQuery")
    for call in _OPTIONS.finditer(scripts):
        options, _ = reader.at(call.end())
        yield from _by_options(options.get("url"), options, as_json="ajax" not in call[0])
    for call in _FETCH.finditer(scripts):
        (address, options), _ = _two(reader, call.end())
        if isinstance(options, dict):
            yield from _by_options(address, options, as_json=False)
    for call in _OPEN.finditer(scripts):
        address, end = reader.at(call.end())
        if send := _SEND.search(scripts, end):
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
    elif method.lower() == "get":
        value = options.get("data", options.get("params"))
        if isinstance(value, dict):
            yield address, "?" + form_of(value)


def _with_query(page: ListPage, scripts: str) -> str:
    """Return scripts with what they read from the page's own address: getQuery('id') is its id."""
    own = dict(parse_qsl(urlsplit(page.url).query))
    return (
        _QUERY.sub(lambda call: json.dumps(own[call[1]]) if call[1] in own else call[0], scripts)
        if own
        else scripts
    )


def _body(value: Any, *, as_json: bool) -> str:
    if isinstance(value, Sent):
        return value.text
    if isinstance(value, dict):
        return json_of(value) if as_json else form_of(value)
    return value if isinstance(value, str) else ""
