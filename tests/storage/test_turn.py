from __future__ import annotations

import json
import threading
import time
from typing import TYPE_CHECKING

import pytest

from storage import keys
from storage.errors import TurnTaken
from storage.objects import put, read
from storage.turn import turn

if TYPE_CHECKING:
    from storage.bucket import Bucket

FAST = {"life_s": 2.0, "renew_s": 0.2}


def test_a_turn_is_given_back_and_taken_again_at_once(bucket: Bucket) -> None:
    for holder in ("run a", "run b"):
        started = time.monotonic()
        with turn(bucket, "site-x", holder, print):
            assert time.monotonic() - started < 2
            stored = read(bucket, keys.turn("site-x"))
            assert stored is not None
            assert json.loads(stored.body)["holder"] == holder


def test_whoever_comes_while_another_is_at_it_is_told_who(bucket: Bucket) -> None:
    with (
        turn(bucket, "site-x", "run a", print, **FAST),
        pytest.raises(TurnTaken, match="run a is at it now"),
        turn(bucket, "site-x", "run b", print, **FAST),
    ):
        raise AssertionError("two had the turn at once")


def test_a_holder_that_was_killed_is_waited_for_and_replaced(bucket: Bucket) -> None:
    left = json.dumps({"holder": "run a", "token": "t", "beat": 7}).encode()
    put(bucket, keys.turn("site-x"), left, content_type="application/json")
    said: list[str] = []
    started = time.monotonic()
    with turn(bucket, "site-x", "run b", said.append, **FAST):
        assert time.monotonic() - started >= FAST["life_s"]
    assert said == ["waiting for run a, who may be gone"]


def test_of_many_that_come_at_once_one_has_the_turn(bucket: Bucket) -> None:
    inside, most, lock = [0], [0], threading.Lock()
    refused = []

    def come(number: int) -> None:
        try:
            with turn(bucket, "site-x", f"run {number}", print, life_s=20, renew_s=0.2):
                with lock:
                    inside[0] += 1
                    most[0] = max(most[0], inside[0])
                time.sleep(1)
                with lock:
                    inside[0] -= 1
        except TurnTaken:
            refused.append(number)

    threads = [threading.Thread(target=come, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]
    assert refused
