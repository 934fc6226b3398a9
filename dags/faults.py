"""What a task says when it fails: the reason, as its log's last line."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from airflow.sdk.exceptions import AirflowException, AirflowFailException

from crawler.errors import ConfigurationError
from storage.errors import BucketUnreachable, StorageError, TableBusy, TurnTaken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

PASSING = (BucketUnreachable, TableBusy, TurnTaken)
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
