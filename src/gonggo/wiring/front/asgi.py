"""The few ASGI shapes that the front uses, and answers that it gives itself."""

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

SAFE_METHODS = frozenset({"GET", "HEAD"})


def header(headers: Iterable[tuple[bytes, bytes]], name: bytes) -> bytes:
    """The first value of ``name`` (lower case), or empty."""
    return next((value for key, value in headers if key == name), b"")


def cookies(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """The request's cookies by name; what is not a pair is left out."""
    pairs = (pair.strip().partition("=") for pair in header(headers, b"cookie").decode("latin-1").split(";"))
    return {name: value.strip('"') for name, mark, value in pairs if mark}


async def answer(send: Send, status: int, body: bytes, *, headers: Headers | None = None) -> None:
    """One whole answer."""
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*(headers or []), length]})
    await send({"type": "http.response.body", "body": body})


async def redirect(send: Send, location: str) -> None:
    """Ask the browser to come again at ``location`` with the same method."""
    await answer(send, 307, b"", headers=[(b"location", location.encode("latin-1", "replace"))])


def notice(ko: str, en: str) -> bytes:
    """A page without any part of the pages: for when they are away or were not reached."""
    return (
        '<!doctype html><html lang="ko"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{ko}</title></head><body><main><h1>{ko}</h1>"
        f'<p lang="en">{en}</p></main></body></html>'
    ).encode()


HTML: Headers = [
    (b"content-type", b"text/html; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
]
