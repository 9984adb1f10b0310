"""One port for everyone: the door answers its own addresses, all else is handed on to the pages."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import aiohttp

from gonggo.wiring.front.asgi import SAFE_METHODS, App, Receive, Scope, Send, answer, header, redirect
from gonggo.wiring.front.body_limit import BodyLimit
from gonggo.wiring.front.page_cache import PageCache
from gonggo.wiring.front.proxy import HandOn

DOOR_PREFIX = "/intake/"


class Front:
    """``door`` answers what begins with /intake/; the pages behind ``pages`` answer the rest.

    ``origin`` is the site's address: where it is localhost, requests to 127.0.0.1 are sent there, because passkeys are
    bound to a name.
    """

    def __init__(self, *, door: App, pages: HandOn, origin: str) -> None:
        self._door = door
        self._hand_on = pages
        self._pages = BodyLimit(PageCache(pages, _looking(pages)))
        parts = urlsplit(origin)
        self._origin = origin
        self._sends_home = parts.hostname == "localhost"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._door(scope, receive, send)
            await self._hand_on.close()
        elif scope["type"] != "http":
            return
        elif scope["path"].startswith(DOOR_PREFIX):
            await self._door(scope, receive, send)
        elif scope["path"] == "/health":
            await self._health(send)
        elif self._sends_home and _is_address(header(scope["headers"], b"host")) and scope["method"] in SAFE_METHODS:
            await redirect(send, self._origin + _target(scope))
        else:
            await self._pages(scope, receive, send)

    async def _health(self, send: Send) -> None:
        try:
            await self._hand_on.version()
        except (aiohttp.ClientError, OSError, TimeoutError):
            await answer(send, 503, b'{"door":"up","pages":"away"}', headers=[(b"content-type", b"application/json")])
        else:
            await answer(send, 200, b'{"door":"up","pages":"up"}', headers=[(b"content-type", b"application/json")])


def _looking(pages: HandOn) -> Callable[[], Awaitable[bytes]]:
    async def look() -> bytes:
        try:
            return await pages.version()
        except aiohttp.ClientError as away:
            raise OSError("the pages are away") from away

    return look


def _is_address(host: bytes) -> bool:
    return host.rpartition(b":")[0] == b"127.0.0.1" or host == b"127.0.0.1"


def _target(scope: Scope) -> str:
    raw = scope.get("raw_path") or scope["path"].encode()
    query = b"?" + scope["query_string"] if scope["query_string"] else b""
    return str((raw + query).decode("latin-1"))
