"""Refusing names that lead into a private network, before anything connects.

A page may link to a name of its own that resolves to an inner address (DNS rebinding); the host
guard sees only the name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

from crawler.addresses import may_connect

if TYPE_CHECKING:
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred


class PublicResolver(CachingThreadedResolver):
    """Scrapy's own resolver, whose answers are checked against what the site may reach."""

    process: Any = None

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: ReactorBase) -> PublicResolver:
        resolver = super().from_crawler(crawler, reactor)
        resolver.process = crawler  # Scrapy hands over the process, which has its one crawler
        return resolver

    def getHostByName(  # noqa: N802 - named by Twisted
        self, name: str, timeout: Any = ()
    ) -> Deferred[str]:
        return super().getHostByName(name, timeout).addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        local = any(crawler.spider.site.loopback for crawler in self.process.crawlers)
        if not may_connect(address, loopback=local):
            raise DNSLookupError(f"{name} leads to {address}, which this site may not reach")
        return address
