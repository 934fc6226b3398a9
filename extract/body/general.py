"""The general extractor's opinion: trafilatura, for pages that our rules know nothing of."""

from copy import deepcopy

from extract.blocks import Block
from extract.document import Document


def read_generally(document: Document) -> list[Block]:
    """Return the lines that trafilatura finds in what is left of a tree, which stays as it is."""
    # it takes a second to load, and most pages don't need it
    from trafilatura import bare_extraction  # noqa: PLC0415

    tree = deepcopy(document.root)
    if document.taken.getparent() is document.root:
        tree.remove(tree[-1])
    found = bare_extraction(tree, with_metadata=False, include_comments=False, fast=True)
    text = getattr(found, "text", None) or ""
    return [Block(line.strip()) for line in text.split("\n") if line.strip()]
