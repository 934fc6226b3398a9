"""Pages of a surveyed site as a browser shows them, for sites that a script draws as a whole."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from crawler.browser import SETTLE_MS, browser_settings
from crawler.site import Site

if TYPE_CHECKING:
    from types import TracebackType

    from extract.page import Page


def may_be_drawn(page: Page) -> bool:
    """Whether an answer is a page that scripts may write more of."""
    kind = page.headers.get("content-type", "text/html").lower()
    return page.status == 200 and "html" in kind and b"<script" in page.body.lower()  # noqa: PLR2004


class Drawing:
    """A browser that goes nowhere but to `hosts`, for as long as it is entered."""

    def __init__(self, hosts: set[str], agent: str, *, loopback: bool) -> None:
        site = Site(
            id="survey", name="survey", level="test", hosts=tuple(hosts), spider="pages",
            loopback=loopback,
        )  # fmt: skip
        self._settings, self._agent = browser_settings(site), agent
        self._open = ExitStack()

    def __enter__(self) -> Self:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - in the extra [browser]

        playwright = self._open.enter_context(sync_playwright())
        browser = playwright.chromium.launch(**self._settings["PLAYWRIGHT_LAUNCH_OPTIONS"])
        self._open.callback(browser.close)
        self._context = browser.new_context(user_agent=self._agent)
        refuse = self._settings["PLAYWRIGHT_ABORT_REQUEST"]
        self._context.route(
            "**/*", lambda route: route.abort() if refuse(route.request) else route.continue_()
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def drawn(self, page: Page) -> Page:
        """Return a page once its scripts have written it; as it came where that fails."""
        from playwright.sync_api import Error  # noqa: PLC0415

        shown = self._context.new_page()
        try:
            shown.goto(page.url, timeout=self._settings["PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT"])
            with suppress(Error):
                shown.wait_for_load_state("networkidle", timeout=SETTLE_MS)
            body, url = shown.content().encode("utf-8", "replace"), shown.url
        except Error:
            return page
        finally:
            shown.close()
        headers = {**page.headers, "content-type": "text/html; charset=utf-8"}
        return replace(page, url=url.partition("#")[0], body=body, headers=headers, via="browser")
