"""Parameters of a request, wherever they stand, and counting on in them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawler.paging.targets import incremented
from crawler.paging.words import PARAMETERS
from extract.digits import whole_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crawler.paging.targets import Target

_DEEPEST = 3


def number_in(target: Target, names: Sequence[str]) -> tuple[str, int] | None:
    """Return the first of the named parameters that has a number: its name as written, and that."""
    found = {name.lower(): (name, value) for name, value in _parameters(target)}
    for name in names:
        written, value = found.get(name, ("", ""))
        if (number := whole_number(value)) is not None:
            return written, number
    return None


def next_in_number(target: Target) -> Target | None:
    """Return the request for the page after; None where no number of a page is recognised."""
    at = number_in(target, PARAMETERS)
    if target.form and at is not None:
        return with_parameter(target, at[0], at[1] + 1)
    raised = incremented(target.url)
    return replace(target, url=raised) if raised else None


def with_parameter(target: Target, name: str, value: int) -> Target:
    """Return the request with one parameter set, in the place where it stands already."""
    if target.form[:1] in ("{", "["):
        data = _opened(target.form)
        if _set(data, name, value):
            return replace(target, form=json.dumps(data, ensure_ascii=False))
    elif target.form and (not _has(urlsplit(target.url).query, name)):
        return replace(target, form=_replaced(target.form, name, value))
    parts = urlsplit(target.url)
    query = _replaced(parts.query, name, value)
    return replace(target, url=urlunsplit(parts._replace(query=query)))


def _parameters(target: Target) -> Iterator[tuple[str, str]]:
    """Yield names and values, those of the address before those that are sent."""
    yield from parse_qsl(urlsplit(target.url).query)
    if target.form[:1] in ("{", "["):
        yield from _scalars(_opened(target.form))
    else:
        yield from parse_qsl(target.form)


def _scalars(data: Any, depth: int = 0) -> Iterator[tuple[str, str]]:
    for name, value in data.items() if isinstance(data, dict) else ():
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _scalars(value, depth + 1)
        elif isinstance(value, int | str) and not isinstance(value, bool):
            yield str(name), str(value)


def _set(data: Any, name: str, value: int, depth: int = 0) -> bool:
    if not isinstance(data, dict) or depth > _DEEPEST:
        return False
    if name in data:
        data[name] = str(value) if isinstance(data[name], str) else value
        return True
    return any(_set(part, name, value, depth + 1) for part in data.values())


def _opened(form: str) -> Any:
    try:
        return json.loads(form)
    except (ValueError, RecursionError):  # a number of 4,300 digits is a ValueError alone
        return {}


def _has(query: str, name: str) -> bool:
    return any(n == name for n, _ in parse_qsl(query, keep_blank_values=True))


def _replaced(query: str, name: str, value: int) -> str:
    fields = parse_qsl(query, keep_blank_values=True)
    if not _has(query, name):
        return urlencode([*fields, (name, str(value))])
    return urlencode([(n, str(value) if n == name else v) for n, v in fields])
