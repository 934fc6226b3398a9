"""What a person wants to see after a run: the articles, the sites, one repair, the bucket."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import polars as pl
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from extract.codec.decode import decode
from extract.page import Page
from extract.poison.script import to_simplified
from extract.record import Verdict
from storage import keys
from storage.archive.raw import read_raw
from storage.listing import list_sizes
from storage.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from extract.record import Record
    from storage.bucket import Bucket

_TAG = re.compile(r"<[^>]{0,2000}>")
_BREAK = re.compile(r"</p>|<br ?/?>|\n", re.IGNORECASE)
_NOTE = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\)")
_STYLES = {Verdict.POISONED: "red", Verdict.SUSPECT: "yellow", Verdict.CLEAN: "green"}
_STATES = {"compromised": "red", "mirror": "yellow", "clean": "green"}
_LONGEST = 160
_DEEPEST = 3
_KIB = 1024
_NEVER = datetime.fromtimestamp(0, UTC)


def articles_table(records: Sequence[Record]) -> Table:
    table = Table(title="articles", expand=True)
    for name in ("site", "title", "date", "source", "verdict"):
        table.add_column(name, overflow="fold", ratio=4 if name == "title" else None)
    for name in ("removed", "repairs"):
        table.add_column(name, justify="right")
    for record in records:
        verdict = record.poison.verdict
        table.add_row(
            Text(record.site_id),
            Text(record.title or "(none)"),
            f"{record.published:%Y-%m-%d}" if record.published else "(none)",
            Text(record.source or "(none)"),
            Text(verdict.value, style=_STYLES[verdict]),
            str(len(record.removed)),
            str(len(record.repairs)),
        )
    return table


def sites_table(bucket: Bucket) -> Table:
    """Return the state of each site, by its latest run, with the first piece of evidence."""
    table = Table(title="sites", expand=True)
    for name in ("site", "state", "since", "evidence"):
        table.add_column(name, overflow="fold", ratio=4 if name == "evidence" else None)
    held = open_table(bucket, keys.SITE_RUNS)
    if held is None:
        return table
    rows = pl.scan_delta(held).sort("started_at").collect()
    for row in (
        rows.unique("site_id", keep="last", maintain_order=True)
        .sort("site_id")
        .iter_rows(named=True)
    ):
        since, evidence = row["state_since"], row["state_evidence"] or ()
        table.add_row(
            Text(row["site_id"]),
            Text(row["state"] or "unknown", style=_STATES.get(row["state"], "")),
            f"{since:%Y-%m-%d}" if since else "",
            Text(evidence[0] if evidence else ""),
        )
    return table


def show_repair(console: Console, bucket: Bucket, records: Sequence[Record]) -> None:
    """Print one damaged paragraph as it was served, and as it is in the bucket."""
    damaged = [r for r in records if any(x.kind == "byte_slip" for x in r.repairs)] or [
        r for r in records if r.repairs
    ]
    for record in damaged:
        repair = next(
            (x for x in record.repairs if x.kind == "byte_slip" and x.where == "text"), None
        )
        repair = repair or record.repairs[0]
        after = _paragraph(record.text, repair.offset)
        if record.capture is None or not after:
            continue
        page = Page(record.url, 200, read_raw(bucket, record.capture), record.fetched_at or _NEVER)
        before = _as_served(decode(page).text, after)
        console.print("\n[bold]one paragraph, as served[/bold]")
        console.print(Text(before[:_LONGEST], style="red"))
        console.print("[bold]and as restored[/bold]")
        console.print(Text(after[:_LONGEST], style="green"))
        return


def bucket_tree(bucket: Bucket) -> Tree:
    """Return the bucket's folders, three deep, with objects and bytes under each."""
    sizes: dict[tuple[str, ...], list[int]] = {}
    for key, size in list_sizes(bucket, ""):
        parts = tuple(key.split("/"))
        for depth in range(1, min(len(parts), _DEEPEST) + 1):
            sizes.setdefault(parts[:depth], []).append(size)
    tree = Tree(f"[bold]s3://{bucket.name}[/bold]")
    nodes: dict[tuple[str, ...], Tree] = {(): tree}
    for path, held in sorted(sizes.items()):
        count = f", {len(held)} objects" if len(held) > 1 else ""
        label = Text(f"{path[-1]}  {_readable(sum(held))}{count}")
        nodes[path] = nodes[path[:-1]].add(label)
    return tree


def _paragraph(text: str, offset: int) -> str:
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return text[start : end if end >= 0 else len(text)]


def _as_served(source: str, after: str) -> str:
    """Return the served line that is most like the restored one."""
    lines = [html.unescape(_TAG.sub("", line)).strip() for line in _BREAK.split(source)]
    near = [line for line in lines if len(after) <= len(line) * 2 <= len(after) * 6]

    def likeness(line: str) -> float:
        plain = to_simplified(_NOTE.sub("", line))
        return SequenceMatcher(None, plain, after, autojunk=False).quick_ratio()

    return max(near, key=likeness, default="")


def _readable(size: int) -> str:
    return f"{size} B" if size < _KIB else f"{size / _KIB:.1f} KiB"
