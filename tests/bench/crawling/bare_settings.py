"""Scrapy's own settings, with its sums written for the one who asked."""

EXTENSIONS = {"crawler.stats_file.StatsFile": 500}
REMOTE_CONTROL_ENABLED = False
