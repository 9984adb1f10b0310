"""The pages as an ASGI app: entry stamp, body limit, cache of anonymous pages, Django."""

import os

import django
from asgiref.sync import sync_to_async

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gonggo.wiring.settings")
django.setup(set_prefix=False)

from django.conf import settings  # noqa: E402  # Django must be set up first
from django.db import Error, close_old_connections  # noqa: E402

from gonggo.wiring.front.asgi import App, Receive, Scope, Send, answer  # noqa: E402
from gonggo.wiring.front.body_limit import BodyLimit  # noqa: E402
from gonggo.wiring.front.page_cache import PageCache  # noqa: E402
from gonggo.wiring.front.stamp import EntryStamp  # noqa: E402
from gonggo.wiring.handler import LaneHandler  # noqa: E402
from gonggo.wiring.shown import shown_version  # noqa: E402


def _shown_afresh() -> bytes:
    close_old_connections()  # one that broke must not outlast the outage where no request comes past the cache
    return shown_version()


async def _look() -> bytes:
    """The version of what the pages show. Raises OSError while the house's database is away."""
    try:
        return await sync_to_async(_shown_afresh, thread_sensitive=True)()
    except Error as away:
        raise OSError("the house's database is away") from away


def with_version(app: App) -> App:
    """Answers the front's question after the version of what the pages show."""

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == "/.gonggo/version":
            try:
                await answer(send, 200, await _look())
            except OSError:
                await answer(send, 503, b"")
        else:
            await app(scope, receive, send)

    return answering


def behind_front() -> App:
    """For the socket that only the front opens: its stamp is trusted, and it keeps the cache."""
    return EntryStamp(with_version(LaneHandler()), clock=settings.GONGGO_CLOCK, trusts_header=True)


def on_a_port() -> App:
    """For a port of its own (``gonggo serve --only pages``)."""
    return EntryStamp(BodyLimit(PageCache(LaneHandler(), _look)), clock=settings.GONGGO_CLOCK, trusts_header=False)
