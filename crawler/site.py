"""A site file: what the crawler has to know of one site."""

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from extract.page import LARGEST
from extract.publisher import HostRole, Publisher, Script

Spider = Literal["listing", "feed", "sitemap", "forum", "epaper", "pages"]
Pattern = Annotated[str, Field(max_length=500)]
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Politeness(_Part):
    delay: float = Field(default=1.0, ge=0, le=120)
    """Seconds between two requests to a host."""
    concurrency: int = Field(default=1, ge=1, le=8)


class Expect(_Part):
    min_articles: int = Field(default=0, ge=0)
    articles_a_week: float | None = Field(default=None, ge=0)
    newest_within_days: int | None = Field(default=None, ge=1)
    """Days without a new article after which the site counts as stale."""


class Paging(_Part):
    """How a list goes on and what its rows are, where the page itself doesn't tell."""

    next: str = Field(default="", max_length=500)
    """Address of a further page with `{n}` for its number, relative to the list: index_{n}.html."""
    first: int = Field(default=1, ge=0)
    """The number in `next` of the list's second page."""
    step: int = Field(default=1)
    """What `{n}` grows by; -1 for lists that are numbered from their oldest page."""
    rows: str = Field(default="", max_length=500)
    """CSS selector of the part of a list page that holds the list."""
    api: str = Field(default="", max_length=500)
    """Address of a JSON list with `{n}` for the page, asked instead of the list page.

    Here and in `form`, `{name}` stands for that parameter of the list's own address.
    """
    form: str = Field(default="", max_length=2000)
    """What is sent to `api` by POST, a form or JSON: page={n}&size=20."""
    items: str = Field(default="", max_length=200)
    """Where in the JSON the list stands, as keys with dots between: data.list."""
    url: str = Field(default="", max_length=500)
    """The key of an item's address, or an address with keys in braces: /art/{id}.html."""
    title: str = ""
    date: str = ""
    total: str = ""
    """Key of the number of all items, with dots."""

    @model_validator(mode="after")
    def _number(self) -> "Paging":
        if self.form and not self.api:
            raise ValueError("form: is sent to `api`, which isn't given")
        for name, template in (("next", self.next), ("api", self.api + self.form)):
            if template and "{n}" not in template:
                raise ValueError(f"{name}: has no {{n}} for the number of the page")
        return self

    @field_validator("rows")
    @classmethod
    def _selects(cls, selector: str) -> str:
        try:
            CSSSelector(selector or "*")
        except SelectorError as error:
            raise ValueError(f"is no CSS selector: {error}") from None
        return selector


class Limits(_Part):
    """What a run may cost at most; where it ends at one of these, a check says so."""

    pages: int = Field(default=100_000, ge=1)
    seconds: int = Field(default=9000, ge=1)
    """Less than a scheduled task may take, so that a long run stages what it has."""
    depth: int = Field(default=5000, ge=1)
    """Pages of one list; what a list can't name beyond them ends it sooner."""
    bytes: int = Field(default=LARGEST, ge=1024)
    """Of one answer, unpacked."""
    redirects: int = Field(default=5, ge=0, le=20)


class Site(_Part):
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")
    name: str = Field(min_length=1)
    level: Literal["national", "province", "city", "county", "press", "forum", "test"]
    region: str = ""
    """Administrative division code, GB/T 2260."""
    hosts: tuple[str, ...] = Field(min_length=1)
    spider: Spider
    starts: tuple[str, ...] = ()
    columns: dict[str, str] = Field(default_factory=dict)
    """Names of lists to their addresses: starts that the completeness report calls by name."""
    article: Pattern = ""
    """Regular expression, searched for in the whole address of a link."""
    family: str = ""
    role: HostRole = "publisher"
    browser: Literal["never", "stubs", "always"] = "never"
    """`stubs`: only for pages that turn out to be drawn by script."""
    loopback: bool = False
    """The site runs on this machine: its hosts must be loopback addresses, and only they may."""
    script: Script = "simplified"
    cadence: Literal["hourly", "daily", "weekly"] = "daily"
    politeness: Politeness = Politeness()
    expect: Expect = Expect()
    list: Paging = Paging()
    limits: Limits = Limits()

    @field_validator("article")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"is no regular expression: {error}") from None
        return pattern

    @model_validator(mode="after")
    def _starts_are_on_site(self) -> "Site":
        for url in self.entries():
            if urlsplit(url).scheme not in ("http", "https"):
                raise ValueError(f"starts: {url} is no address: write it with http:// or https://")
            if not self.covers(url):
                raise ValueError(f"starts: {url} is not on one of hosts {list(self.hosts)}")
        return self

    def entries(self) -> dict[str, str]:
        """Return where a crawl begins: addresses to names, an address being its own name."""
        named = {url: name for name, url in self.columns.items()}
        return {url: named.get(url, url) for url in (*self.starts, *self.columns.values())}

    def covers(self, url: str) -> bool:
        """Whether `url` is on one of the site's hosts, port included where it isn't the default."""
        try:
            parts = urlsplit(url)
            netloc = parts.netloc.lower()
        except ValueError:
            return False
        default = {"http": ":80", "https": ":443"}.get(parts.scheme, "")
        return netloc.removesuffix(default) in self.hosts if default else False

    def publisher(self) -> Publisher:
        return Publisher(
            site_id=self.id,
            hosts=frozenset(self.hosts),
            role=self.role,
            script=self.script,
            region=self.region,
            family=self.family,
        )
