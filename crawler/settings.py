"""Scrapy's settings for every spider."""

BOT_NAME = "cppcc"
SPIDER_MODULES = ["crawler.spiders"]
USER_AGENT = "cppcc-crawler/0.1 (+mailto:cppcc-crawler@example.org)"
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
DEPTH_LIMIT = 50
COOKIES_ENABLED = False

# 950 is nearer to the downloader than any built-in middleware
DOWNLOADER_MIDDLEWARES = {"crawler.middlewares.host_guard.HostGuard": 950}
LOG_LEVEL = "INFO"
FEED_EXPORT_ENCODING = "utf-8"
EXTENSIONS = {"crawler.stats_file.StatsFile": 500}
