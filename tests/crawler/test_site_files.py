import re
from pathlib import Path

import pytest
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings

from crawler.errors import ConfigurationError
from crawler.site import Site
from crawler.site_files import PACKAGED, all_sites, find_sites, load_site
from crawler.spiders.base import SiteSpider

GOOD = """id = "t"
name = "t"
level = "test"
hosts = ["127.0.0.1:9"]
spider = "listing"
"""


def test_packaged_site_files_are_valid() -> None:
    assert "bjzx" in [site.id for site in all_sites({})]


def test_misspelt_key_is_named_with_the_nearest_one(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text(GOOD + 'artcle = "x"\n', "utf-8")
    with pytest.raises(ConfigurationError, match=r"t\.toml: artcle: .*did you mean article"):
        load_site(str(path), {})


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('family = "trss"', "family: there is no 'trss', did you mean trs?"),
        ("columns = ['http://a.example/']", "columns: write it as a table of its own"),
        ("region = 110000", 'region: write it as text in quotes: "…"'),
        ("starts = 'http://a.example/'", 'starts: write it as a list: ["…", "…"]'),
        ("article = '/t('", "article: is no regular expression: missing )"),
        ('starts = ["zxyw/list"]', "starts: zxyw/list is no address: write it with http://"),
        ("[list]\nrows = 'ul[['", "list.rows: is no CSS selector"),
        ("[list]\nform = 'page={n}'", "list: form: is sent to `api`, which isn't given"),
    ],
)
def test_what_a_site_file_cannot_mean_is_named(line: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text(GOOD + line, "utf-8")
    with pytest.raises(ConfigurationError, match=re.escape(said)):
        load_site(str(path), {})


def test_a_file_in_another_charset_is_named(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_bytes((GOOD + 'name = "政协"').encode("gbk"))
    with pytest.raises(ConfigurationError, match=r"s\.toml: isn't UTF-8"):
        load_site(str(path), {})


def test_unknown_site_is_answered_with_near_ids() -> None:
    with pytest.raises(ConfigurationError, match="did you mean bjzx"):
        load_site("bjzxx", {})


def test_start_off_the_hosts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text(GOOD + 'starts = ["http://elsewhere.example/"]\n', "utf-8")
    with pytest.raises(ConfigurationError, match="not on one of hosts"):
        load_site(str(path), {})


def test_folder_of_the_setting_is_read(tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text(GOOD, "utf-8")
    assert load_site("t", {"CPPCC_SITES": str(tmp_path)}).covers("http://127.0.0.1:9/x")


def test_sites_are_found_by_filters() -> None:
    found = find_sites({}, level="province", family="trs")
    assert "bjzx" in [site.id for site in found]
    assert {(site.level, site.family) for site in found} == {("province", "trs")}
    assert {site.region[:2] for site in find_sites({}, region="37")} == {"37"}


def test_a_filter_that_fits_no_site_is_answered_with_what_there_is() -> None:
    with pytest.raises(ConfigurationError, match=r"no site has family 'trss': there are trs"):
        find_sites({}, family="trss")


@pytest.mark.parametrize("site", all_sites({}), ids=lambda site: site.id)
def test_every_site_file_is_short_and_starts_its_spider(site: Site) -> None:
    lines = (PACKAGED / f"{site.id}.toml").read_text("utf-8").splitlines()
    assert len(lines) < 15
    spider = SpiderLoader.from_settings(get_project_settings()).load(site.spider)(site=site.id)
    assert isinstance(spider, SiteSpider)
    assert spider.site == site
    assert list(spider.first_requests())
