"""One page from the web, without Scrapy: for looking at it by hand, and for surveys."""

from __future__ import annotations

import os
import socket
import zlib
from datetime import UTC, datetime
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from crawler.addresses import may_connect
from crawler.agent import user_agent
from crawler.errors import ConfigurationError
from extract.page import LARGEST, Page

TIMEOUT_S = 30.0


class _CheckedRedirects(HTTPRedirectHandler):
    def __init__(self, *, loopback: bool) -> None:
        self._loopback = loopback

    def redirect_request(
        self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        _require_allowed(newurl, loopback=self._loopback)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class UnreachableError(ConfigurationError):
    """Raised by `fetch_answer` where nothing answers, which may pass."""


def fetch_page(url: str) -> Page:
    """Return the page at a public address; raises `ConfigurationError` for any other."""
    page = fetch_answer(url)
    if page.status >= HTTPStatus.BAD_REQUEST:
        raise ConfigurationError(f"{url} answers {page.status}")
    return page


def fetch_answer(
    url: str, *, loopback: bool = False, posted: tuple[str, str] | None = None
) -> Page:
    """Return what an address answers, whatever its status, unpacked.

    What is `posted` is a body and its type; without one the address is asked by GET.

    With `loopback` only this machine may be asked, without it only the public web. Raises
    `ConfigurationError` for any other address, `UnreachableError` where there is no answer.
    """
    _require_allowed(url, loopback=loopback)
    opener = build_opener(_CheckedRedirects(loopback=loopback))
    safe = quote(url, safe="%/:=&?~#+!$,;'@()*[]|")
    body, kind = posted or ("", "")
    headers = {"User-Agent": user_agent(os.environ)} | ({"Content-Type": kind} if kind else {})
    data = body.encode() if posted else None
    request = Request(safe, data, headers)  # noqa: S310 - http alone passes
    try:
        with opener.open(request, timeout=TIMEOUT_S) as answer:
            return _page(answer.geturl(), answer.status, answer)
    except HTTPError as error:
        with error:
            return _page(error.geturl() or url, error.code, error)
    except (OSError, HTTPException, zlib.error) as error:
        raise UnreachableError(f"{url} can't be fetched: {error}") from None


def _page(url: str, status: int, answer: Any) -> Page:
    headers = {name.lower(): value for name, value in answer.headers.items()}
    body = answer.read(LARGEST + 1)
    if headers.get("content-encoding", "").lower() in ("gzip", "x-gzip"):
        body = _unpacked(body)
    return Page(url, status, body, datetime.now(UTC), headers)


def _unpacked(body: bytes) -> bytes:
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    out = stream.decompress(body, LARGEST + 1)
    if not stream.eof and len(out) <= LARGEST:
        raise HTTPException("the packed body breaks off")
    return out


def _require_allowed(url: str, *, loopback: bool) -> None:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https"):
        raise ConfigurationError(f"{url} is no http address")
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
    except OSError as error:
        raise ConfigurationError(f"{host} can't be resolved: {error}") from None
    for address in found:
        if not may_connect(address, loopback=loopback):
            kind = "loopback" if loopback else "public"
            raise ConfigurationError(f"{host} leads to {address}, which is no {kind} address")
