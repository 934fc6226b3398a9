"""What a page's scripts write down as values, as far as it can be told without running them.

Reads literals, names that are given one somewhere in the scripts, sums of strings, and the few
calls that only wrap a value. What depends on anything else is `UNKNOWN`.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from crawler.scripts.sent_values import UNKNOWN, Sent, form_of, json_of, string_of

if TYPE_CHECKING:
    from collections.abc import Callable

_SPACE = re.compile(r"(?>(?:\s++|//[^\n]*+|/\*.{0,2000}?\*/)*)", re.DOTALL)
_STRING = re.compile(
    r""""((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`""", re.DOTALL
)
_SIGN = re.compile(r"[,{}()\[\]\"'`]")
_NUMBER = re.compile(r"-?\d{1,300}(?:\.\d+)?")
_NAME = re.compile(r"[A-Za-z_$][\w$]*(?:\s*\.\s*[A-Za-z_$][\w$]*)*")
_HOLE = re.compile(r"\$\{([^{}]*)\}")
_WORDS = {"true": True, "false": False, "null": None, "undefined": None}
_SAME = ("encodeURIComponent", "encodeURI", "String", "Number", "parseInt", "escape")
_FORM = ("URLSearchParams", "param", "stringify")
_DEEPEST = 6
_MOST_TERMS = 2000
"""Values that one page's scripts are read for, so that none is too tangled to be looked at."""
_LONGEST = 4000
_MOST_PASSED = 200_000
"""Characters that are passed on the way from one item of a list to the next."""
_MOST_SEARCHED = 30_000_000
"""Characters that are searched for what is given names."""
_MOST_GIVEN = 50


class ScriptReader:
    """Reads values at places of one page's scripts.

    `field` returns what the form field of an id holds; `fallback` what a name means that is given
    no value: a number of a page is 1.
    """

    def __init__(
        self, text: str, field: Callable[[str], str | None], fallback: Callable[[str], Any]
    ) -> None:
        self.text, self._field, self._fallback = text, field, fallback
        self._left = _MOST_TERMS
        self._unpassed, self._unsearched = _MOST_PASSED, _MOST_SEARCHED
        self._given: dict[str, list[int]] = {}

    @property
    def is_spent(self) -> bool:
        """Whether so much was read that the rest is left."""
        return self._left < 0 or self._unpassed < 0

    def at(self, place: int, depth: int = 0) -> tuple[Any, int]:
        """Return the value that begins at a place, and where it ends."""
        value, end = self._term(self._skip(place), depth)
        while not self.is_spent and self.text.startswith("+", after := self._skip(end)):
            more, end = self._term(self._skip(after + 1), depth)
            value = _sum(value, more, self._fallback)
        return value, end

    def _term(self, place: int, depth: int) -> tuple[Any, int]:
        text = self.text
        self._left -= 1
        if depth > _DEEPEST or self.is_spent:
            return UNKNOWN, place + 1
        if found := _STRING.match(text, place):
            said = next((group for group in found.groups() if group is not None), "")
            return self._filled(said.replace("\\/", "/"), depth), found.end()
        if found := _NUMBER.match(text, place):
            number = found[0]
            return (float(number) if "." in number else int(number)), found.end()
        if text.startswith("{", place):
            return self._object(place, depth)
        if text.startswith("[", place):
            return self._items(place, "]", depth)
        if found := _NAME.match(text, place):
            return self._named("".join(found[0].split()), found.end(), depth)
        return UNKNOWN, place + 1

    def _filled(self, said: str, depth: int) -> str:
        def value(hole: re.Match[str]) -> str:
            named = _NAME.fullmatch(hole[1].strip())
            return string_of(self._looked_up(named[0].rpartition(".")[2], depth) if named else "")

        return _HOLE.sub(value, said)

    def _named(self, name: str, end: int, depth: int) -> tuple[Any, int]:
        if name in _WORDS:
            return _WORDS[name], end
        if name == "new":
            return self._term(self._skip(end), depth)
        last = name.rpartition(".")[2]
        after = self._skip(end)
        if not self.text.startswith("(", after):
            return self._looked_up(last, depth), end
        arguments, end = self._items(after, ")", depth + 1)
        given = arguments[0] if arguments else UNKNOWN
        if found := re.compile(
            r"\s*\.\s*(?:val|value|attr|data|trim|toString)\b\s*\(?[^()]{0,20}\)?"
        ).match(self.text, end):
            end = found.end()
            held = self._field(given.lstrip("#")) if isinstance(given, str) else None
            return (UNKNOWN if held is None else held), end
        if name == "JSON.stringify":
            return Sent(json_of(given)), end
        if last in _FORM and isinstance(given, dict):
            return Sent(form_of(given)), end
        return (given if last in _SAME else UNKNOWN), end

    def _looked_up(self, name: str, depth: int) -> Any:
        for place in self._places_given(name):
            if self.is_spent:
                break
            value, _ = self.at(place, depth + 1)
            if value is not UNKNOWN and not (isinstance(value, str) and not value):
                return value
        return self._fallback(name)

    def _places_given(self, name: str) -> list[int]:
        """Return where the scripts give a name its values."""
        if name not in self._given:
            self._unsearched -= len(self.text)
            named = re.escape(name)
            given = re.compile(
                # "&page=" is an address's part
                rf"(?:(?<![\w$.?&])|\b(?:this|window)\.){named}\s*=(?![=>])"
                rf"|(?<![\w$?]){named}\s*:(?!:)"
            )
            found = given.finditer(self.text) if self._unsearched > 0 else ()
            self._given[name] = [at.end() for at in islice(found, _MOST_GIVEN)]
        return self._given[name]

    def _object(self, place: int, depth: int) -> tuple[Any, int]:
        found: dict[str, Any] = {}
        end = self._skip(place + 1)
        key = re.compile(r"""["']?([\w$-]{1,60})["']?\s*(:?)""")
        while not self._ends(end, place, "}"):
            named = key.match(self.text, end)
            if named is None:
                end = max(self._behind(end), end + 1)
            elif named[2]:
                found[named[1]], end = self.at(named.end(), depth + 1)
                end = self._behind(end)
            else:
                found[named[1]] = self._looked_up(named[1], depth + 1)
                end = self._behind(named.end())
        return found, end + 1

    def _items(self, place: int, closing: str, depth: int) -> tuple[list[Any], int]:
        found: list[Any] = []
        end = self._skip(place + 1)
        while not self._ends(end, place, closing):
            value, after = self.at(end, depth + 1)
            found.append(value)
            end = max(self._behind(after, closing), end + 1)
        return found, end + 1

    def _ends(self, at: int, began: int, closing: str) -> bool:
        """Whether a list that began at a place ends here, or is read no further."""
        longest = min(len(self.text), began + _LONGEST)
        return self.is_spent or at >= longest or self.text[at] == closing

    def _behind(self, place: int, closing: str = "}") -> int:
        """Return where the next item begins, or where the list of them is closed."""
        depth, end = 0, place
        longest = min(len(self.text), place + _LONGEST)
        while (sign := _SIGN.search(self.text, end, longest)) and not self.is_spent:
            self._unpassed -= sign.end() - end
            char, end = sign[0], sign.start()
            if string := _STRING.match(self.text, end):
                end = string.end()
                continue
            if depth == 0 and char == ",":
                return self._skip(end + 1)
            if depth == 0 and char in (closing, "}", ")", "]"):
                return end
            depth += (char in "{([") - (char in "})]")
            end += 1
        return max(end, longest)

    def _skip(self, place: int) -> int:
        found = _SPACE.match(self.text, place)
        return found.end() if found else place


def _sum(value: Any, more: Any, fallback: Callable[[str], Any]) -> Any:
    if isinstance(value, int) and isinstance(more, int):
        return value + more
    if isinstance(value, str) and more is UNKNOWN:
        named = re.search(r"([\w.]+)=$", value)
        # what numbers a file, list_12_ + n, numbers a page
        more = fallback(named[1]) if named else 1 if re.search(r"\w[_-]$", value) else UNKNOWN
    if value is UNKNOWN and not isinstance(more, str):
        return UNKNOWN
    return string_of(value) + string_of(more)
