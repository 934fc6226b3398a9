"""Simulated sites of the families of content management systems, beside the demo's own pages."""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from crawler.errors import ConfigurationError
from crawler.simulators.family import family
from crawler.simulators.plan import Plan
from crawler.simulators.server import Simulator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from extract.record import Record

_PLAN = Plan(articles=12, columns=2, per_page=5)
"""A list of more than one page in each column."""


class FamilySites:
    """Serves a site of each family while the context lasts, with its site file in `site_files`.

    A site keeps its port from one start to the next, as those of `DemoServer` do. Raises
    `ConfigurationError` for a family that there isn't, and for a port that can't be had.
    """

    def __init__(self, names: Sequence[str], folder: Path) -> None:
        self._shapes = {name: family(name) for name in names}
        self._ports, self._site_files = folder / "families.json", folder / "sites"
        self.served: dict[str, Simulator] = {}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        kept = json.loads(self._ports.read_text("utf-8")) if self._ports.exists() else {}
        self._site_files.mkdir(parents=True, exist_ok=True)
        for file in self._site_files.glob(f"{_id('*')}.toml"):
            file.unlink()  # of an earlier show, and not up now
        with ExitStack() as opened:
            for name, shape in self._shapes.items():
                served = Simulator(shape, _PLAN, port=kept.get(name, 0))
                try:
                    opened.enter_context(served)
                except OSError as error:
                    raise ConfigurationError(
                        f"port {kept.get(name)}, where the demo serves {name}, can't be had "
                        f"({error.strerror}): stop what uses it"
                    ) from None
                kept[name] = served.site.port
                self.served[_id(name)] = served
                file = self._site_files / f"{_id(name)}.toml"
                file.write_text(served.site_file(_id(name)), "utf-8")
            self._open = opened.pop_all()
        self._ports.write_text(json.dumps(kept), "utf-8")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def differences(self, records: Iterable[Record]) -> Iterator[str]:
        """Yield a line for each site whose articles aren't all there as it prints them."""
        texts: dict[str, dict[str, str]] = {}
        for record in records:
            texts.setdefault(record.site_id, {})[record.title or ""] = _packed(record.text)
        for name, served in self.served.items():
            wanted = {each.title: _packed(each.text) for each in served.site.expected()}
            had = texts.get(name, {})
            right = sum(had.get(title) == text for title, text in wanted.items())
            if right < len(wanted) or len(had) > len(wanted):
                yield f"{name}: {right} of {len(wanted)} articles as they were printed"


def _id(name: str) -> str:
    return f"family-{name.replace('_', '-')}"


def _packed(text: str) -> str:
    return "".join(text.split())
