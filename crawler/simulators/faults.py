"""What goes wrong on a simulated site: how often, and on which addresses."""

from __future__ import annotations

from dataclasses import dataclass, fields
from hashlib import blake2b

from crawler.errors import ConfigurationError

PASSING = ("errors", "retry_after", "resets", "slow", "truncated")
LASTING = ("missing", "loops", "soft", "stubs", "challenges")


@dataclass(frozen=True, slots=True)
class Faults:
    """Shares of addresses, each from 0 to 1.

    A passing fault strikes an address's first `strikes` answers, and then it can be had. A lasting
    one strikes articles only, and these can't be had at all.
    """

    errors: float = 0.0
    """500 to 504."""
    retry_after: float = 0.0
    """503 that names a time to come back, `Retry-After: 1`."""
    resets: float = 0.0
    """The connection is reset in the middle of the body."""
    slow: float = 0.0
    """The body stops for `pause_s`."""
    truncated: float = 0.0
    """A packed body breaks off although its length fits."""
    missing: float = 0.0
    loops: float = 0.0
    """Redirects to itself by way of another address."""
    soft: float = 0.0
    """200 with a notice that nothing is there."""
    stubs: float = 0.0
    """A page that only a script could fill."""
    challenges: float = 0.0
    """412 with a firewall's script."""
    strikes: int = 1
    pause_s: float = 0.3

    def passing(self, seed: int, path: str, attempt: int) -> str:
        """Return what strikes the answer number `attempt`, from 0; empty for nothing."""
        return self._picked(PASSING, f"p{seed}{path}") if attempt < self.strikes else ""

    def lasting(self, seed: int, path: str) -> str:
        return self._picked(LASTING, f"l{seed}{path}")

    def _picked(self, names: tuple[str, ...], key: str) -> str:
        at = int.from_bytes(blake2b(key.encode(), digest_size=4).digest(), "big") / 2**32
        for name in names:
            at -= getattr(self, name)
            if at < 0:
                return name
        return ""


def read_faults(given: list[str]) -> Faults:
    """Read `name=share` pairs; raises `ConfigurationError` that says what there is."""
    known = {field.name for field in fields(Faults)}
    values: dict[str, float] = {}
    for pair in given:
        name, _, value = pair.partition("=")
        try:
            if name not in known:
                raise ValueError
            values[name] = float(value)
        except ValueError:
            raise ConfigurationError(
                f"fault {pair!r}: write name=number, with one of {', '.join(sorted(known))}"
            ) from None
    strikes = int(values.pop("strikes", 1))
    return Faults(**values, strikes=strikes)
