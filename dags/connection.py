"""The bucket that Airflow's own connection names, as the variables that every part reads."""

import os

from airflow.sdk import BaseHook

CONNECTION = "aws_default"


def bucket_environment() -> dict[str, str]:
    """Return this process's environment with the AWS variables of connection `aws_default`.

    Without such a connection the variables are those of the worker, where a role may stand.
    """
    environment = dict(os.environ)
    if not os.environ.get(f"AIRFLOW_CONN_{CONNECTION.upper()}") and not _is_stored():
        return environment
    found = BaseHook.get_connection(CONNECTION)
    extra = found.extra_dejson
    named = {
        "AWS_ACCESS_KEY_ID": found.login,
        "AWS_SECRET_ACCESS_KEY": found.password,
        "AWS_SESSION_TOKEN": extra.get("aws_session_token"),
        "AWS_ENDPOINT_URL_S3": extra.get("endpoint_url"),
        "AWS_REGION": extra.get("region_name"),
    }
    return environment | {name: value for name, value in named.items() if value}


def _is_stored() -> bool:
    from airflow.sdk.exceptions import AirflowRuntimeError  # noqa: PLC0415

    try:
        return BaseHook.get_connection(CONNECTION) is not None
    except AirflowRuntimeError:
        return False
