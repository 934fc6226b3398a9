"""Links that call a function of their page: javascript:show(1), where show() goes to an address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from crawler.scripts.sent_values import UNKNOWN
from crawler.scripts.values import ScriptReader

if TYPE_CHECKING:
    from collections.abc import Iterator

_FUNCTION = re.compile(
    r"(?:\bfunction\s+([\w$]{1,60})|\b([\w$]{1,60})\s*[=:]\s*function)\s*\(([^(){}]{0,200})\)\s*\{"
    r"|\b([\w$]{1,60})\s*=\s*\(?([^(){}=]{0,200})\)?\s*=>\s*\{?"
)
_GOES = re.compile(
    r"(?:\blocation(?:\.href)?\s*=(?!=)|\blocation\.(?:assign|replace)\s*\(|\bopen\s*\(|\.href\s*=(?!=))\s*"
)
_CALL = re.compile(r"(?:^|[;{\s:])([\w$]{1,60})\s*\(([^()]{0,300})\)")
_ARGUMENT = re.compile(r"""\s*+(?:"([^"]*)"|'([^']*)'|(-?\d{1,300})|([^,'"]*+))\s*(?:,|$)""")
_LONGEST = 3000
"""Characters of a function that are read."""
_MOST = 200
"""Functions of one page."""


class CalledLinks:
    """The functions of one page's scripts that lead to another page."""

    def __init__(self, scripts: str) -> None:
        self._scripts = scripts
        self._functions: dict[str, tuple[list[str], str]] = {}
        for found in list(_FUNCTION.finditer(scripts))[:_MOST]:
            body = _body(scripts, found.end())
            if _GOES.search(body):
                names = [name.strip() for name in (found[3] or found[5] or "").split(",")]
                self._functions.setdefault(found[1] or found[2] or found[4], (names, body))

    def __bool__(self) -> bool:
        return bool(self._functions)

    def addresses(self, code: str) -> Iterator[str]:
        """Yield what following a link that runs `code` asks for, as its functions write it."""
        for call in _CALL.finditer(code.strip()):
            if call[1] in self._functions:
                names, body = self._functions[call[1]]
                given = dict(zip(names, _arguments(call[2]), strict=False))
                yield from self._led_to(body, given)

    def _led_to(self, body: str, given: dict[str, Any]) -> Iterator[str]:
        reader = ScriptReader(
            body, lambda _: None, lambda name: given[name] if name in given else self._word(name)
        )
        for found in _GOES.finditer(body):
            value, _ = reader.at(found.end())
            # what depends on nothing that the link gives is no page of its own
            if isinstance(value, str) and any(str(v) in value for v in given.values() if v != ""):
                yield value

    def _word(self, name: str) -> Any:
        """Return the word that the page's scripts give a name."""
        found = re.search(rf"\b{re.escape(name)}\s*=\s*[\"']([^\"'\n]*)[\"']", self._scripts)
        return found[1] if found else UNKNOWN


def _arguments(text: str) -> list[Any]:
    found = _ARGUMENT.findall(text)
    return [
        double or single or (int(number) if number else UNKNOWN if bare.strip() else "")
        for double, single, number, bare in found
    ]


def _body(scripts: str, start: int) -> str:
    """Return a function's code up to the brace that closes it."""
    depth, end = 1, start
    while end < min(len(scripts), start + _LONGEST) and depth:
        depth += {"{": 1, "}": -1}.get(scripts[end], 0)
        end += 1
    return scripts[start:end]
