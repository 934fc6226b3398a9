"""`scrapy crawl`, saying in one line what is wrong with its arguments, and taking its turn."""

import logging
import os
import sys
from argparse import Namespace
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from importlib.abc import MetaPathFinder

from scrapy import Spider
from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from crawler.archive_file import require_archive
from crawler.errors import ConfigurationError
from crawler.run import status_of
from crawler.site_turn import TURN_HELD, site_turn
from extract.collection import collect_rarely
from storage.errors import StorageError

_log = logging.getLogger("cppcc.crawl")


class _WithoutPandas(MetaPathFinder):
    """At its first table pyarrow looks for pandas: seconds and 60 MB that no crawl needs."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name, name=name)


class Command(ScrapyCrawl):
    """Scrapy's own, which ends with the status that `cppcc crawl` has."""

    _crawler: Crawler | None = None  # type: ignore[assignment]  # Scrapy declares it and sets none

    def _create_crawler(self, spidercls: type[Spider] | str) -> Crawler:
        self._crawler = super()._create_crawler(spidercls)
        return self._crawler

    def run(self, args: list[str], opts: Namespace) -> None:
        sys.meta_path.insert(0, _WithoutPandas())
        try:
            with self._turn(args, dict(opts.spargs)):
                collect_rarely()
                super().run(args, opts)
                if self._crawler is not None and self._crawler.stats is not None:
                    self.exitcode = self.exitcode or status_of(self._crawler.stats.get_stats())
        except (ConfigurationError, StorageError) as error:
            raise UsageError(str(error), print_help=False) from None

    def _turn(self, args: list[str], given: dict[str, str]) -> AbstractContextManager[None]:
        """Check what can be before anything is fetched; return the site's turn, or none to take."""
        # spiders are loaded once the command line is known
        from crawler.spiders.base import SiteSpider  # noqa: PLC0415
        from crawler.spiders.preparation import configured_bucket, prepare  # noqa: PLC0415
        from storage.clock import require_clock  # noqa: PLC0415

        if len(args) != 1 or self.crawler_process is None:
            return nullcontext()
        loader = self.crawler_process.spider_loader
        try:
            spider = loader.load(args[0])
        except KeyError:
            names = ", ".join(loader.list())
            raise UsageError(f"no spider {args[0]!r}: there are {names}") from None
        bucket = configured_bucket()
        if not issubclass(spider, SiteSpider):
            return nullcontext()
        site, options = prepare(spider, given.pop("site", ""), given)
        if options.warc:
            require_archive(options.warc, bucket)
        if bucket is not None:
            require_clock(bucket, site.id, datetime.now(UTC))
        if bucket is None or os.environ.get(TURN_HELD) == site.id:
            return nullcontext()
        return site_turn(bucket, site.id, options.run_id, _log.info)
