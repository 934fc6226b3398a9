"""Where the demo keeps its state, and its servers, started and stopped together."""

from __future__ import annotations

import fcntl
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from crawler.demo.airflow_environment import scheduler_environment
from crawler.demo.families import FamilySites
from crawler.demo.server import DemoServer
from crawler.errors import ConfigurationError
from storage.bucket import Bucket
from storage.embedded.store import running, start

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from crawler.demo.pages import DemoSite
    from storage.embedded.store import EmbeddedStore


@dataclass(frozen=True, slots=True)
class Show:
    """What is to be shown: sites, and the bucket that they fill."""

    bucket: str
    sites: Sequence[DemoSite]
    families: Sequence[str] = ()
    """Of which a simulated site is shown as well."""


class Stage:
    """The embedded bucket and the sites, up while the context lasts.

    A store that somebody else has started on the same folder is used and left running. Raises
    `ConfigurationError` while another stage stands on the folder: two schedulers would run each
    other's tasks.
    """

    def __init__(self, state: Path, show: Show) -> None:
        self.state, self.show = state, show
        self._open = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as opened:
            opened.enter_context(_alone_on(self.state))
            folder = self.state / "store"
            if (found := running(folder)) is not None:
                self.store: EmbeddedStore = found
            else:
                self.store = start(folder)
                opened.callback(self.store.stop)
            self.bucket = Bucket.from_environment(
                self.store.environment() | {"CPPCC_BUCKET": self.show.bucket}
            )
            self.bucket.create()
            server = DemoServer(self.show.sites, self.state / "demo" / self.show.bucket)
            self.server = opened.enter_context(server)
            families = FamilySites(self.show.families, self.state / "demo" / self.show.bucket)
            self.families = opened.enter_context(families)
            self._open = opened.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def scheduler(self) -> dict[str, str]:
        """Return the variables for Airflow's commands on this stage."""
        return scheduler_environment(
            self.state / "airflow",
            self.store,
            bucket=self.show.bucket,
            sites=self.server.site_files,
        )


@contextmanager
def _alone_on(state: Path) -> Iterator[None]:
    state.mkdir(parents=True, exist_ok=True)
    with (state / "demo.lock").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ConfigurationError(
                f"another `cppcc demo` or `cppcc airflow` is up on {state}: "
                "stop it, or name another folder with --state"
            ) from None
        yield
