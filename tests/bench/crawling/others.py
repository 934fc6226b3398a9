"""The small sites by other conventions: surveyed, and crawled with what the survey prints."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from typing import TYPE_CHECKING
from uuid import uuid4

from crawler.survey.site_text import site_text
from crawler.survey.survey import survey
from extract.canonical import canonical_url
from storage.bucket import Bucket
from storage.embedded.store import start
from storage.load import load_run
from tests.bench.crawling.runs import crawl, path_of
from tests.crawler.survey.odd_sites import ODD_SITES
from tests.crawler.survey.other_sites import OTHER_SITES
from tests.crawler.survey.script_sites import SCRIPT_SITES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bench.crawling.figures import Figures
    from tests.crawler.survey.other_sites import OtherSite


def others(figures: Figures, folder: Path) -> None:
    """Survey the sites by other conventions, and crawl each twice with what was printed."""
    store = start(folder / "others-store")
    try:
        environ = store.environment() | {"CPPCC_BUCKET": f"bench-{uuid4().hex[:8]}"}
        bucket = Bucket.from_environment(environ)
        bucket.create()
        for number, make in enumerate((*OTHER_SITES, *ODD_SITES, *SCRIPT_SITES)):
            with make() as served:
                text = site_text(survey(served.base + "/", lambda _: None))
                text = re.sub(r'(?m)^id = ".*"', f'id = "other-{number}"', text, count=1)
                said, good = _other(folder, served, text, f"{number}", bucket, environ)
            figures.add(make.__name__, said, "all, none again", reached=good)
    finally:
        store.stop()


def _other(
    folder: Path, served: OtherSite, text: str, key: str, bucket: Bucket, environ: dict[str, str]
) -> tuple[str, bool]:  # fmt: skip
    spider = tomllib.loads(text)["spider"]
    served.hits.clear()
    first = crawl(folder, text, spider, environ=environ, run_id=f"o{key}")
    # a session's id in an address makes no other article of it
    had = {path_of(canonical_url(url)) for url in first.articles()}
    asked_for: Counter[str] = Counter()
    for target, count in served.hits.items():
        asked_for[path_of(canonical_url(served.base + target))] += count
    names = {path: path_of(canonical_url(served.base + path)) for path in served.articles}
    missing = [path for path, name in names.items() if name not in had]
    twice = [path for path, name in names.items() if asked_for[name] > 1]
    load_run(bucket, f"o{key}")
    served.hits.clear()
    crawl(folder, text, spider, environ=environ, run_id=f"p{key}")
    entries = {*served.lists, *served.entries, "/", "/robots.txt"}
    again = [path for path in served.hits if path not in entries]
    whole = f"{len(served.articles) - len(missing)}/{len(served.articles)}"
    asked = f"second run {len(again)} beyond first pages of {served.hits.total()} requests"
    said = f"{whole}, {len(twice)} twice, {asked}"
    return said, not (missing or twice or again)
