"""One port: what the front answers, hands on, takes away and adds. The pages are a real server on a real socket."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from gonggo.wiring.front.app import Front
from gonggo.wiring.front.body_limit import BodyLimit
from gonggo.wiring.front.proxy import HandOn
from gonggo.wiring.front.stamp import STAMP, EntryStamp, written

NOON = datetime(2024, 4, 30, 3, 0, 0, 123456, tzinfo=UTC)


class Noon:
    """A clock that stands."""

    def now(self) -> datetime:
        return NOON

    def offset(self) -> timedelta:
        return timedelta()


async def echo(scope: Any, receive: Any, send: Any) -> None:
    """Pages that say what came to them."""
    if scope["path"] == "/.gonggo/version":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"1"})
        return
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    headers = [[name.decode(), value.decode("latin-1")] for name, value in scope["headers"]]
    said = {
        "path": scope["path"],
        "query": scope["query_string"].decode(),
        "method": scope["method"],
        "headers": headers,
        "received_at": scope["gonggo.received_at"].isoformat(),
        "body": len(body),
    }
    start = {
        "type": "http.response.start",
        "status": 201,
        "headers": [(b"set-cookie", b"a=1"), (b"set-cookie", b"b=2"), (b"content-type", b"application/json")],
    }
    await send(start)
    await send({"type": "http.response.body", "body": json.dumps(said).encode()})


async def door(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"door"})


@asynccontextmanager
async def pages_at(socket: Path) -> AsyncIterator[None]:
    app = EntryStamp(echo, clock=Noon(), trusts_header=True)
    server = Server(app, uds=socket, interface=Interfaces.ASGINL, websockets=False, log_level=LogLevels.critical)
    serving = asyncio.create_task(server.serve())
    while not socket.exists():
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        server.stop()
        await serving


async def ask(
    app: Any, path: str = "/", *, method: str = "GET", body: bytes = b"", pieces: int = 1, **more: Any
) -> Any:
    """(status, header pairs, body) of one request to the front."""
    said: list[Any] = []
    step = max(1, len(body) // pieces)
    parts = [body[at : at + step] for at in range(0, len(body), step)] or [b""]

    async def receive() -> Any:
        piece = parts.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(parts)}

    async def send(message: Any) -> None:
        said.append(message)

    headers = [(name.encode(), value.encode()) for name, value in more.pop("headers", {}).items()]
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": more.pop("raw_path", path.encode()),
        "query_string": more.pop("query", b""),
        "headers": headers,
        "client": (more.pop("peer", "203.0.113.9"), 4321),
        "scheme": "http",
    }
    await app(scope, receive, send)
    return said[0]["status"], said[0]["headers"], b"".join(part.get("body", b"") for part in said[1:])


def with_front(
    work: Callable[[Any], Awaitable[Any]],
    tmp_path: Path,
    *,
    origin: str = "http://localhost:8000",
    behind_proxy: bool = False,
) -> Any:
    async def run() -> Any:
        socket = tmp_path / "pages.sock"
        pages = HandOn(socket, behind_proxy=behind_proxy)
        front = EntryStamp(Front(door=door, pages=pages, origin=origin), clock=Noon(), trusts_header=False)
        async with pages_at(socket):
            try:
                return await work(front)
            finally:
                await pages.close()

    return asyncio.run(run())


def test_a_request_arrives_whole_with_the_stamp_of_the_front_and_the_answer_comes_back_whole(tmp_path: Path) -> None:
    async def work(front: Any) -> Any:
        return await ask(
            front,
            "/a/나",
            raw_path=b"/a/%EB%82%98",
            query=b"q=%20x&q=2",
            method="POST",
            body=b"x" * 100_000,
            pieces=7,
            headers={"host": "localhost:8000", "content-length": "100000", "cookie": "sessionid=s"},
        )

    status, headers, body = with_front(work, tmp_path)
    said = json.loads(body)

    assert (status, said["path"], said["query"], said["method"]) == (201, "/a/나", "q=%20x&q=2", "POST")
    assert (said["body"], said["received_at"]) == (100_000, NOON.isoformat())
    assert [value for name, value in headers if name == b"set-cookie"] == [b"a=1", b"b=2"]
    assert ["host", "localhost:8000"] in said["headers"]
    assert ["cookie", "sessionid=s"] in said["headers"]


def test_a_body_of_unknown_length_is_handed_on_as_it_streams(tmp_path: Path) -> None:
    async def work(front: Any) -> Any:
        return await ask(front, method="POST", body=b"y" * 5000, pieces=5, headers={"transfer-encoding": "chunked"})

    assert json.loads(with_front(work, tmp_path)[2])["body"] == 5000


def test_what_a_client_says_of_the_inside_or_of_itself_never_arrives(tmp_path: Path) -> None:
    lies = {
        STAMP.decode(): written(NOON - timedelta(hours=1)).decode(),
        "x-gonggo-anything": "1",
        "x-forwarded-for": "127.0.0.1",
        "x-forwarded-proto": "https",
        "forwarded": "for=127.0.0.1",
        "connection": "keep-alive, x-secret",
        "te": "trailers",
    }

    async def work(front: Any) -> Any:
        return await ask(front, headers=lies)

    said = json.loads(with_front(work, tmp_path)[2])

    arrived = dict(said["headers"])
    assert said["received_at"] == NOON.isoformat()
    assert (arrived["x-forwarded-for"], arrived["x-forwarded-proto"]) == ("203.0.113.9", "http")
    assert not {"x-gonggo-anything", "forwarded", "te", STAMP.decode()} & arrived.keys()


def test_behind_a_proxy_of_this_machine_its_word_on_the_client_is_kept_and_nobody_elses(tmp_path: Path) -> None:
    told = {"x-forwarded-for": "198.51.100.4", "x-forwarded-proto": "https"}

    async def work(front: Any) -> Any:
        near = await ask(front, headers=told, peer="127.0.0.1")
        far = await ask(front, headers=told, peer="203.0.113.9")
        return [dict(json.loads(answer[2])["headers"])["x-forwarded-for"] for answer in (near, far)]

    assert with_front(work, tmp_path, behind_proxy=True) == ["198.51.100.4", "203.0.113.9"]


def test_the_door_answers_its_own_addresses_without_the_pages(tmp_path: Path) -> None:
    front = Front(door=door, pages=HandOn(tmp_path / "none.sock", behind_proxy=False), origin="http://localhost:8000")

    assert asyncio.run(ask(front, "/intake/submit", method="POST"))[2] == b"door"


def test_pages_that_are_away_are_answered_503_with_retry_after_and_a_page(tmp_path: Path) -> None:
    async def work() -> Any:
        pages = HandOn(tmp_path / "none.sock", behind_proxy=False)
        app = EntryStamp(
            Front(door=door, pages=pages, origin="http://localhost:8000"), clock=Noon(), trusts_header=False
        )
        posted = await ask(app, "/x", method="POST", body=b"1", headers={"content-length": "1"})
        healthy = await ask(app, "/health")
        await pages.close()
        return posted, healthy

    (status, headers, body), health = asyncio.run(work())

    assert (status, dict(headers)[b"retry-after"]) == (503, b"3")
    assert "잠시 뒤에 다시" in body.decode()
    assert (health[0], json.loads(health[2])) == (503, {"door": "up", "pages": "away"})


def test_the_bare_address_is_sent_to_the_name_because_passkeys_need_one(tmp_path: Path) -> None:
    async def work(front: Any) -> Any:
        return await ask(front, "/programs/x", query=b"a=1", headers={"host": "127.0.0.1:8000"})

    status, headers, _ = with_front(work, tmp_path)

    assert (status, dict(headers)[b"location"]) == (307, b"http://localhost:8000/programs/x?a=1")


def test_a_body_that_says_it_is_too_long_is_refused_before_it_is_read() -> None:
    async def never(scope: Any, receive: Any, send: Any) -> None:
        raise AssertionError

    status, _, _ = asyncio.run(
        ask(BodyLimit(never, most=10), method="POST", body=b"x" * 11, headers={"content-length": "11"})
    )

    assert status == 413


def test_a_body_that_turns_out_too_long_is_refused_after_the_first_piece_too_many() -> None:
    taken = 0

    async def reading(scope: Any, receive: Any, send: Any) -> None:
        nonlocal taken
        while (message := await receive())["more_body"]:
            taken += len(message["body"])

    status, _, _ = asyncio.run(ask(BodyLimit(reading, most=10), method="POST", body=b"x" * 1000, pieces=200))

    assert (status, taken) == (413, 10)


def test_a_body_of_exactly_the_limit_passes() -> None:
    async def reading(scope: Any, receive: Any, send: Any) -> None:
        while (await receive())["more_body"]:
            pass
        await door(scope, receive, send)

    status, _, body = asyncio.run(
        ask(BodyLimit(reading, most=10), method="POST", body=b"x" * 10, pieces=2, headers={"content-length": "10"})
    )

    assert (status, body) == (200, b"door")
