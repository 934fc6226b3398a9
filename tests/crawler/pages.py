"""Pages for the crawler's tests."""

from datetime import UTC, datetime

from extract.page import Page


def page(
    body: str | bytes,
    url: str = "http://a.example/zxyw/",
    kind: str = "text/html",
    status: int = 200,
) -> Page:
    raw = body.encode() if isinstance(body, str) else body
    headers = {"content-type": f"{kind}; charset=utf-8"}
    return Page(url, status, raw, datetime.now(UTC), headers)
