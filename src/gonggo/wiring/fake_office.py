"""What the fakes of outside services have in common: a window at a port of this machine that answers in JSON."""

import contextlib
import json
import signal
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Window(BaseHTTPRequestHandler):
    """One request; who asks reads JSON."""

    def answer(self, status: int, said: dict[str, Any]) -> None:
        body = json.dumps(said, ensure_ascii=False).encode("utf-8")
        with contextlib.suppress(OSError):  # whoever asked has hung up
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # the base class calls it so
        """Silent: account numbers and keys belong in no log."""


def at_a_port(window: type[Window], port: int, **known: object) -> ThreadingHTTPServer:
    """A server on this machine (port 0: any free one), not serving yet; ``known`` is what its windows know."""
    server = ThreadingHTTPServer(("127.0.0.1", port), type("Open", (window,), known))
    server.daemon_threads = True
    return server


def serve_until_told(server: ThreadingHTTPServer) -> None:
    """Serves until SIGTERM or SIGINT; then the port is free."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    server.serve_forever()
    server.server_close()
