"""The shape of an address: what stays the same from one article of a site to the next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from crawler.survey.words import words
from extract.canonical import canonical_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TOKEN = re.compile(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?<![0-9a-zA-Z])[0-9a-fA-F]{24,64}(?![0-9a-zA-Z])"
    r"|\d+"
)
_SLUG = re.compile(r"^(?:[a-z]{2,}\d*-){3,}[a-z0-9]+$|%[0-9A-Fa-f]{2}")
_CHANGES = re.compile(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_MIXED = 4
"""Changes between letters and digits from which a name counts as a random one."""
DIGITS, HASH, ANY, WORD, SLUG = "#", "@", "%", "*", "~"


def shape(url: str) -> str:
    """Return an address with digits, hashes and folders' names replaced by what they are.

    >>> shape("http://a.example/zxyw/202609/t20260916_55806.html")
    '/*/#/t#_#.html'
    """
    # without the session that some systems put into each link
    parts = urlsplit(canonical_url(url))
    *folders, name = parts.path.split("/")[1:] or [""]
    kept = [_token(folder) if _has_id(folder) else WORD for folder in folders]
    path = "/".join(["", *kept, _named(name)])
    fields = sorted(field for field in parts.query.split("&") if field)
    query = "&".join(_field(field) for field in fields)
    return path + (f"?{query}" if query else "")


def folder_shape(url: str) -> tuple[str, str]:
    """Return an address's shape and the folder that it stands in: some keep lists apart by that."""
    return shape(url), urlsplit(url).path.rpartition("/")[0]


def has_id(form: str) -> bool:
    """Whether a shape holds anything that tells one page from another."""
    return bool(set(form) & {DIGITS, HASH, ANY, SLUG})


def pattern(form: str, urls: Sequence[str], avoid: Iterable[str] = ()) -> str:
    """Return a regular expression for addresses of a shape, from those seen.

    It is searched for, so it starts at the first part that tells. Where it would match one of
    `avoid`, it keeps to the lengths and folders that were seen.
    """
    loose = _pattern(form, urls, tight=False)
    if any(re.search(loose, url) for url in avoid):
        return _pattern(form, urls, tight=True)
    return loose


def _pattern(form: str, urls: Sequence[str], *, tight: bool) -> str:
    path, _, query = form.partition("?")
    *folders, name = path.split("/")[1:]
    seen = [urlsplit(canonical_url(url)).path.split("/")[1:] for url in urls]
    first = _first(folders, name)
    out = ""
    for place in range(first, len(folders)):
        values = [parts[place] for parts in seen]
        out += "/" + _part(folders[place], values, tight=tight)
    if not query:
        return f"{out}/{_part(name, [parts[-1] for parts in seen], tight=tight)}$"
    fields = [_query_part(field) for field in query.split("&")]
    return f"{out}/{re.escape(name)}\\?" + "".join(f"(?=.*\\b{field})" for field in fields)


def _first(folders: Sequence[str], name: str) -> int:
    """Return where the telling part begins: folders' names alone tell nothing."""
    for place, folder in enumerate(folders):
        if folder != WORD:
            return place
    return max(0, len(folders) - 1) if has_id(name) else 0


def _part(form: str, values: Sequence[str], *, tight: bool) -> str:
    if form == WORD:
        same = set(values)
        if len(same) == 1 and (tight or values[0].lower() in words()["addresses"]["literal"]):
            return re.escape(values[0])
        return r"[\w-]+"
    finder = re.compile("^" + re.sub(r"[#@%~]", lambda at: f"({_LOOSE[at[0]]})", _escaped(form)))
    found = [match.groups() for value in values if (match := finder.match(value))]
    runs = iter(zip(*found, strict=True)) if found else iter(())
    return re.sub(r"[#@%~]", lambda at: _run(at[0], next(runs, ()), tight=tight), _escaped(form))


_LOOSE = {DIGITS: r"\d+", HASH: r"[0-9a-fA-F-]{24,64}", ANY: r"[\w.-]+", SLUG: r"[^/]+?"}


def _run(kind: str, values: Sequence[str], *, tight: bool) -> str:
    lengths = {len(value) for value in values}
    if kind == HASH and len(lengths) == 1:
        return (
            f"[0-9a-fA-F-]{{{lengths.pop()}}}"
            if "-" in values[0]
            else f"[0-9a-f]{{{lengths.pop()}}}"
        )
    if kind != DIGITS or not lengths:
        return _LOOSE[kind]
    years = all(re.match(r"(?:19|20)\d\d", value) for value in values)
    if len(lengths) == 1 and years and lengths <= {4, 6, 8}:
        return f"\\d{{{lengths.pop()}}}"
    if tight and min(lengths) > 1:
        return f"\\d{{{min(lengths)},}}"
    return r"\d+"


def _query_part(field: str) -> str:
    name, _, value = field.partition("=")
    return (
        re.escape(name)
        + "="
        + re.sub(r"[#@%~*]", lambda at: _LOOSE.get(at[0], r"[^&]*"), _escaped(value))
        + (r"\b" if value and not has_id(value) else "")
    )


def _escaped(form: str) -> str:
    return "".join(char if char in "#@%~*" else re.escape(char) for char in form)


def _named(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    if not dot or not extension.isalnum():
        stem, dot, extension = name, "", ""
    return _token(stem) + dot + extension


def _token(text: str) -> str:
    if _TOKEN.fullmatch(text) is None:
        if len(_CHANGES.findall(text)) >= _MIXED:
            return ANY
        if _SLUG.search(text) or any(ord(char) > 127 for char in unquote(text)):  # noqa: PLR2004 - beyond ASCII
            return SLUG
    return _TOKEN.sub(lambda found: DIGITS if found[0].isdigit() else HASH, text)


def _has_id(text: str) -> bool:
    return has_id(_token(text))


def _field(field: str) -> str:
    name, _, value = field.partition("=")
    return f"{name}={_token(value)}"
