"""The tab "Sites" in Airflow's UI."""

PREFIX = "/cppcc"
"""Where Airflow mounts its pages."""
