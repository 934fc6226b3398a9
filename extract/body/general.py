"""The general extractor's opinion: trafilatura, for pages that our rules know nothing of."""

from copy import deepcopy

from extract.blocks import Block
from extract.document import Element


def read_generally(root: Element) -> list[Block]:
    """Return the lines that trafilatura finds in the tree, which stays as it is."""
    # it takes a second to load, and most pages don't need it
    from trafilatura import bare_extraction  # noqa: PLC0415

    found = bare_extraction(deepcopy(root), with_metadata=False, include_comments=False, fast=True)
    text = getattr(found, "text", None) or ""
    return [Block(line.strip()) for line in text.split("\n") if line.strip()]
