"""The simulated sites of the benchmark: families, charsets and faults."""

from dataclasses import replace

from crawler.simulators.faults import Faults
from crawler.simulators.plan import Plan

SMALL = Plan(articles=90, columns=3)

COMPLETE: dict[str, tuple[str, Plan]] = {
    "trs utf-8, split articles": ("trs", replace(SMALL, parts=3)),
    "trs gbk, undated, pinned": ("trs", replace(SMALL, encoding="gbk", dates=False, pinned=2)),
    "hanweb records": ("hanweb", replace(SMALL, per_page=10)),
    "enorth gbk, numbered upwards": ("enorth", SMALL),
    "cntv arrays in script": ("cntv", SMALL),
    "rmzxb gb18030, packed": ("rmzxb", replace(SMALL, encoding="gb18030", packed=True)),
    "founder, no charset in the header": ("founder", replace(SMALL, header_charset=False)),
    "gkmlpt JSON": ("gkmlpt", SMALL),
    "form posted for JSON": ("posted", SMALL),
    "JSON posted for JSON, items by id": ("posted_json", SMALL),
    "vsb, shuffled": ("vsb", replace(SMALL, order="shuffled")),
    "webplus, host by two names": ("webplus", replace(SMALL, alias=True)),
    "jeecms buttons": ("jeecms", SMALL),
    "phpcms gbk parameters": ("phpcms", SMALL),
    "dedecms gb2312, robots.txt fails": ("dedecms", replace(SMALL, robots="html")),
    "ucap, oldest first": ("ucap", replace(SMALL, order="oldest")),
    "big5, addresses in other case": ("traditional", replace(SMALL, cases=True)),
    "discuz gbk": ("discuz", SMALL),
    "feeds": ("feed", SMALL),
    "packed sitemaps": ("sitemap", SMALL),
    "digital newspaper": ("epaper", Plan(articles=60, columns=3)),
    "dated, passing faults": (
        "dated", replace(SMALL, faults=Faults(errors=0.05, resets=0.03, truncated=0.03)),
    ),
}  # fmt: skip

SURVEYED = [
    "trs", "hanweb", "enorth", "cntv", "rmzxb", "founder", "gkmlpt", "vsb", "webplus", "jeecms",
    "phpcms", "dedecms", "ucap", "discuz", "blog", "query", "dated", "traditional", "feed",
    "sitemap", "epaper", "posted", "posted_json",
]  # fmt: skip
"""Families that a survey is to find out."""


def faulty(articles: int) -> Plan:
    """Return the awkward site: a twentieth of all answers fail, and more goes wrong."""
    return Plan(
        articles=articles, columns=8, order="shuffled", pinned=2, dates=False,
        faults=Faults(
            errors=0.05, retry_after=0.005, resets=0.03, slow=0.03, truncated=0.03,
            missing=0.02, loops=0.01, soft=0.01,
        ),
    )  # fmt: skip
