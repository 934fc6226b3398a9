"""Decide cheaply that a page shows nothing of a kit's; most pages end here."""

from extract.codec.evidence import beyond_ascii
from extract.poison.rules import load
from extract.poison.soup import may_share
from extract.poison.spam import looks_possible
from extract.poison.swaps import may_be_swapped

# in any traditional text of a few lines stand several of these
_PROBES = frozenset("會國來時發這們為對與個學業經動務從過開關長")
_FEW = 3
_NEAR = 3000


def may_be_poisoned(source: str, wide: str) -> bool:
    """Tell whether there is something on a page to look at more closely.

    `wide` is the page without ASCII.
    """
    chars, edge = frozenset(wide), _edges(source)
    return (
        len(_PROBES & chars) >= _FEW
        or looks_possible(edge, beyond_ascii(edge))
        or _is_marked(source, wide)
        or may_share(source)
        or may_be_swapped(source, edge, wide, chars)
    )


def _is_marked(source: str, wide: str) -> bool:
    markers = load("signals")["markers"]
    return any(
        marker in (source if marker.isascii() else wide)
        for kind in ("hidden_block", "link_farm")
        for marker in markers[kind]
    )


def _edges(source: str) -> str:
    """Return what a kit writes its phrases into: the head, the top of the body, the end."""
    body = max(source.find("<body"), 0)
    return source[:_NEAR] + source[body : body + _NEAR] + source[-_NEAR:]
