"""What the extractor may know of the site that a page was fetched from."""

from dataclasses import dataclass
from typing import Literal

Script = Literal["simplified", "traditional"]
HostRole = Literal["publisher", "mirror", "unknown"]


@dataclass(frozen=True, slots=True)
class Publisher:
    """The part of a site file that reading a page needs; everything else stays with the crawler."""

    site_id: str = ""
    """Empty when a page is read without a site, as `python -m extract` does."""
    hosts: frozenset[str] = frozenset()
    """Host names, lower case, with the port where it isn't the scheme's own."""
    role: HostRole = "unknown"
    """Whether `hosts` belong to the publisher itself or to somebody who copies it."""
    script: Script = "simplified"
    """The script in which the publisher prints."""
    region: str = ""
    """Administrative division code, GB/T 2260; empty where the site has none."""
    family: str = ""
    """Name of a CMS family in `extract/rules/families.toml`, or empty."""


NOBODY = Publisher()
