"""The local disk that a crawl's files grow on, and what it says when it is full."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from storage.errors import SpoolFull

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""No space left, a quota used up, and a process's own limit on the size of files."""


@contextmanager
def named_spool_errors(path: Path) -> Iterator[None]:
    """Raise `SpoolFull` where the disk under `path` has no room for what is written inside."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        raise SpoolFull(
            f"{path.parent} has no room ({error.strerror}): free some, or set TMPDIR to a folder "
            "on a larger disk, and crawl again; what came before is kept"
        ) from None


def append(file: BinaryIO, path: Path, member: bytes) -> int:
    """Write all of `member` at the end of an unbuffered file, or nothing; return where it begins.

    Raises `SpoolFull`, and leaves the file as it was.
    """
    start = file.tell()
    rest = memoryview(member)
    with named_spool_errors(path):
        try:
            while rest:
                rest = rest[file.write(rest) :]
        except OSError:
            file.truncate(start)
            file.seek(start)
            raise
    return start
