"""Reading the rule files that come with the package."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "rules"


@cache
def load(name: str) -> dict[str, Any]:
    """Return a TOML file under `extract/rules`, read once a process."""
    return tomllib.loads((_FOLDER / name).read_text("utf-8"))


def lines_of(name: str) -> list[str]:
    """Return the lines of a text file under `extract/rules`, but its comments."""
    lines = (_FOLDER / name).read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]
