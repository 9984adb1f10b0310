"""Requests over a socket at a door process as it ships: whole, in pieces, too long, cut off."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from door_processes import ORIGIN, Process, presses, running
from doors import SESSION
from gonggo.kernel.clock import machine_now

HEAD = (
    f"POST /intake/submit HTTP/1.1\r\nHost: localhost\r\nOrigin: {ORIGIN}\r\nCookie: sessionid={SESSION}\r\n"
    "Accept: application/json\r\nContent-Type: application/x-www-form-urlencoded\r\n"
)


@pytest.fixture
def process(store_url: str, tmp_path: Path) -> Iterator[Process]:
    with running(store_url, tmp_path / "door") as started:
        yield started


def body() -> bytes:
    [press] = presses(1, closes_at=machine_now() + timedelta(hours=1))
    return b"capability=" + press.capability.encode()


def chunked(*parts: bytes) -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts)


def status(port: int, *sent: bytes) -> int:
    """The answer's status to bytes that leave in these pieces."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for piece in sent:
            line.sendall(piece)
        return int(line.recv(65536).split(b" ")[1])


def test_request_is_taken_whole_and_in_chunks_of_any_size(process: Process):
    one, other = body(), body()

    whole = status(process.port, HEAD.encode(), b"Content-Length: %d\r\n\r\n" % len(one), one[:20], one[20:])
    pieces = chunked(other[:1], other[1:300], other[300:])
    in_chunks = status(process.port, HEAD.encode(), b"Transfer-Encoding: chunked\r\n\r\n", pieces, b"0\r\n\r\n")

    assert (whole, in_chunks) == (200, 200)


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        (b"Content-Length: 1025\r\n\r\n", 413),
        (b"Transfer-Encoding: chunked\r\n\r\n" + chunked(b"a" * 1024, b"a") + b"0\r\n\r\n", 413),
        (b"\r\n", 400),
        (b"Content-Length: 3\r\n\r\nabc", 400),
    ],
    ids=["too long by its length", "too long in chunks", "no body", "no capability"],
)
def test_request_that_cannot_be_taken_is_refused(process: Process, rest: bytes, expected: int):
    assert status(process.port, HEAD.encode() + rest) == expected


def test_client_that_goes_away_in_the_middle_disturbs_nobody_and_leaves_no_trace_in_the_log(process: Process):
    for rest in (b"Content-Length: 300\r\n\r\ncapa", b"Transfer-Encoding: chunked\r\n\r\n4\r\ncapa\r\n"):
        with socket.create_connection(("127.0.0.1", process.port)) as line:
            line.sendall(HEAD.encode() + rest)
    kept = body()

    assert status(process.port, HEAD.encode() + b"Content-Length: %d\r\n\r\n" % len(kept) + kept) == 200
    process.stop()
    assert process.log.read_text() == ""
