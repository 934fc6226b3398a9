"""Forms of a page as a browser would send them, for pagers that post them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode, urljoin

from crawler.paging.targets import Target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.lists.links import ListPage
    from extract.document import Element


def posted_back(page: ListPage, target: str, argument: str) -> Iterator[Target]:
    """Yield what ASP.NET's pager sends: the page's whole form, and whom it is for."""
    form = next(iter(page.root.iter("form")), None)
    if form is not None:
        kept = [(n, v) for n, v in fields_of(form) if not n.startswith("__EVENT")]
        kept += [("__EVENTTARGET", target), ("__EVENTARGUMENT", argument)]
        action = urljoin(page.url, form.get("action") or page.url)
        yield Target(action, urlencode(kept))


def fields_of(form: Element) -> list[tuple[str, str]]:
    kinds = ("submit", "button", "image", "reset", "checkbox", "radio", "file")
    return [
        (field.get("name") or "", field.get("value") or "")
        for field in form.iter("input")
        if field.get("name") and (field.get("type") or "text").lower() not in kinds
    ]
