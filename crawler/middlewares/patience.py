"""Asking again where it can help, and not before the host wants it."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.downloadermiddlewares.retry import RetryMiddleware

from crawler.middlewares.whole import TRUNCATED
from crawler.outcome import REFUSED
from crawler.request_meta import CAPTURE

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.http import Response

LONGEST_WAIT_S = 120.0
"""A host that wants more is left alone for this run."""
_SHORTEST_S = 0.2
_TOO_MANY = 429
_NOT_BEFORE = "not_before"


class Patience(RetryMiddleware):
    """Scrapy's own retries, spaced: each wait is twice the one before, or what `Retry-After` says.

    A challenge is never asked again: it says that we aren't wanted, not that the host is busy.
    """

    def __init__(self, settings: object) -> None:
        super().__init__(settings)  # type: ignore[arg-type]
        self._hosts: dict[str, float] = {}

    async def process_request(self, request: Request) -> None:
        until = max(
            request.meta.pop(_NOT_BEFORE, 0.0), self._hosts.get(urlsplit(request.url).netloc, 0.0)
        )
        if (wait := until - time.monotonic()) > 0:
            await asyncio.sleep(wait)

    def process_response(
        self,
        request: Request,
        response: Response,
        spider: Spider | None = None,  # noqa: ARG002 - Scrapy's
    ) -> Request | Response:
        if TRUNCATED in response.flags:
            return self._again(request, TRUNCATED) or response
        entry = request.meta.get(CAPTURE)
        challenged = entry is not None and entry.outcome in REFUSED
        if challenged and response.status != _TOO_MANY:
            return response
        asked = _retry_after(response)
        if asked > LONGEST_WAIT_S:
            return response
        if response.status in self.retry_http_codes:
            if asked:
                self._hosts[urlsplit(request.url).netloc] = time.monotonic() + asked
            return self._again(request, f"HTTP {response.status}", asked) or response
        return response

    def process_exception(
        self,
        request: Request,
        exception: Exception,
        spider: Spider | None = None,  # noqa: ARG002 - Scrapy's
    ) -> Request | None:
        if isinstance(exception, self.exceptions_to_retry):
            return self._again(request, type(exception).__name__)
        return None

    def _again(self, request: Request, reason: str, asked: float = 0.0) -> Request | None:
        following = self._retry(request, reason)
        if following is not None:
            times = following.meta["retry_times"]
            delay = self.crawler.settings.getfloat("DOWNLOAD_DELAY")
            pause = min(LONGEST_WAIT_S, max(delay, _SHORTEST_S) * 2 ** (times - 1))
            following.meta[_NOT_BEFORE] = time.monotonic() + max(asked, pause)
        return following


def _retry_after(response: Response) -> float:
    """Return the seconds that the answer asks for, 0 where it asks for none (RFC 9110 10.2.3)."""
    said = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
