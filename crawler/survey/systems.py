"""Which content management system a site runs on, by what its pages and addresses say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from crawler.families import article_patterns
from extract.codec.decode import decode
from extract.rules_files import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extract.page import Page

_ADDRESS, _MOST = 3.0, 0.6
_ENOUGH, _SURE = 3.0, 5.0
_SAMPLE = 400_000


@dataclass(frozen=True, slots=True)
class System:
    """A family, how sure it is, and why."""

    name: str
    score: float
    evidence: tuple[str, ...]

    @property
    def sureness(self) -> str:
        return "sure" if self.score >= _SURE else "likely"


def find_system(
    pages: Sequence[Page], articles: Sequence[Page], urls: Iterable[str]
) -> System | None:
    """Return the family with the most signs; None where there are too few."""
    shown, read = _text(pages), _text(articles)
    urls = list(urls)
    found = [system for name in signs() if (system := _scored(name, shown, read, urls))]
    return max(found, key=lambda system: system.score, default=None)


def known_addresses() -> dict[str, str]:
    """Return how the articles of each family look by their addresses."""
    own = {name: given["address"] for name, given in signs().items() if "address" in given}
    families = family_addresses()
    names = dict.fromkeys((*families, *own))
    return {n: "|".join(filter(None, (families.get(n), own.get(n)))) for n in names}


def family_addresses() -> dict[str, str]:
    """Return the patterns of the families that are systems; `dated` is a habit of many."""
    return {name: known for name, known in article_patterns().items() if name != "dated"}


@cache
def signs() -> dict[str, Any]:
    families = load("families.toml")
    return {name: family["signs"] for name, family in families.items() if "signs" in family}


def _scored(name: str, shown: str, read: str, urls: list[str]) -> System | None:
    given = signs()[name]
    evidence: list[str] = []
    score = 0.0
    kinds = (("sure", shown, _ADDRESS), ("page", shown, 1.0), ("article", read, 1.0))
    for where, text, weight in kinds:
        for sign in given.get(where, ()):
            if found := re.search(sign, text):
                evidence.append(" ".join(found[0].split())[:40])
                score += weight
    pattern = known_addresses().get(name)
    fits = sum(bool(re.search(pattern, url)) for url in urls) if pattern else 0
    if fits and fits >= _MOST * len(urls) and (score or not given.get("needs_sign")):
        score += _ADDRESS
        evidence.append(f"{fits} of {len(urls)} addresses")
    return System(name, score, tuple(evidence)) if score >= _ENOUGH else None


def _text(pages: Sequence[Page]) -> str:
    return "\n".join(decode(page).text[:_SAMPLE] for page in pages[:12])
