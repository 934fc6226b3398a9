"""Numbers by which the same text is found again, and reprints are found near it."""

from hashlib import sha256

from rensa import RMinHash

SHINGLE = 5
PERMUTATIONS = 128
_SEED = 42
_MOST = 50_000


def text_digest(text: str) -> str:
    """Return the hex SHA-256 of `text` without white space; empty for no text."""
    joined = "".join(text.split())
    return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest() if joined else ""


def minhash(text: str) -> tuple[int, ...]:
    """Return 128 minima over the 5-character shingles of `text` without white space.

    Broder, "On the resemblance and containment of documents" (1997). Texts shorter than a shingle
    have none.
    """
    joined = "".join(text.split())[:_MOST]
    shingles = [joined[i : i + SHINGLE] for i in range(len(joined) - SHINGLE + 1)]
    if not shingles:
        return ()
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    sketch.update(shingles)
    return tuple(sketch.digest())
