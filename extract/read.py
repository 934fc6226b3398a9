"""Reading a page: bytes in, record out. Pure: no network, no clock, no environment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extract.codec.decode import decode
from extract.fingerprint import minhash, text_digest
from extract.kinds import unreadable
from extract.markup import read_markup
from extract.plain.reading import read_plain
from extract.poison.cleanse import Cleansed, cleanse, place_repairs
from extract.poison.spam import phrases_spam
from extract.publisher import NOBODY, Publisher
from extract.quality import language, measure, script_of
from extract.reasons import Reason
from extract.record import Outcome, Verdict
from extract.rejection import failed, rejected

if TYPE_CHECKING:
    from extract.codec.decode import Decoded
    from extract.page import Page
    from extract.reading import Reading
    from extract.record import Record

_MOST_UNREPAIRED = 0.005
"""Damage marks left, per character of text, from which a text can't be vouched for."""
_FEW_UNREPAIRED = 5
_MOST_REMOVED = 200
_IRREVERSIBLE = frozenset(("brand_swap", "random_tokens"))


def read_page(page: Page, publisher: Publisher = NOBODY) -> Record:
    """Return the record of a page; whatever is wrong with it, it says so and doesn't raise."""
    if reason := unreadable(page):
        return rejected(page, publisher, reason)
    try:
        return _read(page, publisher)
    except Exception as error:  # noqa: BLE001  # the edge: one page must not end a crawl
        return failed(page, publisher, f"{type(error).__name__}: {error}")


def _read(page: Page, publisher: Publisher) -> Record:
    decoded = decode(page)
    cleansed = cleanse(
        decoded.text, markup=not page.is_plain, url=page.url, publisher=publisher,
        written=decoded.written,
    )  # fmt: skip
    reading = _reading(page, publisher, cleansed)
    record = _filled(rejected(page, publisher), reading, cleansed)
    record = replace(
        record,
        script=script_of(decoded.written),
        repairs=place_repairs(cleansed, _fields(record)),
        removed=(*cleansed.removed, *reading.removed[:_MOST_REMOVED]),
    )
    return _judged(record, reading, cleansed, _warnings(decoded, record, reading))


def _reading(page: Page, publisher: Publisher, cleansed: Cleansed) -> Reading:
    source, title = cleansed.source, cleansed.title
    if page.is_plain:
        return read_plain(source, page.url, title, fetched_at=page.fetched_at)
    return read_markup(source, page.url, publisher.family, title, fetched_at=page.fetched_at)


def _filled(empty: Record, reading: Reading, cleansed: Cleansed) -> Record:
    text = "\n".join(block.text for block in reading.lines)
    known = reading.credits
    return replace(
        empty,
        title=reading.title,
        subtitle=reading.subtitle,
        kicker=reading.kicker,
        text=text,
        published=known.published,
        published_precision=known.precision,
        provenance={**known.provenance, **reading.provenance},
        source=known.source,
        authors=known.authors,
        correspondents=known.correspondents,
        editors=known.editors,
        column=reading.column,
        images=reading.images,
        attachments=reading.attachments,
        language=language(text or reading.title or ""),
        poison=cleansed.poison,
        quality=measure(text, reading.lines, cleansed.unrepaired),
        text_digest=text_digest(text),
        minhash=minhash(text),
    )


def _fields(record: Record) -> dict[str, str]:
    """Return what repairs may stand in; of a list, each item by its index."""
    fields = {"title": record.title, "subtitle": record.subtitle, "kicker": record.kicker}
    fields |= {"text": record.text, "source": record.source}
    for name in ("authors", "correspondents", "editors", "column"):
        fields |= {f"{name}[{i}]": text for i, text in enumerate(getattr(record, name))}
    fields |= {f"images[{i}].caption": image.caption for i, image in enumerate(record.images)}
    fields |= {f"attachments[{i}].name": file.name for i, file in enumerate(record.attachments)}
    return {name: value for name, value in fields.items() if value}


def _warnings(decoded: Decoded, record: Record, reading: Reading) -> list[Reason]:
    checks = {
        Reason.NO_TITLE: not record.title,
        Reason.NO_DATE: record.published is None,
        Reason.CHARSET_CONFLICT: decoded.conflict,
        Reason.BYTES_REPLACED: decoded.replaced > 0,
        Reason.SITE_COMPROMISED: (
            record.poison.verdict is Verdict.POISONED and record.poison.host == "publisher"
        ),
    }
    return [*reading.credits.reasons, *(reason for reason, holds in checks.items() if holds)]


def _judged(record: Record, reading: Reading, cleansed: Cleansed, warnings: list[Reason]) -> Record:
    """Decide whether the record is an article, and name why where it isn't."""
    poisoned = record.poison.verdict is Verdict.POISONED
    if poisoned and not record.text:
        return replace(record, reasons=(Reason.SPAM_ONLY, *warnings))
    if reading.rejected is not None:
        return replace(record, reasons=(reading.rejected, *warnings))
    if poisoned and (reason := _doubt(record, cleansed)):
        return replace(record, outcome=Outcome.QUARANTINED, reasons=(reason, *warnings))
    return replace(record, outcome=Outcome.ARTICLE, reasons=tuple(warnings))


def _doubt(record: Record, cleansed: Cleansed) -> Reason | None:
    """Say why the text of a poisoned page can't be vouched for."""
    if _IRREVERSIBLE & record.poison.signals.keys():
        return Reason.WORDS_REPLACED
    if cleansed.unrepaired > max(_FEW_UNREPAIRED, _MOST_UNREPAIRED * len(record.text)):
        return Reason.UNREPAIRABLE_DAMAGE
    if any(phrases_spam(line) for line in record.text.splitlines()):
        return Reason.SPAM_LEFT
    return None
