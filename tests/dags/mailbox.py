"""A mail server on loopback that keeps what is sent to it."""

from __future__ import annotations

import json
from contextlib import contextmanager
from email import message_from_bytes, policy
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage


@contextmanager
def mailbox() -> Iterator[tuple[str, list[EmailMessage]]]:
    """Yield Airflow's connection to the server, as JSON, and the list that the mails come into."""
    mails: list[EmailMessage] = []

    class Server(StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 mail.example\r\n")
            for line in self.rfile:
                word = line[:4].upper()
                if word == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    body = b"".join(iter(self.rfile.readline, b".\r\n"))
                    mails.append(message_from_bytes(body, policy=policy.default))
                self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 OK\r\n")
                if word == b"QUIT":
                    return

    with ThreadingTCPServer(("127.0.0.1", 0), Server) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        extra = {"disable_ssl": True, "disable_tls": True, "from_email": "crawler@zx.example"}
        host, port = server.server_address[:2]
        yield json.dumps({"conn_type": "smtp", "host": host, "port": port, "extra": extra}), mails
        server.shutdown()
