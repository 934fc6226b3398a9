"""What sample pages tell of a site: its system, its script, how its articles' addresses look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.survey.named import named_pattern
from crawler.survey.shapes import pattern
from crawler.survey.systems import family_addresses, find_system

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crawler.survey.found import Found
    from crawler.survey.samples import Group, Samples
    from crawler.survey.views import View


def describe(
    found: Found,
    samples: Samples,
    views: Sequence[View],
    groups: Sequence[Group],
    urls: Sequence[str],
    avoid: Iterable[str],
) -> None:
    """Fill in what the sample pages tell; a pattern matches none of the addresses to `avoid`."""
    wanted = set(urls)
    records = [r for u, r in samples.records.items() if not groups or u in wanted]
    found.read = len(records)
    found.good = sum(record.outcome == "article" for record in records)
    scripts = [record.script for record in records if record.outcome == "article"]
    found.traditional = scripts.count("traditional") * 2 > len(scripts)
    articles = [page for url, page in samples.pages.items() if url in wanted]
    found.system = find_system([view.page for view in views], articles, urls)
    family = family_addresses().get(found.system.name) if found.system else None
    if family and all(re.search(family, url) for url in urls):
        found.article_note = f"{len(urls)} of {len(urls)} addresses are as the family's"
        return
    kept = list(avoid)
    patterns = [
        named_pattern(group.form, list(group.texts))
        if group.named
        else pattern(group.form, list(group.texts), kept)
        for group in groups
    ]
    found.article = "|".join(dict.fromkeys(patterns))
    found.article_note = f"learned from {len(urls)} addresses"
