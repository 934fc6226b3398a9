"""How much of damaged text comes back, and whether clean pages stay as they are.

    python -m tests.bench.poison [GOLD]

The texts of the demo's replicas go through the kit's forward model, under every degree of
annotation and many seeds, and through the extractor. GOLD is a folder with clean pages as
`pages/ID.html`: none may change or be called poisoned.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from difflib import SequenceMatcher
from pathlib import Path

from crawler.demo.mill import Kit, poison_page
from crawler.demo.replicas import replicas
from extract.codec import decode
from extract.page import Page
from extract.poison.cleanse import cleanse
from extract.publisher import NOBODY
from extract.read import read_page
from extract.record import Verdict

SEEDS = range(12)
TIERS = range(6)
ASKED_MEAN, ASKED_WORST = 0.999, 0.99
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def main(folder: Path | None) -> int:
    rates, verdicts = [], 0
    for replica in replicas():
        wanted = replica.expected.text
        html = _page(replica.expected.title, wanted)
        for tier in TIERS:
            for seed in SEEDS:
                served = poison_page(html, seed=seed, kit=replace(Kit(), tier=tier))
                page = Page("", 200, served, NOON, {"content-type": "text/html"})
                record = read_page(page)
                verdicts += record.poison.verdict is Verdict.POISONED
                rates.append(_alike(wanted, record.text))
    mean, worst = sum(rates) / len(rates), min(rates)
    print(f"{len(rates)} milled pages: {verdicts} called poisoned")
    print(f"characters as printed: mean {mean:.4%}, worst {worst:.4%}")
    changed = _changed(folder) if folder else 0
    return int(mean < ASKED_MEAN or worst < ASKED_WORST or changed > 0)


def _page(title: str, text: str) -> str:
    body = "".join(f"<p>　　{line}</p>" for line in text.splitlines())
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body><h1>{title}</h1>'
        f"<p>2024-03-05 09:30 来源：某某日报</p><div>{body}</div></body></html>"
    )


def _alike(wanted: str, got: str) -> float:
    if wanted == got:
        return 1.0
    matcher = SequenceMatcher(None, wanted, got, autojunk=False)
    wrong = sum(max(b - a, d - c) for op, a, b, c, d in matcher.get_opcodes() if op != "equal")
    return 1 - wrong / max(len(wanted), 1)


def _changed(folder: Path) -> int:
    pages = sorted((folder / "pages").glob("*.html"))
    changed = []
    for path in pages:
        text = decode(Page("", 200, path.read_bytes(), NOON, {"content-type": "text/html"})).text
        cleansed = cleanse(text, markup=True, url="", publisher=NOBODY)
        if cleansed.source != text or cleansed.poison.verdict is Verdict.POISONED:
            changed.append(path.name)
    print(f"{len(pages)} clean pages: {len(changed)} changed {' '.join(changed[:5])}")
    return len(changed)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
