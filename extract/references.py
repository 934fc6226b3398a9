"""Character references of HTML."""

from __future__ import annotations

import html
import re

_ENDLESS = re.compile(r"&#[0-9]{100,}+;?")
_NONE = "\ufffd"


def unescape(text: str) -> str:
    """Return `text` with its references as the characters that they name.

    One of a hundred digits names none, as the HTML standard has it; `html.unescape` raises there.
    """
    return html.unescape(_ENDLESS.sub(_NONE, text) if "&#" in text else text)
