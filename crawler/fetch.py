"""One page from the web, for looking at it by hand."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from crawler.addresses import may_connect
from crawler.errors import ConfigurationError
from extract.page import Page

TIMEOUT_S = 30.0
MAX_BYTES = 16 << 20
AGENT = "cppcc-crawler/0.1"


class _CheckedRedirects(HTTPRedirectHandler):
    def redirect_request(
        self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        _require_public(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch_page(url: str) -> Page:
    """Return the page at a public address; raises `ConfigurationError` for any other."""
    _require_public(url)
    opener = build_opener(_CheckedRedirects)
    try:
        with opener.open(Request(url, headers={"User-Agent": AGENT}), timeout=TIMEOUT_S) as answer:  # noqa: S310 - http alone passes
            body = answer.read(MAX_BYTES + 1)
            headers = {name.lower(): value for name, value in answer.headers.items()}
            return Page(answer.geturl(), answer.status, body, datetime.now(UTC), headers)
    except HTTPError as error:
        raise ConfigurationError(f"{url} answers {error.code} {error.reason}") from None
    except (OSError, HTTPException) as error:
        raise ConfigurationError(f"{url} can't be fetched: {error}") from None


def _require_public(url: str) -> None:
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
        if not may_connect(address, loopback=False):
            raise ConfigurationError(f"{host} leads to {address}, which is no public address")
