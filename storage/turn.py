"""Taking turns: one holder of a name at a time, whatever machine it is on.

The bucket is the only state that all workers share, so an object of it is the lock. It is written
on condition (`If-None-Match`, `If-Match`, RFC 9110 13.1) and renewed while it is held. Nobody's
clock is trusted: a holder counts as gone when its object hasn't changed for `LIFE_S` seconds of
watching.
"""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

from storage import keys
from storage.errors import StorageError, TurnTaken
from storage.objects import Stored, read, swap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from storage.bucket import Bucket

LIFE_S = 45.0
RENEW_S = 10.0
WATCH_S = 2.0
_JSON = "application/json"
_FREE = b"{}"


@contextmanager
def turn(
    bucket: Bucket,
    name: str,
    holder: str,
    log: Callable[[str], None],
    *,
    life_s: float = LIFE_S,
    renew_s: float = RENEW_S,
) -> Iterator[None]:
    """Hold `name` while the context lasts.

    Raises `TurnTaken` as soon as another holder is seen to be alive; one that isn't is waited
    for, `life_s` seconds at most, and replaced.
    """
    key = keys.turn(name)
    held = _Held(bucket, key, holder, renew_s)
    held.take(life_s, log)
    renewing = threading.Thread(target=held.renew, daemon=True)
    renewing.start()
    try:
        yield
    finally:
        held.done.set()
        renewing.join()
        held.give_back()


class _Held:
    def __init__(self, bucket: Bucket, key: str, holder: str, renew_s: float) -> None:
        self._bucket, self._key, self._holder, self._renew_s = bucket, key, holder, renew_s
        self._token = uuid4().hex
        self._beats = 0
        self.done = threading.Event()

    def take(self, life_s: float, log: Callable[[str], None]) -> None:
        seen = read(self._bucket, self._key)
        watched = time.monotonic()
        waiting = False
        while True:
            gone = time.monotonic() - watched >= life_s
            if (seen is None or seen.body == _FREE or gone) and self._write(seen):
                return
            if not waiting and seen is not None:
                log(f"waiting for {_said(seen)}, who may be gone")
                waiting = True
            time.sleep(min(WATCH_S, life_s / 4))
            now = read(self._bucket, self._key)
            if now and seen and now.etag != seen.etag and now.body != _FREE:
                raise TurnTaken(f"{_said(now)} is at it now: try again when it has ended")
            seen = now

    def renew(self) -> None:
        while not self.done.wait(self._renew_s):
            try:
                seen = read(self._bucket, self._key)
                if seen is None or not self._is_mine(seen) or not self._write(seen):
                    return
            except StorageError:
                continue  # the bucket may be back before our time is up

    def give_back(self) -> None:
        """Let the next one in at once; what can't be written now runs out by itself."""
        try:
            seen = read(self._bucket, self._key)
            if seen is not None and self._is_mine(seen):
                swap(self._bucket, self._key, _FREE, seen=seen, content_type=_JSON)
        except StorageError:
            return

    def _is_mine(self, seen: Stored) -> bool:
        return bool(json.loads(seen.body).get("token") == self._token)

    def _write(self, seen: Stored | None) -> bool:
        self._beats += 1
        said = {"holder": self._holder, "token": self._token, "beat": self._beats}
        body = json.dumps(said).encode()
        return swap(self._bucket, self._key, body, seen=seen, content_type=_JSON)


def _said(seen: Stored) -> str:
    return str(json.loads(seen.body).get("holder", "somebody"))
