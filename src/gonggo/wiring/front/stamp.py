"""The instant at which a request came in, taken before anything else looks at it."""

from datetime import UTC, datetime, timedelta

from gonggo.kernel.clock import Clock
from gonggo.wiring.front.asgi import App, Receive, Scope, Send, header

STAMP = b"x-gonggo-received-at"  # microseconds since 1970, by the program's clock
INTERNAL = b"x-gonggo-"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def written(instant: datetime) -> bytes:
    """``instant`` as the internal header carries it."""
    return str((instant - _EPOCH) // timedelta(microseconds=1)).encode()


class EntryStamp:
    """Puts ``scope["gonggo.received_at"]`` on every request.

    ``trusts_header``: the listener is a socket that only the front can open, so the front's stamp is taken over. On any
    other listener headers of the internal kind are dropped: nobody outside may say when a request came in.
    """

    def __init__(self, app: App, *, clock: Clock, trusts_header: bool) -> None:
        self._app = app
        self._clock = clock
        self._trusts_header = trusts_header

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            handed_on = header(scope["headers"], STAMP) if self._trusts_header else b""
            scope["gonggo.received_at"] = (
                _EPOCH + timedelta(microseconds=int(handed_on)) if handed_on.isdigit() else self._clock.now()
            )
            scope["headers"] = [pair for pair in scope["headers"] if not pair[0].startswith(INTERNAL)]
        await self._app(scope, receive, send)
