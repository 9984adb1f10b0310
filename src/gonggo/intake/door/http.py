"""The few parts of HTTP that the door needs: a bounded body, a form or JSON, an answer."""

import asyncio
import time
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import parse_qsl

import orjson

BODY_SECONDS = 10.0
JSON = "application/json"
HTML = "text/html; charset=utf-8"
NO_STORE = ("cache-control", "no-store")


class Headers(Protocol):
    """A request's headers by their names in lower case."""

    def get(self, key: str, default: str, /) -> str: ...


class Request(Protocol):
    """A request, however it came to us."""

    method: str
    path: str
    headers: Headers

    def body(self, limit: int) -> Awaitable[bytes]:
        """The body, complete. Raises Rejected where it is longer than ``limit`` or its sender is gone."""
        ...


class Rejected(Exception):
    """The request itself cannot be taken: status and a code of ``refusals``."""

    def __init__(self, status: int, code: str, **facts: object) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Response:
    """What goes out; nothing of the door is ever cached unless ``headers`` say so."""

    status: int
    body: bytes
    kind: str = JSON
    headers: tuple[tuple[str, str], ...] = (NO_STORE,)

    def said(self) -> list[tuple[str, str]]:
        """All of its headers."""
        length = ("content-length", str(len(self.body)))
        return [("content-type", self.kind), length, ("x-content-type-options", "nosniff"), *self.headers]


class Patience:
    """Ends the reading of bodies that do not come: one look a second at all of them, nothing a request."""

    def __init__(self) -> None:
        self._since: dict[asyncio.Task[Any], float] = {}
        self._ended: set[asyncio.Task[Any]] = set()

    async def watch(self) -> None:
        """Look, for ever."""
        while True:
            await asyncio.sleep(min(1.0, BODY_SECONDS))
            oldest = time.monotonic() - BODY_SECONDS
            for task in [task for task, since in self._since.items() if since < oldest]:
                self._ended.add(task)
                task.cancel()

    async def body_of(self, request: Request, limit: int) -> bytes:
        """The body, complete. Raises Rejected: too large (known by its length, or one byte too many), too slow."""
        length = request.headers.get("content-length", "")
        if length.isdigit() and int(length) > limit:
            raise Rejected(413, "request_too_large", limit=limit)
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("a request is read in a task")
        self._since[task] = time.monotonic()
        try:
            return await request.body(limit)
        except asyncio.CancelledError:
            if task in self._ended:
                self._ended.discard(task)
                task.uncancel()
                raise Rejected(408, "request_too_slow") from None
            if task.cancelling():
                raise
            # the server takes its own future back when the client is gone; nobody cancels us
            raise Rejected(400, "request_malformed") from None
        finally:
            del self._since[task]


def json_of(body: bytes) -> dict[str, Any]:
    """The object in ``body``. Raises Rejected for anything else, bad UTF-8 and bottomless nesting included."""
    try:
        said = orjson.loads(body)
    except orjson.JSONDecodeError as broken:
        raise Rejected(400, "request_malformed") from broken
    if not isinstance(said, dict):
        raise Rejected(400, "request_malformed")
    return said


def capability_and_slip(headers: Headers, body: bytes) -> tuple[bytes, str]:
    """What a submit or withdraw consists of, from a form or from JSON. Raises Rejected."""
    kind = headers.get("content-type", "")
    slip = headers.get("x-arrival-slip", "")
    if kind.startswith("application/x-www-form-urlencoded"):
        if body.startswith(b"capability=") and b"&" not in body and b"%" not in body:
            return body[11:], slip
        try:
            form = dict(parse_qsl(body.decode("utf-8"), strict_parsing=True, max_num_fields=4))
        except ValueError as broken:
            raise Rejected(400, "request_malformed") from broken
    elif kind.startswith(JSON):
        form = json_of(body)
    else:
        raise Rejected(415, "request_malformed")
    capability, kept = form.get("capability"), form.get("slip", slip)
    if not isinstance(capability, str) or not isinstance(kept, str):
        raise Rejected(400, "request_malformed")
    return capability.encode("utf-8"), kept


def session_of(headers: Headers, name: str) -> str | None:
    """The session cookie's value."""
    for pair in headers.get("cookie", "").split(";"):
        key, _, value = pair.strip().partition("=")
        if key == name:
            return value.strip('"')
    return None


def wants_html(headers: Headers) -> bool:
    """Whether a plain form was posted: a page's script asks for JSON."""
    return "text/html" in headers.get("accept", "")
