"""Serving one ASGI app in this process until it is told to stop."""

import asyncio
import contextlib
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from gonggo.wiring.front.asgi import App

if TYPE_CHECKING:  # the pages serve without a door
    from gonggo.intake.door.app import Door


def serve(app: App, *, host: str = "", port: int = 0, socket: Path | None = None, lifespan: bool = False) -> None:
    """Listen on ``host:port`` or on the unix socket ``socket`` until SIGTERM or SIGINT; open requests are finished."""
    interface = Interfaces.ASGI if lifespan else Interfaces.ASGINL
    asyncio.run(_served(app, interface, host, port, socket))


def serve_door(door: "Door", *, host: str, port: int) -> None:
    """The same for a door that stands alone: without ASGI between, which costs as much again as the door's own work."""
    asyncio.run(_served_door(door, host, port))


async def _served_door(door: "Door", host: str, port: int) -> None:
    await door.start()
    try:
        await _served(door, Interfaces.RSGI, host, port, None)
    finally:
        await door.stop()


async def _served(app: Any, interface: Interfaces, host: str, port: int, socket: Path | None) -> None:
    if socket is not None:
        with contextlib.suppress(FileNotFoundError):
            socket.unlink()
    server = Server(
        app,
        address=host or "127.0.0.1",
        port=port or 8000,
        uds=socket,
        interface=interface,
        websockets=False,
        backlog=2048,
        backpressure=2048,
        log_level=LogLevels.error,
    )
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, server.stop)
    await server.serve()
