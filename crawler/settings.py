"""Scrapy's settings for every spider."""

import logging
import os

from crawler.agent import user_agent
from extract import page

# at the start of each crawl it prints a page of version numbers
logging.getLogger("scrapy.utils.log").addFilter(lambda line: line.levelno >= logging.WARNING)
# why a robots.txt can't be had is in the checks, in a line instead of a page of frames
logging.getLogger("scrapy.downloadermiddlewares.robotstxt").addFilter(
    lambda line: line.levelno < logging.ERROR
)

BOT_NAME = "cppcc"
SPIDER_MODULES = ["crawler.spiders"]
COMMANDS_MODULE = "crawler.scrapy_commands"
USER_AGENT = user_agent(os.environ)
ROBOTSTXT_OBEY = True

# both open a port on loopback that runs code
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
AUTOTHROTTLE_ENABLED = True
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = page.LARGEST
RETRY_TIMES = 3
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"
# a page that jumps is named for what it is before anything follows it
METAREFRESH_ENABLED = False
REDIRECT_MAX_TIMES = 5
# Scrapy starts as many workers for what each callback yields, and a page yields one record
CONCURRENT_ITEMS = 4
COOKIES_ENABLED = False
# less work a page for the crawl's own process
ASYNCIO_EVENT_LOOP = "uvloop.Loop"
TWISTED_DNS_RESOLVER = "crawler.resolver.PublicResolver"

DOWNLOADER_MIDDLEWARES = {
    # nearer to the downloader than any built-in middleware
    "crawler.middlewares.host_guard.HostGuard": 950,
    "crawler.middlewares.resumed.EarlierAttempt": 960,
    # nearer than what follows redirects, and than what retries, but behind decompression
    "crawler.middlewares.archive.ArchiveRedirects": 605,
    "crawler.middlewares.archive.ArchiveAnswers": 585,
    "crawler.middlewares.redirects.SiteRedirects": 600,
    "crawler.middlewares.whole.WholeBodies": 595,
    "crawler.middlewares.patience.Patience": 550,
    "crawler.middlewares.robots.SiteRobots": 100,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    # a spider here names no domains and no passwords: the host guard keeps it on its site
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
}
SPIDER_MIDDLEWARES = {
    # every answer reaches its callback, and lists count their own depth
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
}
LOG_LEVEL = "INFO"
LOG_FORMAT = "%(asctime)s %(levelname)s %(message)s"
FEED_EXPORT_ENCODING = "utf-8"
EXTENSIONS = {
    "crawler.bookkeeping.Bookkeeping": 400,
    "crawler.stats_file.StatsFile": 500,
    "crawler.supervised.Supervised": 600,
    "scrapy.extensions.logstats.LogStats": None,
}
