"""What a spider is started with: its site, its options, Scrapy's settings, the bucket."""

import logging
import os
from typing import Any

from scrapy import Spider

from crawler.address_file import read_addresses
from crawler.browser import browser_settings
from crawler.errors import ConfigurationError
from crawler.options import read_options
from crawler.site import Site
from crawler.site_files import load_site, require_enough
from storage.bucket import Bucket

_log = logging.getLogger("cppcc.crawl")


def site_settings(site: Site) -> dict[str, Any]:
    """Return Scrapy's settings for one site's pace and limits."""
    local = site.loopback
    settings = {
        "DOWNLOAD_DELAY": 0 if local else site.politeness.delay,
        "AUTOTHROTTLE_ENABLED": not local,
        "CONCURRENT_REQUESTS_PER_DOMAIN": site.politeness.concurrency,
        "DOWNLOAD_MAXSIZE": site.limits.bytes,
        "REDIRECT_MAX_TIMES": site.limits.redirects,
        "CLOSESPIDER_PAGECOUNT": site.limits.pages,
        "CLOSESPIDER_TIMEOUT": site.limits.seconds,
    }
    if local:
        # without a delay Scrapy takes all that wait for a host at once, whatever its own limit
        settings["CONCURRENT_REQUESTS"] = site.politeness.concurrency
    return settings | (browser_settings(site) if site.browser != "never" else {})


def prepare(spider: type[Spider], site: str, arguments: dict[str, Any]) -> tuple[Site, Any]:
    """Read a spider's arguments; raises `ConfigurationError` before anything is fetched."""
    if not site:
        raise ConfigurationError("no site is given: add -a site=ID or -a site=FILE.toml")
    loaded = load_site(site, os.environ)
    options = read_options(arguments)
    require_enough(loaded, given=bool(options.urls or options.warc))
    if options.urls:
        read_addresses(options.urls)
    if spider.name not in (loaded.spider, "pages"):
        _log.warning("site %s is for the spider %s, not %s", loaded.id, loaded.spider, spider.name)
    if loaded.browser != "never":
        browser_settings(loaded)
    return loaded, options


def configured_bucket() -> Bucket | None:
    """Return the bucket that the environment names, once it has answered; None for none."""
    if not os.environ.get("CPPCC_BUCKET"):
        return None
    bucket = Bucket.from_environment(os.environ)
    bucket.check()
    return bucket
