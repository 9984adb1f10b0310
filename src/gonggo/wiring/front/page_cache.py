"""Rendered pages for visitors who are not signed in, kept as bytes until what they show changes.

A page says itself that it may be kept: ``Surrogate-Control: max-age=SECONDS`` on its answer (taken off here). It is
dropped when the version of what the pages show changes; the version is looked at at most twice a second. While it
cannot be looked at, what was kept is shown up to an hour longer; ``Age`` says how old it is.
"""

import asyncio
import gzip
import hashlib
import re
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from gonggo.wiring.front.asgi import SAFE_METHODS, App, Headers, Message, Receive, Scope, Send, cookies, header

Key = tuple[str, bytes, bytes, str]
Look = Callable[[], Awaitable[bytes]]

LOOK_EVERY_S = 0.5
PATIENCE_S = 1.0
OUTLIVES_S = 3600.0
MOST_BYTES = 48 * 1024 * 1024
MOST_QUERY = 200
_RANGE = re.compile(r"([a-z]{1,8}(?:-[a-z0-9]{1,8})*|\*)(?:\s*;\s*q=(0(?:\.[0-9]{,3})?|1(?:\.0{,3})?))?")
_MARK = b"surrogate-control"
_HARMLESS = frozenset({"language", "csrftoken", "__Host-csrftoken"})
_KEEPS = frozenset({"language"})
_ASKS_FOR_ITSELF = frozenset({b"authorization", b"hx-request", b"range"})


@dataclass(frozen=True, slots=True)
class Page:
    """One kept answer: plain and compressed bytes, each with its own tag."""

    headers: Headers
    body: bytes
    zipped: bytes
    tag: bytes
    zipped_tag: bytes
    version: bytes
    made: float
    until: float

    @property
    def size(self) -> int:
        return len(self.body) + len(self.zipped)


class Version:
    """The version of what the pages show, looked at at most every ``every`` seconds however many ask."""

    def __init__(self, look: Look, *, every: float = LOOK_EVERY_S) -> None:
        self._look = look
        self._every = every
        self._at = self._begun = -1e9
        self._seen = b""
        self._looking: asyncio.Task[None] | None = None
        self.is_away = False

    async def current(self) -> bytes:
        """The version now; the last one seen while it cannot be looked at, or not within ``PATIENCE_S``."""
        if time.monotonic() - self._at < self._every:
            return self._seen
        if self._looking is None or self._looking.done():
            self._begun = time.monotonic()
            self._looking = asyncio.create_task(self._looked())
        looking = self._looking
        # a database that is away may take long to say so: the look goes on, those who ask do not queue behind it
        await asyncio.wait({looking}, timeout=max(0.0, self._begun + PATIENCE_S - time.monotonic()))
        if looking.done():
            looking.result()
        else:
            self.is_away = True
        return self._seen

    async def _looked(self) -> None:
        begun = self._begun
        # while the pages are away what was shown last is better than nothing
        try:
            self._seen, self.is_away = await self._look(), False
        except (OSError, TimeoutError):
            self.is_away = True
        self._at = begun


class PageCache:
    """Answers anonymous GETs from memory where the page allows it; hands everything else to ``app``."""

    def __init__(self, app: App, look: Look, *, most_bytes: int = MOST_BYTES) -> None:
        self._app = app
        self._version = Version(look)
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._bytes = 0
        self._most_bytes = most_bytes
        self._rendering: dict[Key, asyncio.Event] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = _key(scope) if scope["type"] == "http" else None
        if key is None:
            await self._app(scope, receive, _unmarked(send))
            return
        version = await self._version.current()
        page = self._kept(key, version)
        if page is None and (running := self._rendering.get(key)):
            await running.wait()  # one renders, the others of the same moment take its page
            page = self._kept(key, version)
        if page is not None:
            await _give(page, scope, send)
            return
        await self._render(key, version, scope, receive, send)

    async def _render(self, key: Key, version: bytes, scope: Scope, receive: Receive, send: Send) -> None:
        may_keep = cookies(scope["headers"]).keys() <= _KEEPS and scope["method"] == "GET"
        heard = _Listening(send)
        done = self._rendering.setdefault(key, asyncio.Event()) if may_keep else asyncio.Event()
        try:
            await self._app(scope, receive, heard)
            if may_keep and (page := heard.page(version)):
                self._keep(key, page)
                await _give(page, scope, send)
            else:
                await heard.pass_on()
        finally:
            done.set()
            if self._rendering.get(key) is done:
                del self._rendering[key]

    def _kept(self, key: Key, version: bytes) -> Page | None:
        page = self._pages.get(key)
        if page is None:
            return None
        until = page.until + (OUTLIVES_S if self._version.is_away else 0)
        if page.version != version or until < time.monotonic():
            self._drop(key)
            return None
        self._pages.move_to_end(key)
        return page

    def _keep(self, key: Key, page: Page) -> None:
        self._drop(key)
        self._pages[key] = page
        self._bytes += page.size
        while self._bytes > self._most_bytes:
            self._drop(next(iter(self._pages)))

    def _drop(self, key: Key) -> None:
        if page := self._pages.pop(key, None):
            self._bytes -= page.size


class _Listening:
    """Holds a marked answer back until it is whole; lets any other through as it comes."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = bytearray()
        self._seconds = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._seconds = _seconds(message)
            message["headers"] = [pair for pair in message["headers"] if pair[0] != _MARK]
            if self._seconds:
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            return
        await self._send(message)

    def page(self, version: bytes) -> Page | None:
        """The whole answer as a page to keep, if it was marked so."""
        if self._start is None:
            return None
        body = bytes(self._body)
        tag = hashlib.sha256(body).hexdigest()[:24].encode()
        own = {b"content-length", b"etag", b"cache-control", b"vary", b"date", b"server", b"expires", b"last-modified"}
        headers = [(name, value) for name, value in self._start["headers"] if name not in own]
        headers += [(b"cache-control", b"no-cache"), (b"vary", b"Accept-Language, Cookie, Accept-Encoding")]
        zipped = gzip.compress(body, 6, mtime=0)
        made = time.monotonic()
        return Page(headers, body, zipped, b'"%s"' % tag, b'"%s-gz"' % tag, version, made, made + self._seconds)

    async def pass_on(self) -> None:
        """Send what was held back, as it is."""
        if self._start is not None:
            await self._send(self._start)
            await self._send({"type": "http.response.body", "body": bytes(self._body)})


def _seconds(start: Message) -> int:
    """For how long the answer may be kept: 0 unless it is a whole page without cookies, marked so."""
    headers = start["headers"]
    if start["status"] != 200 or header(headers, b"set-cookie") or header(headers, b"content-encoding"):
        return 0
    name, _, value = header(headers, _MARK).partition(b"=")
    return int(value) if name == b"max-age" and value.isdigit() else 0


def _unmarked(send: Send) -> Send:
    async def without_mark(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [pair for pair in message["headers"] if pair[0] != _MARK]
        await send(message)

    return without_mark


async def _give(page: Page, scope: Scope, send: Send) -> None:
    zips = b"gzip" in header(scope["headers"], b"accept-encoding")
    body, tag = (page.zipped, page.zipped_tag) if zips else (page.body, page.tag)
    asked = header(scope["headers"], b"if-none-match")
    own = [(b"etag", tag), (b"age", b"%d" % (time.monotonic() - page.made))]
    if asked and tag in [one.strip().removeprefix(b"W/") for one in asked.split(b",")]:
        await send({"type": "http.response.start", "status": 304, "headers": [*page.headers, *own]})
        await send({"type": "http.response.body", "body": b""})
        return
    headers = [*page.headers, *own, (b"content-length", str(len(body)).encode())]
    if zips:
        headers.append((b"content-encoding", b"gzip"))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def _key(scope: Scope) -> Key | None:
    """Under what the page is kept, or None for a request that may not be answered from memory."""
    headers = scope["headers"]
    if scope["method"] not in SAFE_METHODS or len(scope["query_string"]) > MOST_QUERY:
        return None
    if any(name in _ASKS_FOR_ITSELF for name, _ in headers):
        return None
    sent = cookies(headers)
    if sent.keys() - _HARMLESS:
        return None
    language = language_of(sent.get("language", ""), header(headers, b"accept-language").decode("latin-1"))
    return scope["path"], scope["query_string"], header(headers, b"host"), language


def language_of(cookie: str, accepted: str) -> str:
    """Which of the house's languages a request reads: its choice, else the first it accepts, else Korean."""
    if cookie in {"ko", "en"}:
        return cookie
    wanted = []
    for place, part in enumerate(accepted.lower().split(",")):
        found = _RANGE.fullmatch(part.strip())
        if found is None:
            return "ko"  # Django, which renders the page, takes nothing from a list with an error either
        wanted.append((-float(found[2] or 1), place, found[1]))
    for _, _, name in sorted(wanted):
        if name == "*":
            break
        if name.split("-")[0] in {"ko", "en"}:
            return name.split("-")[0]
    return "ko"
