"""Following redirects: within the site, in no circle, and to no page twice."""

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.middlewares.ended import RequestEnded


class SiteRedirects(RedirectMiddleware):
    """Scrapy's own, whose ends have names."""

    def process_response(
        self,
        request: Request,
        response: Response,
        spider: Spider | None = None,  # noqa: ARG002 - Scrapy's
    ) -> Request | Response:
        try:
            result = super().process_response(request, response)
        except IgnoreRequest as error:
            hops = request.meta.get("redirect_urls", [])
            raise RequestEnded("redirect_loop", f"{len(hops)} redirects: {error}") from None
        if isinstance(result, Request):
            self._require_onward(result)
        return result

    def _require_onward(self, following: Request) -> None:
        hops = following.meta.get("redirect_urls", [])
        if following.url in hops:
            raise RequestEnded("redirect_loop", " → ".join([*hops, following.url])[:500])
        spider = self.crawler.spider
        if spider is not None and not spider.site.covers(following.url):  # type: ignore[attr-defined]
            if self.crawler.stats is not None:
                self.crawler.stats.inc_value("host_guard/off_site")
            raise RequestEnded("moved", f"off the site: {following.url}"[:500])
        if spider is not None and spider.is_asked_elsewhere(following):  # type: ignore[attr-defined]
            raise RequestEnded("moved", f"to a page that is asked for itself: {following.url}")
