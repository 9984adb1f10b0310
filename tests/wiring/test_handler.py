"""Django behind ASGI: lanes, bodies, downloads that stream, and the stamp of entry."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path

from gonggo.wiring.handler import LaneHandler

seen: list[str] = []


def lane(request: HttpRequest) -> HttpResponse:
    seen.append(threading.current_thread().name)
    return HttpResponse(f"{len(request.body)}")


def pieces(request: HttpRequest) -> StreamingHttpResponse:
    def made() -> Iterator[bytes]:
        for number in range(3):
            seen.append(f"made {number}")
            yield b"x" * 10

    return StreamingHttpResponse(made())


def file(request: HttpRequest) -> FileResponse:
    return FileResponse(open(__file__, "rb"), as_attachment=True)  # noqa: PTH123  # closed by the response


urlpatterns = [path("lane", lane), path("pieces", pieces), path("file", file)]


@pytest.fixture
def handler(settings) -> LaneHandler:
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = ["gonggo.wiring.middleware.received_at"]
    seen.clear()
    return LaneHandler(lanes=2)


async def ask(app: Any, target: str, body: bytes = b"") -> tuple[int, bytes]:
    said: list[Any] = []
    given = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Any:
        if given:
            return given.pop()
        await asyncio.sleep(3600)
        return None

    async def send(message: Any) -> None:
        said.append(message)
        if message["type"] == "http.response.body" and message.get("body"):
            seen.append(f"sent {len(message['body'])}")

    headers = [(b"content-length", str(len(body)).encode())]
    scope = {
        "type": "http",
        "method": "POST" if body else "GET",
        "path": target,
        "query_string": b"",
        "headers": headers,
    }
    await app(scope, receive, send)
    return said[0]["status"], b"".join(part.get("body", b"") for part in said[1:])


def test_many_requests_share_the_threads_of_the_lanes(handler: LaneHandler) -> None:
    async def work() -> list[Any]:
        return await asyncio.gather(*(ask(handler, "/lane", b"12345") for _ in range(20)))

    answers = asyncio.run(work())
    threads = {name for name in seen if not name.startswith("sent")}

    assert answers == [(200, b"5")] * 20
    assert 1 <= len(threads) <= 2


def test_a_lane_is_free_again_after_a_request_that_failed(handler: LaneHandler) -> None:
    async def work() -> list[Any]:
        return [await ask(handler, target) for target in ("/none", "/none", "/none", "/lane")]

    assert [status for status, _ in asyncio.run(work())] == [404, 404, 404, 200]


def test_a_stream_is_sent_piece_by_piece_as_it_is_made(handler: LaneHandler) -> None:
    status, body = asyncio.run(ask(handler, "/pieces"))

    assert (status, body) == (200, b"x" * 30)
    assert seen == ["made 0", "sent 10", "made 1", "sent 10", "made 2", "sent 10"]


def test_a_file_is_sent_whole_without_standing_in_memory_whole(handler: LaneHandler) -> None:
    assert asyncio.run(ask(handler, "/file")) == (200, Path(__file__).read_bytes())
