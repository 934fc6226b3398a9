"""The browser for pages that a script draws: finding it, and keeping it on the site."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
from contextlib import suppress
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from crawler.addresses import may_connect
from crawler.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.site import Site

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ADVICE = "install Debian's package `chromium`, or set CPPCC_CHROMIUM to a Chromium's path"
_UNWANTED = frozenset(("image", "media", "font", "stylesheet", "websocket", "manifest"))
SETTLE_MS = 15_000
_HANDLER = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage",
)  # fmt: skip


def find_chromium() -> str | None:
    """Return the path of an installed Chromium, None without one."""
    named = os.environ.get("CPPCC_CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)


def browser_settings(site: Site) -> dict[str, Any]:
    """Return Scrapy's settings for a site that needs the browser.

    The browser resolves no name by itself: each of the site's hosts is pinned to an address that
    the site may reach, and all others lead nowhere. Raises `ConfigurationError` without a browser.
    """
    if importlib.util.find_spec("scrapy_playwright") is None:
        raise ConfigurationError(
            f"{site.id} needs a browser: install this project with its extra [browser]"
        )
    path = find_chromium()
    if path is None:
        raise ConfigurationError(f"{site.id} needs a browser, and there is none: {ADVICE}")
    return {
        "DOWNLOAD_HANDLERS": {"http": _HANDLER, "https": _HANDLER},
        "PLAYWRIGHT_BROWSER_TYPE": "chromium",
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "executable_path": path,
            "headless": True,
            "timeout": 30_000,
            "args": [*_FLAGS, f"--host-resolver-rules={_resolver_rules(site)}"],
        },
        "PLAYWRIGHT_ABORT_REQUEST": _off_site(site),
        "PLAYWRIGHT_MAX_CONTEXTS": 1,
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 2,
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": 20_000,
    }


def browser_meta() -> dict[str, Any]:
    """Return the meta of a request that the browser answers once the page has settled."""
    from scrapy_playwright.page import PageMethod  # noqa: PLC0415 - in the extra [browser]

    return {"playwright": True, "playwright_page_methods": [PageMethod(_settle)]}


async def _settle(page: Any) -> None:
    """Wait until scripts have fetched what they draw; a page that never rests is taken as it is."""
    from playwright.async_api import TimeoutError as NeverRests  # noqa: PLC0415

    with suppress(NeverRests):
        await page.wait_for_load_state("networkidle", timeout=SETTLE_MS)


def _off_site(site: Site) -> Callable[[Any], bool]:
    def refuse(request: Any) -> bool:
        return request.resource_type in _UNWANTED or not site.covers(request.url)

    return refuse


def _resolver_rules(site: Site) -> str:
    rules = []
    for host in site.hosts:
        name = host.partition(":")[0]
        address = _address(name, site)
        rules.append(f"EXCLUDE {name}" if address == name else f"MAP {name} {address}")
    return ", ".join([*rules, "MAP * ~NOTFOUND"])


def _address(name: str, site: Site) -> str:
    try:
        found = socket.getaddrinfo(name, None, family=socket.AF_INET)
    except OSError as error:
        raise ConfigurationError(f"{site.id}: {name} can't be resolved: {error}") from None
    address = str(ip_address(found[0][4][0]))
    if not may_connect(address, loopback=site.loopback):
        raise ConfigurationError(
            f"{site.id}: {name} leads to {address}, which is no public address"
        )
    return address


def main() -> int:
    """Say where the browser is; install Debian's where there is none and this is allowed."""
    if find_chromium() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        sys.stderr.write("no browser found: installing Debian's chromium\n")
        for arguments in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run(  # noqa: S603 - fixed words
                ["apt-get", "-qq", *arguments],  # noqa: S607
                check=False,
                stdout=subprocess.DEVNULL,
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            )
    found = find_chromium()
    sys.stderr.write(f"browser: {found}\n" if found else f"there is no browser: {ADVICE}\n")
    return 0 if found else 2


if __name__ == "__main__":
    sys.exit(main())
