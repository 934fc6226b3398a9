"""A site file: what the crawler has to know of one site."""

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from extract.publisher import HostRole, Publisher, Script

Spider = Literal["listing", "pages", "forum"]
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


class Site(_Part):
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")
    name: str = Field(min_length=1)
    level: Literal["national", "province", "city", "county", "press", "forum", "test"]
    region: str = ""
    """Administrative division code, GB/T 2260."""
    hosts: tuple[str, ...] = Field(min_length=1)
    spider: Spider
    starts: tuple[str, ...] = ()
    article: Pattern = ""
    """Regular expression, searched for in the whole address of a link."""
    family: str = ""
    role: HostRole = "publisher"
    browser: Literal["never", "always"] = "never"
    loopback: bool = False
    """The site runs on this machine: its hosts must be loopback addresses, and only they may."""
    script: Script = "simplified"
    cadence: Literal["hourly", "daily", "weekly"] = "daily"
    politeness: Politeness = Politeness()
    expect: Expect = Expect()

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
        for url in self.starts:
            if urlsplit(url).scheme not in ("http", "https") or not self.covers(url):
                raise ValueError(f"starts: {url} is not on one of hosts {list(self.hosts)}")
        return self

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
            family=self.family,
        )
