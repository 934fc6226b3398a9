"""Whose host a page stands on, as far as its name tells."""

from urllib.parse import urlsplit

from extract.poison.rules import load
from extract.publisher import HostRole, Publisher


def host_role(url: str, publisher: Publisher) -> HostRole:
    """Return whether `url` is its publisher's, somebody's who copies, or can't be said."""
    host, name = _names(url)
    if host in publisher.hosts or name in publisher.hosts:
        return publisher.role if publisher.role != "unknown" else "publisher"
    rules = load("hosts")
    if _under(name, rules["mirrors"]):
        return "mirror"
    return "publisher" if name.endswith(tuple(rules["publisher_suffixes"])) else "unknown"


def prints_traditional(url: str, publisher: Publisher) -> bool:
    """Tell whether traditional text is what one expects at `url`."""
    name = _names(url)[1]
    rules = load("hosts")
    return (
        publisher.script == "traditional"
        or name.endswith(tuple(rules["genuine_traditional_suffixes"]))
        or name.startswith(tuple(rules["traditional_edition_prefixes"]))
        or any(part in url.lower() for part in rules["traditional_edition_paths"])
    )


def _names(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
        return parts.netloc.lower().rpartition("@")[2], (parts.hostname or "").rstrip(".")
    except ValueError:
        return "", ""


def _under(name: str, domains: list[str]) -> bool:
    return any(name == domain or name.endswith("." + domain) for domain in domains)
