"""Reading the article of a text capture, which has no markup left."""

from datetime import datetime

from extract.metadata.evidence import Evidence
from extract.metadata.gather import gather_credits
from extract.plain.capture import split_capture
from extract.reading import Reading
from extract.reasons import Reason
from extract.record import Removed
from extract.trimming.repeats import drop_repeated
from extract.trimming.subtitle import take_subtitle
from extract.trimming.trim import trim
from extract.trimming.writer import take_speaker


def read_plain(source: str, url: str, known_title: str | None, *, fetched_at: datetime) -> Reading:
    """Return the article among a capture's lines; `known_title` where poison left it in place."""
    capture = split_capture(source, known_title)
    trimmed = trim(capture.lines, (capture.title or "",))
    subtitle, lines = take_subtitle(trimmed.kept)
    speaker, lines = take_speaker(lines)
    signed = [Removed("byline", block.text, "text") for block in speaker]
    lines, repeated = drop_repeated(lines, capture.title or "")
    known = gather_credits(
        Evidence(
            tags=None,
            near_title=[*capture.near_title, *(f"作者：{block.text}" for block in speaker)],
            body=[block.text for block in lines],
            after=[*trimmed.bylines, *(block.text for block in capture.after)],
            url=url,
            fetched_at=fetched_at,
        )
    )
    return Reading(
        lines=lines,
        title=capture.title,
        credits=known,
        subtitle=subtitle,
        removed=(*capture.removed, *trimmed.removed, *signed, *repeated),
        provenance={"text": "plain"} | ({"title": "text"} if capture.title else {}),
        column=capture.column,
        rejected=capture.rejected if lines else Reason.NO_ARTICLE,
    )
