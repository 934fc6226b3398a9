"""The data files of this package, read once."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """Return `extract/rules/poison/NAME.toml`."""
    path = files("extract") / "rules" / "poison" / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8"))


@cache
def any_of(name: str, key: str) -> re.Pattern[str]:
    """Return a pattern for every word of a list in a data file, the longest first."""
    words = sorted(load(name)[key], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))
