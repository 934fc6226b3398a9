"""What a list's further pages are asked for by, and counting on in an address."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from crawler.paging.words import PARAMETERS
from extract.digits import whole_number


@dataclass(frozen=True, slots=True)
class Target:
    """One request: an address and, for a POST, the form or the JSON that is sent."""

    url: str
    form: str = ""

    @classmethod
    def of(cls, key: str) -> Target:
        """Return the request that a key names; a fragment that sends nothing is a reader's own."""
        url, _, form = key.partition("#")
        return cls(url, form if "=" in form or form[:1] in ("{", "[") else "")

    @property
    def key(self) -> str:
        """What tells this request's answer from others': the address, with # before what is sent.

        What a page of ASP.NET only hands back is left out, since it is another in every answer.
        """
        if not self.form or self.form[0] in "{[":
            return f"{self.url}#{self.form}" if self.form else self.url
        fields = self.form.split("&")
        kept = [f for f in fields if not f.startswith("__") or f.startswith("__EVENT")]
        return f"{self.url}#{'&'.join(kept)}"

    @property
    def content_type(self) -> str:
        kind = "json" if self.form[:1] in ("{", "[") else "x-www-form-urlencoded"
        return f"application/{kind}"


@dataclass(frozen=True, slots=True)
class Pages:
    """What one page says of its list's further pages."""

    next: tuple[Target, ...] = ()
    """What the page itself calls the next one."""
    others: dict[int, Target] = field(default_factory=dict)
    """Further pages by number, as labelled."""
    guesses: tuple[Target, ...] = ()
    """Addresses of a next page that says it exists, in the order of how usual they are."""
    total_pages: int | None = None
    total_items: int | None = None
    counts: tuple[int, ...] = ()
    """What a pager's script is called with: pages, the current one, on some systems all items."""

    @property
    def following(self) -> tuple[Target, ...]:
        return tuple(dict.fromkeys((*self.next, *self.others.values())))


def sent_with(key: str) -> str:
    """Return the part of a request's key that says what is sent, empty for nothing."""
    form = Target.of(key).form
    return f"#{form}" if form else ""


def fill(template: str, number: int, base: str, form: str = "") -> Target:
    """Return what templates with `{n}` and the parameters of `base` mean on a page there."""
    values = {**dict(parse_qsl(urlsplit(base).query)), "n": str(number)}
    for name, value in values.items():
        template, form = (part.replace(f"{{{name}}}", value) for part in (template, form))
    return Target(urljoin(base, template), form)


def incremented(url: str, by: int = 1) -> str | None:
    """Return `url` with its page number raised, None where it has none that is recognised."""
    parts = urlsplit(url)
    fields = parse_qsl(parts.query, keep_blank_values=True)
    for place, (name, value) in enumerate(fields):
        if name.lower() in PARAMETERS and (number := whole_number(value)) is not None:
            fields[place] = (name, str(number + by))
            return urlunsplit(parts._replace(query=urlencode(fields)))
    found = re.search(r"(?:(?<=[_-])|(?<=/)|(?<=list)|(?<=page))(\d{1,5})"
                      r"(?=(?:-[A-Za-z]\w{0,60})?(?:\.\w{2,5})?/?$)", parts.path)  # fmt: skip
    if found is None or int(found[1]) + by < 0:
        return None
    raised = str(int(found[1]) + by).zfill(len(found[1]) if found[1][0] == "0" else 0)
    path = parts.path[: found.start()] + raised + parts.path[found.end() :]
    return urlunsplit(parts._replace(path=path))


def counted_on(url: str, by: int = 1) -> str | None:
    """Return `url` with the last number in its page parameter or else its path raised by `by`.

    Whatever it counts, so an address that comes of it is one to look up, not one to ask for.
    """
    if "?" in url:
        return incremented(url, by)
    found = re.search(r"(\d{1,12})(?=\D*$)", urlsplit(url).path)
    if found is None or int(found[1]) + by < 0:
        return None
    raised = str(int(found[1]) + by).zfill(len(found[1]))
    at = url.rindex(found[1])
    return url[:at] + raised + url[at + len(found[1]) :]
