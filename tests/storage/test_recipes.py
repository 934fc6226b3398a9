"""What the bucket's README tells its readers to run is run, as it stands."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import duckdb
import duckdb_ext
import pytest

from storage import keys
from storage.bucket import Bucket
from storage.load import load_run
from storage.objects import read
from storage.parts import write_part
from storage.release import publish
from tests.storage.samples import NOON, SITE, record, site_run

if TYPE_CHECKING:
    from storage.embedded.store import EmbeddedStore

TITLES = ["第1号提案", "第2号提案", "第3号提案"]
_BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def recipes(store: EmbeddedStore) -> list[str]:
    """The README's blocks, in a bucket with three releases of an article each."""
    bucket = Bucket.from_environment(store.environment() | {"CPPCC_BUCKET": "recipes"})
    bucket.create()
    # the last comes late to a run that is released: its release is r2.2
    for number, (run_id, site) in enumerate((("r1", SITE), ("r2", SITE), ("r2", "late")), 1):
        at = NOON + timedelta(days=number)
        held = record(str(number), site_id=site, capture=None, fetched_at=at)
        run = site_run(run_id, records=[held], site_id=site)
        write_part(bucket, run, records=[held], captures=[])
        load_run(bucket, run_id)
        publish(bucket, run_id, created_at=at)
    stored = read(bucket, keys.README)
    assert stored is not None
    return _BLOCK.findall(stored.body.decode())


@pytest.fixture
def run(recipes: list[str], store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run the one block that holds a word, and return the names that it set."""
    for name, value in store.environment().items():
        monkeypatch.setenv(name, value)

    def run_block(holding: str, **changes: str) -> dict[str, Any]:
        (block,) = (block for block in recipes if holding in block)
        for before, after in changes.items():
            block = re.sub(rf"^{before} = \S+", f"{before} = {after}", block, flags=re.MULTILINE)
        names: dict[str, Any] = {}
        exec(compile(block, f"the recipe with {holding}", "exec"), names)  # noqa: S102 - our own text
        return names

    return run_block


def test_polars_reads_the_release(run: Any) -> None:
    articles = run('"mirror"')["articles"].collect()
    assert sorted(articles["title"]) == TITLES


def test_pandas_reads_the_release(run: Any) -> None:
    assert sorted(run("pandas")["articles"]["title"]) == TITLES


def test_boto3_reads_the_release_line_by_line(run: Any, capsys: pytest.CaptureFixture[str]) -> None:
    run('"rt"')
    assert capsys.readouterr().out.count("号提案") == len(TITLES)


def test_duckdb_reads_release_and_table(
    run: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # the extensions come from packages here, where DuckDB would fetch them
    connect = duckdb.connect
    monkeypatch.setattr(duckdb, "connect", lambda: duckdb_ext.init(connect()))
    run("duckdb")
    assert "第2号提案" in capsys.readouterr().out


def test_delta_goes_back_in_time(run: Any) -> None:
    names = run("version=")
    assert names["first"].version() < names["table"].version()


@pytest.mark.parametrize(
    ("seen", "titles"),
    [("None", TITLES), ('"r1"', TITLES[1:]), ('"r2"', TITLES[2:])],
)
def test_a_reader_who_kept_a_run_gets_what_came_after_it(
    run: Any, seen: str, titles: list[str]
) -> None:
    assert sorted(run("history.jsonl", seen=seen)["rows"].collect()["title"]) == titles


def test_a_reader_who_has_it_all_is_told_of_nothing(run: Any) -> None:
    assert run("history.jsonl", seen='"r2.2"')["changes"] == {}


def test_every_block_of_the_readme_is_run_here(recipes: list[str]) -> None:
    held = ('"mirror"', "pandas", '"rt"', "duckdb", "version=", "history.jsonl")
    assert [sum(word in block for block in recipes) for word in held] == [1] * len(recipes)
