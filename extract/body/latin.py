"""Taking scraps off articles in Latin script, whose templates mix them with the text."""

from collections.abc import Sequence

from extract.blocks import Block
from extract.document import Element
from extract.lines import line_pattern
from extract.record import Removed

_PROSE = 60
"""Characters from which a line that ends as a sentence is text."""
_SENTENCE = 40
_LONG = 80
_MOST = 0.5
_FEW = 4
_HEAD_LINES = 16
_TAIL_LINES = 30
_END = (".", "!", "?", "”", '"', "’", ":", ")", "…", "]")


def drop_scraps(lines: Sequence[Block]) -> tuple[list[Block], list[Removed]]:
    """Return the lines of the text, and the bylines, teasers and credits around and in it."""
    text = [block for block in lines if not _is_scrap(block)]
    text = text[: _end(text)]
    head = text[:_HEAD_LINES]
    first = next((i for i, block in enumerate(head) if opens(block.text)), 0)
    last = len(text)
    while last > max(first + 1, len(text) - _TAIL_LINES) and _is_tail(text[last - 1]):
        last -= 1
    kept = text[first:last]
    if _prose(kept) < _MOST * _prose(lines) and len(kept) < _FEW:
        return list(lines), []
    shown = {id(block) for block in kept}
    return kept, [Removed("furniture", b.text, "text") for b in lines if id(b) not in shown]


def _end(lines: Sequence[Block]) -> int:
    """Return where a heading such as Related Stories begins what is of other articles.

    A box within the text is followed by more paragraphs of the element that those before are in.
    """
    last = {_parent(block): i for i, block in enumerate(lines) if is_prose(block.text)}
    before: set[Element | None] = set()
    for i, block in enumerate(lines):
        if before and line_pattern("latin_cut").fullmatch(block.text):
            if all(last[parent] < i for parent in before):
                return i
        elif is_prose(block.text):
            before.add(_parent(block))
    return len(lines)


def _parent(block: Block) -> Element | None:
    return None if block.holder is None else block.holder.getparent()


def _prose(lines: Sequence[Block]) -> int:
    return sum(len(block.text) for block in lines if is_prose(block.text))


def opens(text: str) -> bool:
    """Whether a line may be the first of a text."""
    return len(text) >= _LONG or (len(text) >= _SENTENCE and text.endswith(_END))


def is_prose(text: str) -> bool:
    return len(text) >= _PROSE and text.rstrip().endswith(_END)


def _is_scrap(block: Block) -> bool:
    short = not is_prose(block.text)
    return (short and block.is_link) or bool(line_pattern("latin").fullmatch(block.text))


def _is_tail(block: Block) -> bool:
    text = block.text
    return (not text.endswith(_END) and len(text) < _PROSE) or bool(
        line_pattern("latin_tail").fullmatch(text)
    )
