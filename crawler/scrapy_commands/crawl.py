"""`scrapy crawl`, saying in one line what is wrong with its arguments."""

from argparse import Namespace

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.exceptions import UsageError

from crawler.errors import ConfigurationError
from storage.errors import StorageError


class Command(ScrapyCrawl):
    def run(self, args: list[str], opts: Namespace) -> None:
        # spiders are loaded once the command line is known
        from crawler.spiders.base import SiteSpider, configured_bucket, prepare  # noqa: PLC0415

        if len(args) == 1 and self.crawler_process is not None:
            try:
                spider = self.crawler_process.spider_loader.load(args[0])
                if issubclass(spider, SiteSpider):
                    given = dict(opts.spargs)
                    prepare(spider, given.pop("site", ""), given)
                configured_bucket()
            except KeyError:
                names = ", ".join(self.crawler_process.spider_loader.list())
                raise UsageError(f"no spider {args[0]!r}: there are {names}") from None
            except (ConfigurationError, StorageError) as error:
                raise UsageError(str(error), print_help=False) from None
        super().run(args, opts)
