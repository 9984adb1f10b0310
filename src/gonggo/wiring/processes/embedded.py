"""Serving one ASGI app in this process until it is told to stop."""

import asyncio
import contextlib
import signal
from pathlib import Path

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from gonggo.wiring.front.asgi import App


def serve(app: App, *, host: str = "", port: int = 0, socket: Path | None = None, lifespan: bool = False) -> None:
    """Listen on ``host:port`` or on the unix socket ``socket`` until SIGTERM or SIGINT; open requests are finished."""
    asyncio.run(_serve(app, host, port, socket, lifespan=lifespan))


async def _serve(app: App, host: str, port: int, socket: Path | None, *, lifespan: bool) -> None:
    if socket is not None:
        with contextlib.suppress(FileNotFoundError):
            socket.unlink()
    server = Server(
        app,
        address=host or "127.0.0.1",
        port=port or 8000,
        uds=socket,
        interface=Interfaces.ASGI if lifespan else Interfaces.ASGINL,
        websockets=False,
        backlog=2048,
        backpressure=2048,
        log_level=LogLevels.error,
    )
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, server.stop)
    await server.serve()
