"""The words of pagers and of what scripts ask for, from `words.toml`."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_WORDS = tomllib.loads((files("crawler.paging") / "words.toml").read_text("utf-8"))
PARAMETERS: tuple[str, ...] = tuple(_WORDS["parameters"])
"""Parameters that hold the number of a page, in lower case."""
COUNTS: tuple[str, ...] = tuple(_WORDS["counts"])
CURRENTS: tuple[str, ...] = tuple(_WORDS["currents"])
NUMBERED_OTHERWISE = re.compile(_WORDS["numbered_otherwise"], re.IGNORECASE)
POSTED_OTHERWISE = re.compile(_WORDS["posted_otherwise"], re.IGNORECASE)
LIBRARIES = re.compile(_WORDS["libraries"], re.IGNORECASE)
