"""Which ports the embedded server takes, and whether they are free."""

import socket
from dataclasses import astuple, dataclass
from random import SystemRandom

from storage.errors import PortInUse

HOST = "127.0.0.1"
GRPC_OFFSET = 10_000
LOWEST, HIGHEST = 18_000, 31_000
"""Below the range that the kernel hands out to clients, gRPC ports included where possible."""
TRIES = 50


@dataclass(frozen=True, slots=True)
class ServerPorts:
    """The HTTP ports; each has a gRPC port 10,000 above it."""

    s3: int
    master: int
    volume: int
    filer: int


def server_ports(port: int) -> ServerPorts:
    return ServerPorts(s3=port, master=port + 1000, volume=port + 1007, filer=port + 555)


def taken_ports(port: int) -> list[int]:
    """Return those of the ports derived from `port` on which somebody listens."""
    wanted = [p + offset for p in astuple(server_ports(port)) for offset in (0, GRPC_OFFSET)]
    return [p for p in wanted if not _is_free(p)]


def require_free(port: int) -> None:
    if taken := taken_ports(port):
        listed = ", ".join(map(str, taken))
        raise PortInUse(f"port {listed} is taken: stop what listens there or choose another port")


def free_port() -> int:
    """Return a port whose whole family is free at this moment."""
    chance = SystemRandom()
    for _ in range(TRIES):
        port = chance.randrange(LOWEST, HIGHEST)
        if not taken_ports(port):
            return port
    raise PortInUse(f"no free family of ports after {TRIES} tries: name a port yourself")


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError):
            return False
    return True
