"""Which addresses a crawl may connect to."""

from ipaddress import ip_address


def may_connect(address: str, *, loopback: bool) -> bool:
    """Whether a numeric address is the public web's or, for a site on this machine, loopback."""
    ip = ip_address(address)
    return ip.is_loopback if loopback else ip.is_global
