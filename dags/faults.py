"""What a task says when it fails: the reason, as its log's last line."""

from collections.abc import Iterator
from contextlib import contextmanager

from airflow.sdk.exceptions import AirflowException, AirflowFailException

from crawler.errors import ConfigurationError
from storage.errors import BucketUnreachable, StorageError, TableBusy

PASSING = (BucketUnreachable, TableBusy)
"""What may be over when the task is tried again."""


@contextmanager
def named_failures() -> Iterator[None]:
    """Fail the task with the error's own text, for good unless another try could pass."""
    try:
        yield
    except PASSING as error:
        raise AirflowException(str(error)) from None
    except (ConfigurationError, StorageError) as error:
        raise AirflowFailException(str(error)) from None
