"""Addresses of Discuz forums: of threads, each of which has many, and of boards."""

from __future__ import annotations

import re

# X2 to X3.5: thread-TID-PAGE-1.html, or forum.php and, before X, viewthread.php with tid=
THREAD = r"/thread-(\d+)-|[?&;]tid=(\d+)"
_THREAD = re.compile(THREAD, re.IGNORECASE)
_STATIC = re.compile(r"/thread-(\d+)-\d+(-\d+)?(?=\.\w+$)", re.IGNORECASE)
_BOARD = re.compile(r"/forum-\d+-\d+\.\w+$|mod=forumdisplay|/forumdisplay\.php")
_BOARD_NUMBER = re.compile(r"/forum-(\d+)-|[?&;]fid=(\d+)")
_FIRST = re.compile(r"(/forum-\d+-)\d+(\.\w+)$|[?&]page=\d+")
_OFF_LIMITS = re.compile(
    # a board filtered or sorted lists nothing that the board itself doesn't
    r"[?&](?:filter|typeid|sortid|orderby|digest)=|search|mod=(?:post|misc|logging|spacecp|attachment|ajax)|action=|archiver|mobile="
)


def is_off_limits(url: str) -> bool:
    """Whether a forum's page is one that does something, or shows another's content anew."""
    return bool(_OFF_LIMITS.search(url))


def is_thread(url: str) -> bool:
    """Whether a thread, and nothing but that, is at an address."""
    return bool(_THREAD.search(url)) and not is_off_limits(url)


def thread_number(url: str) -> str:
    """Return the number of a thread; empty for none."""
    return _number(_THREAD.search(url))


def opening_post(url: str) -> str:
    """Return the address of a thread's first page, whichever of its pages `url` leads to."""
    if _STATIC.search(url):
        return _STATIC.sub(lambda at: f"/thread-{at[1]}-1{at[2] or ''}", url)
    thread, script = thread_number(url), url.partition("?")[0]
    if not thread or "?" not in url:
        return url
    mode = "" if script.endswith("viewthread.php") else "mod=viewthread&"
    return f"{script}?{mode}tid={thread}"


def is_board(url: str) -> bool:
    return bool(_BOARD.search(url))


def board_number(url: str) -> str:
    """Return the number of a board, since it has several addresses; empty for none."""
    return _number(_BOARD_NUMBER.search(url))


def first_of_board(url: str) -> str:
    """Return the address of a board's first page."""
    return _FIRST.sub(lambda at: f"{at[1]}1{at[2]}" if at[1] else "", url)


def _number(found: re.Match[str] | None) -> str:
    return (found[1] or found[2]) if found else ""
