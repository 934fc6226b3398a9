"""The tab "Sites" in Airflow's UI, found through the entry point `airflow.plugins`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from airflow.plugins_manager import AirflowPlugin

from dags.sites_page import PREFIX

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class SitesApp:
    """The pages, made when the first of them is asked for.

    Airflow reads its plugins in every process that runs a task, and what the pages import would
    cost each of those two seconds.
    """

    def __init__(self) -> None:
        self._made: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._made is None:
            from dags.sites_page.app import make_app  # noqa: PLC0415

            self._made = make_app()
        await self._made(scope, receive, send)


class SitesPage(AirflowPlugin):
    name = "cppcc_sites"
    # lists of the class, as Airflow declares and reads them
    fastapi_apps: list[Any] = [  # noqa: RUF012
        {"app": SitesApp(), "url_prefix": PREFIX, "name": "CPPCC sites"}
    ]
    external_views: list[Any] = [  # noqa: RUF012
        {
            "name": "Sites",
            "href": f"{PREFIX}/",
            "destination": "nav",
            "url_route": "sites",
            "nav_top_level": True,
            "icon": f"{PREFIX}/static/sites.svg",
        }
    ]
