"""How a request comes to the door: RSGI where the door stands alone, ASGI where a front stands before it."""

from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, MutableMapping
from typing import Any, Protocol

from granian._granian import RSGIProtocolClosed as ProtocolClosed

from gonggo.intake.door.http import Headers, Rejected, Response

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class AsgiRequest:
    """A request of ASGI."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.headers: Headers = {k.decode("latin-1"): v.decode("latin-1") for k, v in scope["headers"]}
        self._receive = receive

    async def body(self, limit: int) -> bytes:
        return await _bounded(self._parts(), limit)

    async def _parts(self) -> AsyncIterator[bytes]:
        more = True
        while more:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                raise Rejected(400, "request_malformed")
            more = message.get("more_body", False)
            yield message.get("body", b"")


async def send_asgi(response: Response, send: Send) -> None:
    """The answer, through ASGI."""
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in response.said()]
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": response.body})


class RsgiScope(Protocol):
    """What we need of RSGI's scope."""

    proto: str
    method: str
    path: str

    @property
    def headers(self) -> Headers: ...


class RsgiProtocol(Protocol):
    """What we need of RSGI's protocol."""

    def __call__(self) -> Awaitable[bytes]: ...
    def __aiter__(self) -> AsyncIterator[bytes]: ...
    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None: ...


class RsgiRequest:
    """A request of RSGI."""

    def __init__(self, scope: RsgiScope, protocol: RsgiProtocol) -> None:
        self.method = scope.method
        self.path = scope.path
        self.headers = scope.headers
        self._protocol = protocol

    async def body(self, limit: int) -> bytes:
        try:
            if self.headers.get(
                "content-length", ""
            ).isdigit():  # within the limit, and the server holds the sender to it
                return await self._protocol()
            return await _bounded(self._protocol, limit)
        except ProtocolClosed as gone:
            raise Rejected(400, "request_malformed") from gone


async def _bounded(parts: AsyncIterable[bytes], limit: int) -> bytes:
    body = b""
    async for part in parts:
        body += part
        if len(body) > limit:
            raise Rejected(413, "request_too_large", limit=limit)
    return body
