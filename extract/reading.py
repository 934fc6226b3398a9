"""What reading a page's text and credits gives, markup or not."""

from dataclasses import dataclass, field

from extract.blocks import Block
from extract.metadata.gather import Credits
from extract.reasons import Reason
from extract.record import Attachment, Image, Removed


@dataclass(frozen=True, slots=True)
class Reading:
    lines: list[Block]
    """The text."""
    title: str | None
    credits: Credits
    subtitle: str | None = None
    kicker: str | None = None
    removed: tuple[Removed, ...] = ()
    """What stood in the body and is not of the article."""
    provenance: dict[str, str] = field(default_factory=dict)
    column: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    rejected: Reason | None = None
