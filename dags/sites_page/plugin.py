"""The tab "Sites" in Airflow's UI, found through the entry point `airflow.plugins`."""

from typing import Any

from airflow.plugins_manager import AirflowPlugin

from dags.sites_page.app import PREFIX, make_app


class SitesPage(AirflowPlugin):
    name = "cppcc_sites"
    # lists of the class, as Airflow declares and reads them
    fastapi_apps: list[Any] = [  # noqa: RUF012
        {"app": make_app(), "url_prefix": PREFIX, "name": "CPPCC sites"}
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
