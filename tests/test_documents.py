"""What a reader is told must be there, and what is there must be told."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from pydantic import BaseModel
from typer.main import get_command

from crawler.cli import app
from crawler.options import CrawlOptions
from crawler.site import Site
from tests.bench.mutation.equivalent import Equivalent, equivalents

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
TOLD = "\n".join(path.read_text("utf-8") for path in DOCUMENTS)
SOURCES = [path for name in ("crawler", "dags", "storage") for path in (ROOT / name).rglob("*.py")]
RULES = [
    *SOURCES,
    *(path for path in (ROOT / "extract").rglob("*.*") if path.suffix in (".py", ".toml")),
]
BETWEEN_PROCESSES = {"CPPCC_SUPERVISOR", "CPPCC_TURN_HELD"}
"""Variables that the program sets for its own children."""
SITE_OF_ITSELF = {"id", "name", "level", "region", "cadence"}
"""Keys that the example shows or a table of another section tells."""


def _keys(model: type[BaseModel]) -> set[str]:
    keys = set()
    for name, field in model.model_fields.items():
        part = field.annotation
        if isinstance(part, type) and issubclass(part, BaseModel):
            keys |= _keys(part)
        else:
            keys.add(name)
    return keys


def _commands() -> list[str]:
    return sorted(getattr(get_command(app), "commands", {}))


def _targets() -> list[str]:
    return re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def _variables() -> list[str]:
    named = {
        n for path in SOURCES for n in re.findall(r'"(CPPCC_[A-Z_]+)"', path.read_text("utf-8"))
    }
    return sorted(named - BETWEEN_PROCESSES)


def _dags() -> list[str]:
    named = (
        re.search(r'DAG\(\s*"(\w+)"', path.read_text("utf-8"))
        for path in (ROOT / "dags").glob("*.py")
    )
    return sorted(found[1] for found in named if found)


@pytest.mark.parametrize("command", _commands())
def test_each_command_is_in_the_readme_and_says_what_it_does(command: str) -> None:
    assert f"cppcc {command}" in README
    assert getattr(get_command(app), "commands", {})[command].help


@pytest.mark.parametrize("key", sorted(_keys(Site) - SITE_OF_ITSELF))
def test_each_key_of_a_site_file_is_in_the_readme(key: str) -> None:
    assert re.search(rf"`[^`]*\b{key}\b[^`]*`", README)


@pytest.mark.parametrize("option", [field.name for field in fields(CrawlOptions)])
def test_each_option_of_a_spider_is_in_the_readme(option: str) -> None:
    assert re.search(rf"\b{option}=", README)


@pytest.mark.parametrize("variable", _variables())
def test_each_variable_is_told(variable: str) -> None:
    assert variable in TOLD


@pytest.mark.parametrize("dag", _dags())
def test_each_dag_is_in_the_readme(dag: str) -> None:
    assert f"`{dag}`" in README


@pytest.mark.parametrize("target", _targets())
def test_each_target_of_make_is_told(target: str) -> None:
    assert f"make {target}" in TOLD


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text("utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("known", equivalents(), ids=lambda known: known.before[0])
def test_what_is_known_of_a_mutant_is_said_of_lines_that_there_are(known: Equivalent) -> None:
    lines = [line.strip() for line in (ROOT / known.file).read_text("utf-8").splitlines()]
    assert set(known.before) <= set(lines)


def test_no_group_of_a_pattern_is_possessive() -> None:
    """Before Python 3.11.5 one that fails halfway keeps the half; `(?>(…)+)` says the same."""
    possessive = re.compile(r"\)(?:[+*?]|\{\{?\d*,?\d*\}\}?)\+")
    found = {path.name for path in RULES if possessive.search(path.read_text("utf-8"))}
    assert not found
