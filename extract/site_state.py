"""From the pages of one run to the state of their site."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from extract.record import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extract.record import Record

_LEAST_SEEN = 3
"""Sound pages without which a run says nothing: a site isn't clean for one page's sake."""
_LEAST_POISONED = 2
"""One page can be a false alarm; two addresses of one site are none."""
_SURE = 8.0
"""Score of a single page that is proof enough, since several signs meet: twice a verdict's."""
_MOST = 0.5
"""Share of poisoned pages from which a host nobody vouches for is a mirror."""
_SHOWN = 5
_LONGEST_URL, _LONGEST_EXCERPT = 300, 80


class State(StrEnum):
    CLEAN = "clean"
    COMPROMISED = "compromised"
    MIRROR = "mirror"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SiteState:
    state: State
    evidence: tuple[str, ...] = ()
    """At most five: an address, and its page's weightiest sign with an excerpt."""


def site_state(records: Iterable[Record]) -> SiteState:
    """Return what the records of one site's run say of the site.

    Pages that hold no article and show no poison say nothing. A host known to copy others is a
    mirror; one that nobody vouches for is, where most of its pages are poisoned. Poison on
    any other host means that it was broken into, however many of its pages are sound.
    """
    judged = {r.canonical_url: r for r in records if _says_something(r)}.values()
    poisoned = [r for r in judged if r.poison.verdict is Verdict.POISONED]
    poisoned.sort(key=lambda record: (-record.poison.score, record.canonical_url))
    sure = len(poisoned) >= _LEAST_POISONED or any(r.poison.score >= _SURE for r in poisoned)
    evidence = tuple(_excerpt(record) for record in poisoned[:_SHOWN])
    if any(r.poison.host == "mirror" for r in judged):
        shown = evidence or (f"{next(iter(judged)).url[:_LONGEST_URL]}: the host copies others",)
        return SiteState(State.MIRROR, shown)
    if not sure:
        few = poisoned or len(judged) < _LEAST_SEEN
        return SiteState(State.UNKNOWN if few else State.CLEAN, evidence)
    copies = len(poisoned) >= max(_LEAST_SEEN, _MOST * len(judged))
    vouched = any(r.poison.host == "publisher" for r in poisoned)
    return SiteState(State.MIRROR if copies and not vouched else State.COMPROMISED, evidence)


def _says_something(record: Record) -> bool:
    return record.outcome is not Outcome.REJECTED or record.poison.verdict is not Verdict.CLEAN


def _excerpt(record: Record) -> str:
    signs: Sequence[str] = [*record.poison.evidence, *record.poison.signals]
    name = signs[0] if signs else "poisoned"
    excerpt = " ".join(record.poison.evidence.get(name, "").split())[:_LONGEST_EXCERPT]
    return f"{record.url[:_LONGEST_URL]}: {name} {excerpt}".rstrip()
