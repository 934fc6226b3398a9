"""Telling a whole packed body from one that broke off: unpacking alone returns what there is."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

TRUNCATED = "truncated"
_WINDOWS = {b"gzip": 31, b"x-gzip": 31, b"deflate": 47}
_BLOCK = 1 << 16


class WholeBodies:
    """Stands in front of decompression and marks answers whose packed body is incomplete."""

    def process_response(self, request: Request, response: Response) -> Response:  # noqa: ARG002
        said = b",".join(response.headers.getlist("Content-Encoding"))
        encodings = [name.strip().lower() for name in said.split(b",")]
        if len(encodings) != 1 or encodings[0] not in _WINDOWS or not response.body:
            return response
        unpacked, whole = _unpack(response.body, _WINDOWS[encodings[0]])
        if whole:
            return response
        marked = response.replace(flags=[*response.flags, TRUNCATED])
        if unpacked == 0:  # nothing to unpack: decompression would raise
            del marked.headers["Content-Encoding"]
        return marked


def _unpack(body: bytes, window: int) -> tuple[int, bool]:
    """Return how many bytes come out of the first block, and whether the stream has its end."""
    unpacker = zlib.decompressobj(window)
    out = 0
    try:
        for at in range(0, len(body), _BLOCK):
            data = body[at : at + _BLOCK]
            while data:
                out += len(unpacker.decompress(data, 1 << 20))
                data = unpacker.unconsumed_tail
            if unpacker.eof:
                return out, True
    except zlib.error:
        # raw deflate, which many servers send, isn't told from damage here
        return out, window == _WINDOWS[b"deflate"]
    return out, False
