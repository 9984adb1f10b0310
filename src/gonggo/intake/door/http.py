"""The few parts of HTTP that the door needs: a bounded body, a form or JSON, an answer."""

import asyncio
import time
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import orjson

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = dict[bytes, bytes]

BODY_SECONDS = 10.0
JSON = b"application/json"
HTML = b"text/html; charset=utf-8"


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
    kind: bytes = JSON
    headers: tuple[tuple[bytes, bytes], ...] = ((b"cache-control", b"no-store"),)

    async def send(self, send: Send) -> None:
        await send(
            {
                "type": "http.response.start",
                "status": self.status,
                "headers": [
                    (b"content-type", self.kind),
                    (b"content-length", b"%d" % len(self.body)),
                    (b"x-content-type-options", b"nosniff"),
                    *self.headers,
                ],
            }
        )
        await send({"type": "http.response.body", "body": self.body})


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

    async def body_of(self, headers: Headers, receive: Receive, limit: int) -> bytes:
        """The body, complete. Raises Rejected: too large (known by its length, or one byte too many), too slow."""
        length = headers.get(b"content-length", b"")
        if length.isdigit() and int(length) > limit:
            raise Rejected(413, "request_too_large", limit=limit)
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("a request is read in a task")
        self._since[task] = time.monotonic()
        try:
            return await _read(receive, limit)
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


async def _read(receive: Receive, limit: int) -> bytes:
    body: bytes = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Rejected(400, "request_malformed")
        body += message.get("body", b"")
        if len(body) > limit:
            raise Rejected(413, "request_too_large", limit=limit)
        if not message.get("more_body", False):
            return body


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
    kind = headers.get(b"content-type", b"")
    slip = headers.get(b"x-arrival-slip", b"").decode("latin-1")
    if kind.startswith(b"application/x-www-form-urlencoded"):
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


def session_of(headers: Headers, name: bytes) -> str | None:
    """The session cookie's value."""
    for pair in headers.get(b"cookie", b"").split(b";"):
        key, _, value = pair.strip().partition(b"=")
        if key == name:
            return value.strip(b'"').decode("latin-1")
    return None


def wants_html(headers: Headers) -> bool:
    """Whether a plain form was posted: a page's script asks for JSON."""
    return b"text/html" in headers.get(b"accept", b"")
