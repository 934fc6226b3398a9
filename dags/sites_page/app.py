"""The pages of the tab, behind Airflow's own authentication.

A page that shows what hostile pages said trusts none of it: templates escape, no address is a link
unless it is http, and the policy below lets no script run but ours.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from airflow.api_fastapi.auth.managers.models.resource_details import AccessView
from airflow.api_fastapi.core_api.security import requires_access_view
from fastapi import Depends, FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, select_autoescape

from crawler.audit import MAX_MISSING, MAX_SET_ASIDE
from crawler.errors import ConfigurationError
from crawler.inspection import FIELDS
from dags.sites_page import PREFIX, data, shapes, tasks
from storage.errors import DigestMismatch, ObjectMissing, StorageError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_HERE = Path(__file__).parent
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-store",
}
_templates = Environment(
    loader=FileSystemLoader(_HERE / "templates"), autoescape=select_autoescape(default=True)
)
_templates.filters |= shapes.FILTERS
# what the audit complains of is what the pages mark
_templates.globals |= {"least_complete": 1 - MAX_MISSING, "most_set_aside": MAX_SET_ASIDE}
Text = Annotated[str, Query(max_length=100)]


def make_app() -> FastAPI:
    """Return the app that Airflow mounts under `PREFIX`."""
    app = FastAPI(title="CPPCC sites", openapi_url=None)
    app.mount("/static", StaticFiles(directory=_HERE / "static"), name="static")
    app.middleware("http")(_with_headers)
    app.add_exception_handler(StorageError, _unavailable)
    app.add_exception_handler(ConfigurationError, _unavailable)
    allowed = [Depends(requires_access_view(AccessView.WEBSITE))]
    for path, page in _PAGES.items():
        app.get(path, dependencies=allowed, response_class=HTMLResponse)(page)
    app.get("/articles/{article_id}/raw", dependencies=allowed)(raw)
    return app


def sites(q: Text = "", sort: Text = "", down: bool = False) -> str:
    """Show every site, those that need a look first."""
    glances = shapes.ordered(shapes.matching(data.glances(), q), sort, down=down)
    return _page(
        "sites.html",
        glances=glances,
        total=len(data.glances()),
        tasks=tasks.latest_tasks(),
        q=q,
        sort=sort,
        down=down,
        columns=shapes.COLUMNS,
        release=data.release(),
    )


def site(site_id: str) -> str:
    """Show one site: its runs, what it lacks, its latest articles and what was set aside."""
    found = next((glance for glance in data.glances() if glance.id == site_id), None)
    if found is None:
        raise HTTPException(404, f"no site {site_id[:80]!r}")
    return _page(
        "site.html",
        glance=found,
        task=tasks.latest_tasks().get(found.name),
        runs=data.runs_of(site_id),
        findings=data.findings_of(site_id),
        audited=data.audited(),
        articles=data.articles_of(site_id),
        aside=data.set_aside_of(site_id),
    )


def article(article_id: str) -> str:
    """Show one article with every removed and repaired span."""
    record = data.record(article_id)
    if record is None:
        raise HTTPException(404, "no such article")
    others = [name for name in FIELDS if name not in ("title", "published")]
    return _page("article.html", record=record, spans=shapes.spans, others=others)


def raw(article_id: str) -> Response:
    """Hand out the bytes as they were served, as a file that no browser renders."""
    try:
        body = data.raw(article_id)
    except (ObjectMissing, DigestMismatch) as error:
        raise HTTPException(404, str(error)) from None
    if body is None:
        raise HTTPException(404, "no capture of this article is archived")
    name = f'attachment; filename="{article_id[:16]}.html.txt"'
    return Response(
        body, media_type="application/octet-stream", headers={"Content-Disposition": name}
    )


_PAGES: dict[str, Callable[..., str]] = {
    "/": sites,
    "/sites/{site_id}": site,
    "/articles/{article_id}": article,
}


def _page(template: str, **values: Any) -> str:
    return _templates.get_template(template).render(prefix=PREFIX, **values)


async def _with_headers(
    request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    response = await call_next(request)
    response.headers.update(_HEADERS)
    return response


def _unavailable(request: Request, error: Exception) -> Response:  # noqa: ARG001  # by FastAPI
    return PlainTextResponse(f"{error}\n", 503)
