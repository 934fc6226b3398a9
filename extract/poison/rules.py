"""The data files of this package, read once."""

import re
from functools import cache
from typing import Any

from extract import rules_files


def load(name: str) -> dict[str, Any]:
    """Return `extract/rules/poison/NAME.toml`."""
    return rules_files.load(f"poison/{name}.toml")


@cache
def any_of(name: str, key: str) -> re.Pattern[str]:
    """Return a pattern for every word of a list in a data file, the longest first."""
    words = sorted(load(name)[key], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))
