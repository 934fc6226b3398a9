"""A copy of the repository in which mutants can do no harm."""

from __future__ import annotations

import shutil
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = ("crawler", "dags", "docs", "extract", "storage", "tests")


def copy_tree(root: Path, folder: Path) -> Path:
    """Copy what the tests need; return the copy's root."""
    copy = folder.resolve() / "tree"
    for name in FOLDERS:
        shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in root.glob("*"):
        if path.is_file():
            shutil.copy(path, copy)
    return copy


def fingerprint(root: Path, package: str) -> str:
    """Name the state of a package and its tests, since what these reach changes with both."""
    digest = sha256()
    for folder in (root / package, root / "tests" / package):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]
