"""Scrapy's settings for every spider."""

import logging

# at the start of each crawl it prints a page of version numbers
logging.getLogger("scrapy.utils.log").addFilter(lambda line: line.levelno >= logging.WARNING)

BOT_NAME = "cppcc"
SPIDER_MODULES = ["crawler.spiders"]
COMMANDS_MODULE = "crawler.scrapy_commands"
# CPPCC_CONTACT adds an address that a site's owner can write to
USER_AGENT = "cppcc-crawler/0.1"
ROBOTSTXT_OBEY = True

# both open a port on loopback that runs code
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 1.0
AUTOTHROTTLE_ENABLED = True
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 16 << 20
RETRY_TIMES = 2
REDIRECT_MAX_TIMES = 5
DEPTH_LIMIT = 500
COOKIES_ENABLED = False
TWISTED_DNS_RESOLVER = "crawler.resolver.PublicResolver"

DOWNLOADER_MIDDLEWARES = {
    # nearer to the downloader than any built-in middleware
    "crawler.middlewares.host_guard.HostGuard": 950,
    # nearer than what follows redirects, and than what retries, but behind decompression
    "crawler.middlewares.archive.ArchiveRedirects": 605,
    "crawler.middlewares.archive.ArchiveAnswers": 585,
}
LOG_LEVEL = "INFO"
LOG_FORMAT = "%(asctime)s %(levelname)s %(message)s"
FEED_EXPORT_ENCODING = "utf-8"
EXTENSIONS = {
    # closed in the order of connection: the ledger's sums must be in the stats that are written
    "crawler.bookkeeping.Bookkeeping": 400,
    "crawler.stats_file.StatsFile": 500,
    "scrapy.extensions.logstats.LogStats": None,
}
