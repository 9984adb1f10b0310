"""A small scanner that speaks clamd's INSTREAM on a unix socket: it knows one signature, the EICAR test file.

Run as a program: ``python fake_clamd.py SOCKET``; or in a thread with ``running(path)``.
"""

import socketserver
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# in two pieces, so that no scanner takes this source for the file itself
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
MOST = 25 * 1024 * 1024


class Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        command = b""
        while not command.endswith(b"\0"):
            command += self.rfile.read(1)
        if command == b"zPING\0":
            self.wfile.write(b"PONG\0")
        elif command == b"zINSTREAM\0":
            self.wfile.write(self._scanned() + b"\0")
        else:
            self.wfile.write(b"UNKNOWN COMMAND\0")

    def _scanned(self) -> bytes:
        content = b""
        while True:
            (length,) = struct.unpack(">I", self.rfile.read(4))
            if length == 0:
                break
            content += self.rfile.read(length)
            if len(content) > MOST:
                return b"INSTREAM size limit exceeded. ERROR"
        return b"stream: Eicar-Test-Signature FOUND" if EICAR in content else b"stream: OK"


@contextmanager
def running(path: Path) -> Iterator[Path]:
    """The scanner, listening at ``path`` until the block ends; afterwards nothing listens there."""
    with socketserver.ThreadingUnixStreamServer(str(path), Conversation) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield path
        finally:
            server.shutdown()
            thread.join()
            path.unlink()


if __name__ == "__main__":
    with socketserver.ThreadingUnixStreamServer(sys.argv[1], Conversation) as forever:
        print("listening", flush=True)  # the socket's file stands a moment before anybody can call
        forever.serve_forever()
