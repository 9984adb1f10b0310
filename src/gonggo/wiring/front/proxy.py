"""Handing a request on to the pages over their socket, bodies streaming both ways."""

import asyncio
import ipaddress
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
from yarl import URL

from gonggo.wiring.front.asgi import HTML, SAFE_METHODS, Headers, Receive, Scope, Send, answer, header, notice
from gonggo.wiring.front.stamp import INTERNAL, STAMP, written

_HOP_BY_HOP = frozenset(
    {
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    }
)
_FORWARDED = (b"forwarded", b"x-forwarded-", b"x-real-ip")
_PATIENCE_S = 8.0  # how long a reading request waits for pages that are just starting
_AWAY = notice(
    "잠시 화면을 보여 드릴 수 없습니다. 잠시 뒤에 다시 열어 주세요.",
    "The pages are away for a moment. Please try again shortly.",
)


class HandOn:
    """An ASGI app that asks the pages behind the unix socket ``path`` and gives their answer.

    ``behind_proxy``: a TLS proxy on this machine stands before the port, so what it says of the client is kept; else
    whatever a client says of itself is dropped.
    """

    def __init__(self, path: Path, *, behind_proxy: bool) -> None:
        self._path = path
        self._behind_proxy = behind_proxy
        self._session: aiohttp.ClientSession | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = _body(receive) if _has_body(scope["headers"]) else None
        started = asyncio.get_running_loop().time()
        while True:
            try:
                response = await self._ask(scope, body)
            except (aiohttp.ClientConnectionError, TimeoutError):
                waited = asyncio.get_running_loop().time() - started
                if body is None and scope["method"] in SAFE_METHODS and waited < _PATIENCE_S:
                    await asyncio.sleep(0.1)
                    continue
                await answer(send, 503, _AWAY, headers=[*HTML, (b"retry-after", b"3")])
                return
            await _give(response, send, with_body=scope["method"] != "HEAD")
            return

    async def version(self) -> bytes:
        """What the pages show, as one word that changes when it does. Raises aiohttp.ClientError, TimeoutError."""
        timeout = aiohttp.ClientTimeout(total=2)
        async with self._client().get("http://pages/.gonggo/version", timeout=timeout) as response:
            response.raise_for_status()
            return await response.read()

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.UnixConnector(path=str(self._path), limit=200, keepalive_timeout=20),
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=2, sock_read=120),
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
            )
        return self._session

    async def _ask(self, scope: Scope, body: AsyncIterator[bytes] | None) -> aiohttp.ClientResponse:
        raw = scope.get("raw_path") or scope["path"].encode()
        query = b"?" + scope["query_string"] if scope["query_string"] else b""
        return await self._client().request(
            scope["method"],
            URL("http://pages" + (raw + query).decode("latin-1"), encoded=True),
            headers=[(key.decode("latin-1"), value.decode("latin-1")) for key, value in self._headers(scope)],
            skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
            allow_redirects=False,
            data=body,
        )

    def _headers(self, scope: Scope) -> Headers:
        kept = [
            (key, value)
            for key, value in scope["headers"]
            if key not in _HOP_BY_HOP and not key.startswith((INTERNAL, *_FORWARDED))
        ]
        peer = scope["client"][0] if scope.get("client") else ""
        who, how = peer.encode(), scope.get("scheme", "http").encode()
        if self._behind_proxy and _is_loopback(peer):
            who = header(scope["headers"], b"x-forwarded-for") or who
            how = header(scope["headers"], b"x-forwarded-proto") or how
        return [
            *kept,
            (b"x-forwarded-for", who),
            (b"x-forwarded-proto", how),
            (STAMP, written(scope["gonggo.received_at"])),
        ]


def _is_loopback(peer: str) -> bool:
    try:
        return ipaddress.ip_address(peer).is_loopback
    except ValueError:
        return False


def _has_body(headers: Headers) -> bool:
    return header(headers, b"content-length") not in {b"", b"0"} or bool(header(headers, b"transfer-encoding"))


async def _body(receive: Receive) -> AsyncIterator[bytes]:
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionResetError("the client left while sending")
        if message.get("body"):
            yield message["body"]
        if not message.get("more_body", False):
            return


async def _give(response: aiohttp.ClientResponse, send: Send, *, with_body: bool) -> None:
    async with response:
        headers = [(key.lower(), value) for key, value in response.raw_headers if key.lower() not in _HOP_BY_HOP]
        await send({"type": "http.response.start", "status": response.status, "headers": headers})
        if with_body:
            async for piece in response.content.iter_any():
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
