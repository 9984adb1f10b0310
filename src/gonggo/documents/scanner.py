"""The virus scanner: clamd's INSTREAM over its socket."""

import socket
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

from gonggo.documents.vault import CHUNK

PATIENCE = 30.0  # seconds for each step of the conversation
_MOST_ANSWER = 4096


class ScannerDown(Exception):
    """No answer that one could rely on; the file waits and is tried again."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scanner found: a signature's name, or nothing."""

    signature: str | None

    @property
    def clean(self) -> bool:
        return self.signature is None


def socket_of_the_house() -> Path | None:
    """Where the scanner listens; None where the installation says that it has none."""
    said: str = settings.GONGGO_ENVIRONMENT.scanner
    return None if said == "none" else Path(said)


def scan(file: IO[bytes], at_socket: Path) -> Verdict:
    """Send the whole of ``file`` to the scanner. Raises ScannerDown."""
    file.seek(0)
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(PATIENCE)
            line.connect(str(at_socket))
            line.sendall(b"zINSTREAM\0")
            while chunk := file.read(CHUNK):
                line.sendall(struct.pack(">I", len(chunk)) + chunk)
            line.sendall(struct.pack(">I", 0))
            answer = _answer(line)
    except OSError as away:
        raise ScannerDown(str(away)) from away
    return _verdict(answer)


def _answer(line: socket.socket) -> str:
    said = b""
    while b"\0" not in said and len(said) < _MOST_ANSWER:
        more = line.recv(_MOST_ANSWER)
        if not more:
            break
        said += more
    return said.partition(b"\0")[0].decode("utf-8", errors="replace").strip()


def _verdict(answer: str) -> Verdict:
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return Verdict(None)
    if said.endswith(" FOUND"):
        return Verdict(said.removesuffix(" FOUND"))
    raise ScannerDown(f"the scanner said: {answer or 'nothing'}")
