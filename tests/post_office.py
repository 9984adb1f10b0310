"""A small mail server that speaks SMTP as RFC 5321 has it: takes mail, refuses it for now, or refuses it for good."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast


class PostOffice:
    """What came in, and how the office behaves. ``says`` answers RCPT: "250", "450" (later) or "550" (never)."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.says = "250"
        self.port = 0

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}?from=no-reply@gonggo.example.kr"


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        office: PostOffice = self.server.office  # type: ignore[attr-defined]
        self._say("220 office.example ESMTP")
        while line := self.rfile.readline().decode("ascii", "replace").strip():
            verb = line.split(" ")[0].upper()
            if verb == "EHLO":
                self._say("250-office.example")
                self._say("250 8BITMIME")
            elif verb == "RCPT":
                self._say(f"{office.says} recipient")
            elif verb == "DATA":
                self._say("354 go on")
                office.letters.append(cast("EmailMessage", message_from_bytes(self._data(), policy=policy.default)))
                self._say("250 taken")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _data(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """An open office on a port of its own."""
    office = PostOffice()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Talk) as server:
        server.office = office  # type: ignore[attr-defined]
        office.port = server.server_address[1]
        running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        running.start()
        try:
            yield office
        finally:
            server.shutdown()
            running.join()
