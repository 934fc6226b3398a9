from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console

from crawler.demo.report import sites_table
from storage.load import load_run
from storage.parts import write_part
from tests.storage.samples import record, site_run

if TYPE_CHECKING:
    from storage.bucket import Bucket


def test_the_report_says_which_sites_are_compromised_since_when_and_why(bucket: Bucket) -> None:
    evidence = ("https://zx.example/9.html: head_spam [red]phrases[/red]",)
    run = site_run("r1", records=[record()], state="compromised", state_evidence=evidence)
    write_part(bucket, run, records=[record()], captures=[])
    load_run(bucket, "r1")
    console = Console(width=160)
    with console.capture() as shown:
        console.print(sites_table(bucket))
    for words in ("qingdao-zx", "compromised", "2026-03-02", "head_spam [red]phrases[/red]"):
        assert words in shown.get()
