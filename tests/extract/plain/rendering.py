"""What a renderer makes of a page, as the captures of public data sets were made."""

from __future__ import annotations

from resiliparse.extract.html2text import extract_plain_text

FOLDED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Such sets fold wide signs."""


def rendered(html: str) -> str:
    text = extract_plain_text(html, preserve_formatting=True, list_bullets=True, noscript=True)
    return text.translate(FOLDED)
