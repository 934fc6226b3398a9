"""One address for one page, whatever session, campaign or scheme it was reached through."""

from urllib.parse import urlsplit, urlunsplit

from extract.rules_files import load

_RULES = load("addresses.toml")
_DROPPED = frozenset((*_RULES["dropped"], *_RULES["site_own"]))
_CAMPAIGN = frozenset(_RULES["campaign"])
_CAMPAIGN_PREFIXES = tuple(_RULES["campaign_prefixes"])
DEFAULT_PORTS = (":80", ":443")


def canonical_url(url: str) -> str:
    """Return `url` without what doesn't tell pages apart; what is no web address stays as it is.

    The scheme becomes http, since most of these sites serve both. Idempotent, and never raises.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return url
    host = parts.netloc.rpartition("@")[2].lower()
    for port in DEFAULT_PORTS:
        host = host.removesuffix(port)
    path, _, parameter = parts.path.partition(";")
    if parameter and not parameter.lower().startswith("jsessionid"):
        path = parts.path
    kept = sorted(field for field in parts.query.split("&") if field and not is_tracking(field))
    return urlunsplit(("http", host, path or "/", "&".join(kept), ""))


def is_tracking(field: str) -> bool:
    """Whether a parameter tells of a session, or of the way that led to a page."""
    return field.partition("=")[0].lower() in _DROPPED or is_campaign(field)


def is_campaign(field: str) -> bool:
    """Whether a parameter only counts the ways that lead to a page, and no server needs it."""
    name = field.partition("=")[0].lower()
    return name in _CAMPAIGN or name.startswith(_CAMPAIGN_PREFIXES)
