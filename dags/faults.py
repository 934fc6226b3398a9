"""What a task says when it fails: the reason, as its log's last line."""

from __future__ import annotations

import logging
import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowTaskTimeout

from crawler.errors import ConfigurationError
from storage.errors import BucketUnreachable, StorageError, TableBusy, TurnTaken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import FrameType
    from typing import Any

PASSING = (BucketUnreachable, TableBusy, TurnTaken)
"""What may be over when the task is tried again."""


def say_reason(context: Mapping[str, Any]) -> None:
    """Say last in the log why a task failed: Airflow lets its own stack follow the error."""
    log = logging.getLogger("airflow.task")
    log.info("::endgroup::")  # else the line stands in a group that the UI folds away
    log.error("%s", context.get("exception") or context.get("reason") or "failed")


@contextmanager
def named_failures() -> Iterator[None]:
    """Fail the task with the error's own text, for good unless another try could pass."""
    try:
        yield
    except PASSING as error:
        raise AirflowException(str(error)) from None
    except (ConfigurationError, StorageError) as error:
        raise AirflowFailException(str(error)) from None
    except AirflowTaskTimeout:  # it says no more than a process's number
        raise AirflowException("stopped at its time limit: a retry goes on") from None


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let TERM end what runs inside, as when a run is stopped or its worker shut down.

    Airflow's own handler only tells the operator, and a task made of a function hears nothing: it
    would be killed seconds later with its children left behind.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  # named by signal(2)
        raise AirflowException(f"stopped by {signal.Signals(number).name}: a retry goes on")

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
