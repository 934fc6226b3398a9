"""Mutants of a package: what mutmut's operators make of the code in its functions.

Functions that are decorated are changed as well, which mutmut itself leaves alone. Nothing is
changed that says how a function is called (annotations, decorators, defaults), and neither are
calls whose change fails at once or does nothing: `len`, `isinstance`, `cast`.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

_PLAIN = frozenset(("len", "isinstance", "cast"))


@dataclass(frozen=True)
class Mutant:
    file: str
    """Path below the repository's root, with slashes."""

    lines: range
    """Where the changed piece of code stands, in lines from 1."""

    module: cst.Module
    before: cst.CSTNode
    after: cst.CSTNode

    def source(self) -> str:
        changed = self.module.deep_replace(self.before, self.after)
        return changed.code if isinstance(changed, cst.Module) else ""

    def changes(self) -> tuple[list[str], list[str]]:
        """Return the lines that go and the lines that come, without their indentation."""
        rows = list(difflib.ndiff(self.module.code.splitlines(), self.source().splitlines()))
        gone, come = ([row[2:].strip() for row in rows if row[:2] == sign] for sign in ("- ", "+ "))
        return gone, come


class _Collector(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, file: str, module: cst.Module) -> None:
        super().__init__()
        self.found: list[Mutant] = []
        self._file = file
        self._module = module
        self._functions = 0
        self._lines = range(1, 2)  # of the last piece that has a place; operators have none

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, (cst.Annotation, cst.Decorator, cst.Parameters)):
            return False
        self._functions += isinstance(node, cst.FunctionDef)
        if place := self.get_metadata(PositionProvider, node, None):
            self._lines = range(place.start.line, place.end.line + 1)
        called = _called(node)
        if self._functions and called not in _PLAIN:
            self._change(node)
        if called == "cast" and isinstance(node, cst.Call):
            node.args[1].visit(self)
        return called != "cast"

    def on_leave(self, original_node: cst.CSTNode) -> None:
        self._functions -= isinstance(original_node, cst.FunctionDef)

    def _change(self, node: cst.CSTNode) -> None:
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                self.found.extend(
                    Mutant(self._file, self._lines, self._module, node, changed)
                    for changed in operator(node)
                )


def _called(node: cst.CSTNode) -> str:
    """Return the name that is called, where a node is a call by a plain name."""
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Name):
        return node.func.value
    return ""


def mutants(root: Path, package: str) -> list[Mutant]:
    """Return all mutants of a package, ordered by file and place."""
    found: list[Mutant] = []
    for path in sorted((root / package).rglob("*.py")):
        wrapper = MetadataWrapper(cst.parse_module(path.read_text()))
        collector = _Collector(path.relative_to(root).as_posix(), wrapper.module)
        wrapper.visit(collector)
        found += collector.found
    return found


def sample(found: list[Mutant], size: int, random: Random) -> list[Mutant]:
    """Draw one mutant from each of `size` equal stretches, so that every module has its share."""
    size = min(size, len(found))
    bounds = [i * len(found) // size for i in range(size + 1)]
    chosen = [found[random.randrange(*stretch)] for stretch in pairwise(bounds)]
    random.shuffle(chosen)  # what has run when a long run is stopped is a sample as well
    return chosen
