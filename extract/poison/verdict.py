"""From signs to a verdict."""

from collections.abc import Mapping

from extract.poison.hosts import host_role
from extract.poison.rules import load
from extract.publisher import Publisher
from extract.record import Poison, Verdict


def judge(
    signals: Mapping[str, int], evidence: Mapping[str, str], url: str, publisher: Publisher
) -> Poison:
    """Weigh each sign once, however often it stands on the page."""
    rules = load("signals")
    role = host_role(url, publisher)
    counts = dict(signals) | ({"mirror_host": 1} if signals and role == "mirror" else {})
    score = sum(rules["weights"][name] for name in counts)
    verdict = Verdict.CLEAN
    if score >= rules["poisoned"]:
        verdict = Verdict.POISONED
    elif score >= rules["suspect"]:
        verdict = Verdict.SUSPECT
    return Poison(verdict, score, counts, evidence, role)
