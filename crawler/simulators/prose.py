"""News of our own making: the same seed and number always give the same article."""

from __future__ import annotations

import random
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_FIELD = re.compile(r"\{(\w+)\}")


class Prose:
    """Puts titles, paragraphs and names together from the parts in `prose.toml`."""

    def __init__(self, seed: str) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
        self._parts = _parts()

    def title(self) -> str:
        return self._filled(self._parts["titles"]["formats"])

    def paragraphs(self, count: int) -> list[str]:
        """Return a lead, `count` paragraphs of two or three sentences, and an end."""
        said = self._parts["sentences"]
        middle = [
            "".join(self._filled(said["body"]) for _ in range(self._chance.randint(2, 3)))
            for _ in range(count)
        ]
        return [self._filled(said["lead"]), *middle, self._filled(said["close"])]

    def person(self) -> str:
        parts = self._parts
        return f"{self._chance.choice(parts['surnames'])}{self._chance.choice(parts['given'])}"

    def outlet(self) -> str:
        return str(self._chance.choice(self._parts["outlets"]))

    def number(self, low: int, high: int) -> int:
        return self._chance.randint(low, high)

    def _filled(self, formats: list[str]) -> str:
        return _FIELD.sub(self._word, self._chance.choice(formats))

    def _word(self, field: re.Match[str]) -> str:
        if field[1] == "person":
            return self.person()
        return str(self._chance.choice(self._parts["words"][field[1]]))


def column_names() -> list[tuple[str, str]]:
    """Return the names of columns, each with what it is called in addresses."""
    return [(name, slug) for name, slug in _parts()["names"]["columns"]]


@cache
def _parts() -> dict[str, Any]:
    return tomllib.loads((files("crawler.simulators") / "prose.toml").read_text("utf-8"))
