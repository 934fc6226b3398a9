"""robots.txt as RFC 9309 has it where it isn't simply there.

`Crawl-delay` isn't in the RFC, and these sites write it all the same: it is obeyed up to a cap.
A 4xx means that there is none; a 5xx or no answer that nothing may be fetched for now; and a site
that answers every address with its home page has none either.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from twisted.internet.defer import Deferred

from crawler.middlewares.ended import RequestEnded
from crawler.outcome import outcome_of_failure

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser

MOST_DELAY_S = 10.0
"""A host that asks for more gets this: at more, a day wouldn't do for a first run."""
_SERVER_ERROR, _CLIENT_ERROR = 500, 400
_MARKUP = (b"<!doctype", b"<html", b"<head", b"<?xml", b"<script", b"<meta")
_log = logging.getLogger("cppcc.crawl")


class SiteRobots(RobotsTxtMiddleware):
    """Scrapy's own, with the cases in which there are no rules to read."""

    def __init__(self, crawler: object) -> None:
        super().__init__(crawler)  # type: ignore[arg-type]
        self._closed: dict[str, tuple[str, str]] = {}
        self._delays: dict[str, float] = {}

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        host = request.url.split("/")[2]
        if host in self._closed:
            raise RequestEnded(*self._closed[host])
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest:
            raise RequestEnded("robots", "robots.txt disallows it") from None
        if rp is not None and self._delay(rp, host):
            self._slow_down(request, self._delays[host])

    def _delay(self, rp: RobotParser, host: str) -> float:
        """Return the seconds that a host wants between requests, where they are more than ours."""
        if host not in self._delays:
            asked = rp.crawl_delay(self._robotstxt_useragent or self._default_useragent) or 0.0
            delay = min(asked, MOST_DELAY_S)
            own = self.crawler.settings.getfloat("DOWNLOAD_DELAY")
            self._delays[host] = delay if delay > own else 0.0
            if delay > own:
                capped = f", and gets {delay:g}" if delay < asked else ""
                _log.info("%s: robots.txt asks for %g s between requests%s", host, asked, capped)
        return self._delays[host]

    def _slow_down(self, request: Request, delay: float) -> None:
        """Hold the slot to one request each `delay` seconds, whatever the throttle says."""
        downloader: Any = self.crawler.engine.downloader
        key = downloader.get_slot_key(request)
        pace = {"delay": delay, "concurrency": 1, "jitter": 0.0}
        downloader.per_slot_settings[key] = pace
        if (slot := downloader.slots.get(key)) is not None and slot.delay != delay:
            # robots.txt itself opened the slot, with the usual jitter of half the delay
            slot.delay, slot.concurrency, slot.jitter = delay, 1, 0.0
        request.meta["autothrottle_dont_adjust_delay"] = True

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= _SERVER_ERROR:
            said = f"robots.txt answers {response.status}, so nothing may be fetched for now"
            self._closed[netloc] = ("robots", said)
        if response.status >= _CLIENT_ERROR or _is_markup(response.body):
            self._settle(netloc)
            return
        await super()._parse_robots(response, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        outcome, evidence, _ = outcome_of_failure(exc)
        # a redirect off the site or in a circle means that there is none (RFC 9309 2.3.1.2)
        if not isinstance(exc, IgnoreRequest):
            self._closed[netloc] = (outcome, f"robots.txt: {evidence}")
        elif isinstance(exc, RequestEnded) and exc.outcome == "private_address":
            self._closed[netloc] = (exc.outcome, exc.evidence)
        self._settle(netloc)

    def _settle(self, netloc: str) -> None:
        waiting = self._parsers[netloc]
        self._parsers[netloc] = None
        if isinstance(waiting, Deferred):
            waiting.callback(None)


def _is_markup(body: bytes) -> bool:
    return body.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower().startswith(_MARKUP)
