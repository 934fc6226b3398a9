"""The bucket that Airflow's own connection names, as the variables that every part reads."""

import os

from airflow.sdk import BaseHook
from airflow.sdk.exceptions import AirflowNotFoundException

CONNECTION = "aws_default"


def bucket_environment() -> dict[str, str]:
    """Return this process's environment with the AWS variables of connection `aws_default`.

    Without such a connection the variables are those of the worker, where a role may stand.
    """
    environment = dict(os.environ)
    try:
        found = BaseHook.get_connection(CONNECTION)
    except AirflowNotFoundException:
        return environment
    extra = found.extra_dejson
    named = {
        "AWS_ACCESS_KEY_ID": found.login,
        "AWS_SECRET_ACCESS_KEY": found.password,
        "AWS_SESSION_TOKEN": extra.get("aws_session_token"),
        "AWS_ENDPOINT_URL_S3": extra.get("endpoint_url"),
        "AWS_REGION": extra.get("region_name"),
    }
    return environment | {name: value for name, value in named.items() if value}
