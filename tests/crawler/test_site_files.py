from pathlib import Path

import pytest

from crawler.errors import ConfigurationError
from crawler.site_files import all_sites, load_site

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
