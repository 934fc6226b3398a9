"""What a list's further pages are asked for by, and counting on in an address."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from crawler.paging.words import PARAMETERS


@dataclass(frozen=True, slots=True)
class Target:
    """One request: an address and, for a POST, its form as it is sent."""

    url: str
    form: str = ""


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


def fill(template: str, number: int, base: str) -> Target:
    """Return the address that a template with `{n}` means on a page at `base`."""
    return Target(urljoin(base, template.replace("{n}", str(number))))


def incremented(url: str, by: int = 1) -> str | None:
    """Return `url` with its page number raised, None where it has none that is recognised."""
    parts = urlsplit(url)
    fields = parse_qsl(parts.query, keep_blank_values=True)
    for place, (name, value) in enumerate(fields):
        if name.lower() in PARAMETERS and value.isdigit():
            fields[place] = (name, str(int(value) + by))
            return urlunsplit(parts._replace(query=urlencode(fields)))
    found = re.search(r"(?:(?<=[_-])|(?<=/)|(?<=list)|(?<=page))(\d{1,5})(?=(?:\.\w{2,5})?/?$)",
                      parts.path)  # fmt: skip
    if found is None or int(found[1]) + by < 0:
        return None
    raised = str(int(found[1]) + by).zfill(len(found[1]) if found[1][0] == "0" else 0)
    path = parts.path[: found.start()] + raised + parts.path[found.end() :]
    return urlunsplit(parts._replace(path=path))
