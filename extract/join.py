"""One record of an article that its publisher cut into several pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extract.fingerprint import minhash, text_digest
from extract.reasons import Reason
from extract.record import Outcome, Quality, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.record import Record

_SAME_START = 40
_VERDICTS = (Verdict.CLEAN, Verdict.SUSPECT, Verdict.POISONED)


def join_parts(parts: Sequence[Record], *, expected: int = 0) -> Record:
    """Return the first part's record with the text of all, in the order given.

    A part that begins as what there is already is the whole article on one page, and takes its
    place. What a part lacks to be an article by itself, as a last page of two lines does, says
    nothing against it. Fewer parts than `expected` make the body uncertain.
    """
    whole = parts[0]
    for part in parts[1:]:
        whole = _joined(whole, part)
    if len(parts) < expected and Reason.BODY_UNCERTAIN not in whole.reasons:
        whole = replace(whole, reasons=(*whole.reasons, Reason.BODY_UNCERTAIN))
    said = f"{len(parts)} of {max(expected, len(parts))} pages"
    return replace(
        whole,
        provenance={**whole.provenance, "pages": said},
        text_digest=text_digest(whole.text),
        minhash=minhash(whole.text),
    )


def _joined(whole: Record, part: Record) -> Record:
    if not part.text or part.text in whole.text:
        return whole
    if _holds(part.text, whole.text):
        before, shift = "", 0
    else:
        before, shift = (whole.text + "\n", len(whole.text) + 1) if whole.text else ("", 0)
    shifted = [
        replace(repair, offset=repair.offset + shift)
        for repair in part.repairs
        if repair.where == "text"
    ]
    kept = [repair for repair in whole.repairs if before or repair.where != "text"]
    rejected = whole.outcome is Outcome.REJECTED and part.outcome is not Outcome.REJECTED
    quarantined = Outcome.QUARANTINED in (whole.outcome, part.outcome)
    return replace(
        whole,
        outcome=Outcome.QUARANTINED if quarantined else part.outcome if rejected else whole.outcome,
        reasons=part.reasons if rejected else whole.reasons,
        text=before + part.text,
        repairs=(*kept, *shifted),
        removed=(*whole.removed, *part.removed),
        images=tuple(dict.fromkeys((*whole.images, *part.images))),
        attachments=tuple(dict.fromkeys((*whole.attachments, *part.attachments))),
        editors=whole.editors or part.editors,
        authors=whole.authors or part.authors,
        correspondents=whole.correspondents or part.correspondents,
        source=whole.source or part.source,
        quality=_sum(whole.quality, part.quality, before + part.text),
        poison=max(whole.poison, part.poison, key=lambda p: (_VERDICTS.index(p.verdict), p.score)),
    )


def _holds(part: str, whole: str) -> bool:
    """Whether a part begins as what there is and goes on with most of it.

    A beginning alone proves little: speeches and reports begin their paragraphs alike.
    """
    start, lines = whole[:_SAME_START], whole.split("\n")
    if len(part) <= len(whole) or not start or start not in part[: 4 * _SAME_START]:
        return False
    return sum(line[:_SAME_START] in part for line in lines) * 2 > len(lines)


def _sum(one: Quality, other: Quality, text: str) -> Quality:
    chars = max(1, one.text_length + other.text_length)

    def weighted(name: str) -> float:
        shares = one.text_length * getattr(one, name) + other.text_length * getattr(other, name)
        return round(float(shares) / chars, 4)

    return Quality(
        text_length=len(text),
        paragraphs=text.count("\n") + 1 if text else 0,
        han_ratio=weighted("han_ratio"),
        link_density=weighted("link_density"),
        unrepaired=one.unrepaired + other.unrepaired,
    )
