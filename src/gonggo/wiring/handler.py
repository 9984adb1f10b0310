"""Django behind ASGI with a fixed number of lanes: each a thread that keeps its database connections.

Django's own handler opens a thread for each request and passes from thread to loop at every middleware that knows only
one of the two; here a request changes over once, into a lane, and a thread's connection lives on.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import IO, Any

from asgiref.sync import SyncToAsync, ThreadSensitiveContext, sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.base import BaseHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase, StreamingHttpResponse

LANES = 6


class LaneHandler(ASGIHandler):
    """Django's handler with ``lanes`` threads. A request takes a lane when its body is whole."""

    def __init__(self, *, lanes: int = LANES) -> None:
        BaseHandler.__init__(self)
        self.load_middleware(is_async=False)
        self._free: asyncio.Queue[ThreadSensitiveContext] = asyncio.Queue()
        for _ in range(lanes):
            self._free.put_nowait(ThreadSensitiveContext())

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return

        async def as_asgi_spells(message: Any) -> None:
            """Django leaves its names' capitals; whoever reads the answer further on goes by lower case."""
            if message["type"] == "http.response.start":
                message["headers"] = [(name.lower(), value) for name, value in message["headers"]]
            await send(message)

        try:
            await self.handle(scope, receive, as_asgi_spells)
        finally:
            if (lane := SyncToAsync.thread_sensitive_context.get(None)) is not None:
                SyncToAsync.thread_sensitive_context.set(None)  # type: ignore[arg-type]  # none held, as at first
                self._free.put_nowait(lane)

    async def read_body(self, receive: Any) -> IO[bytes]:
        """The whole body; afterwards the request has a lane."""
        body = await super().read_body(receive)
        SyncToAsync.thread_sensitive_context.set(await self._free.get())
        return body

    async def run_get_response(self, request: HttpRequest) -> HttpResponseBase:
        """The whole chain of middleware and view in one go, in the lane."""
        response: HttpResponseBase = await sync_to_async(self.get_response)(request)
        response._handler_class = self.__class__  # type: ignore[attr-defined]  # noqa: SLF001  # as Django's handler does
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            response.streaming_content = _pieces(iter(response))
        return response


async def _pieces(made: Iterator[Any]) -> AsyncIterator[Any]:
    """A file's pieces one after the other, each read in the lane, so that no download stands in memory whole."""
    end = object()
    while (piece := await sync_to_async(_next)(made, end)) is not end:
        yield piece


def _next(made: Iterator[Any], end: object) -> Any:
    return next(made, end)
