"""The crowd: so many people who write, watch and press, each at a moment planned beforehand, whatever the house does.

One thread over one epoll: what a request costs here stays far below what it costs the house. A latency is counted from
the planned moment, so that a house that stalls is charged for everybody who was to come meanwhile.
"""

import heapq
import re
import select
import socket
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_PATIENCE_S = 30.0


class Request(NamedTuple):
    """What is sent, and how its answer is told of: ``kind`` is submit, draft or page, ``who`` a number of the kind."""

    kind: str
    who: int
    text: bytes


class Answer(NamedTuple):
    """``status`` 0: no answer came. Instants in seconds of the machine's clock."""

    request: Request
    status: int
    body: bytes
    planned_at: float
    sent_at: float
    answered_at: float


class Planned(NamedTuple):
    """A request that is due; the text is made when it is sent, for it may depend on answers before."""

    at: float
    kind: str
    who: int


@dataclass(slots=True)
class _Line:
    """A kept connection."""

    socket: socket.socket
    pool: "_Pool"
    request: Request | None = None
    planned_at: float = 0.0
    sent_at: float = 0.0
    unsent: bytes = b""
    got: bytearray = field(default_factory=bytearray)
    needs: int = -1


@dataclass(slots=True)
class _Pool:
    """The connections of one kind, and who waits for one."""

    port: int
    free: list[_Line] = field(default_factory=list)
    waiting: deque[tuple[float, Request]] = field(default_factory=deque)


class Crowd:
    """Sends what is due over kept connections: ``ports`` and ``connections`` by kind of request."""

    def __init__(self, ports: dict[str, int], connections: dict[str, int]) -> None:
        self._epoll = select.epoll()
        self._lines: dict[int, _Line] = {}
        self._pools = {kind: _Pool(port) for kind, port in ports.items()}
        self._out = 0
        for kind, pool in self._pools.items():
            pool.free = [self._connected(pool) for _ in range(connections[kind])]

    def _connected(self, pool: _Pool) -> _Line:
        made = socket.create_connection(("127.0.0.1", pool.port))
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        made.setblocking(False)
        line = _Line(made, pool)
        self._lines[made.fileno()] = line
        self._epoll.register(made.fileno(), select.EPOLLIN)
        return line

    def run(self, planned: list[Planned], text: "Texts") -> Iterator[Answer]:
        """The answers as they come. ``text`` makes what is sent and may plan more. Ends when all have come."""
        heapq.heapify(planned)
        while planned or self._out:
            now = time.time()
            while planned and planned[0].at <= now:
                due = heapq.heappop(planned)
                self._send(due.at, Request(due.kind, due.who, text(due.kind, due.who)))
            pause = max(0.0, planned[0].at - time.time()) if planned else 0.5
            for number, _ in self._epoll.poll(min(pause, 0.5)):
                line = self._lines.get(number)
                if line is not None and (answer := self._heard(line)) is not None:
                    yield answer
            yield from self._given_up(time.time())

    def _send(self, planned_at: float, request: Request) -> None:
        self._out += 1
        pool = self._pools[request.kind]
        if pool.free:
            self._put(pool.free.pop(), planned_at, request)
        else:
            pool.waiting.append((planned_at, request))

    def _put(self, line: _Line, planned_at: float, request: Request) -> None:
        line.request, line.planned_at, line.needs = request, planned_at, -1
        line.got.clear()
        try:
            sent = line.socket.send(request.text)
        except OSError:
            sent = 0
        line.unsent = request.text[sent:]
        if line.unsent:
            self._epoll.modify(line.socket.fileno(), select.EPOLLIN | select.EPOLLOUT)
        line.sent_at = time.time()

    def _heard(self, line: _Line) -> Answer | None:
        """What came over a line; None until the answer is whole."""
        if line.unsent:
            line.unsent = line.unsent[line.socket.send(line.unsent) :]
            line.sent_at = time.time()
            if not line.unsent:
                self._epoll.modify(line.socket.fileno(), select.EPOLLIN)
            return None
        try:
            part = line.socket.recv(262_144)
        except BlockingIOError:
            return None
        except OSError:
            part = b""
        if not part:
            return self._broken(line)
        line.got += part
        if line.needs < 0:
            line.needs = _whole(line.got)
        return self._whole(line) if 0 <= line.needs <= len(line.got) else None

    def _whole(self, line: _Line) -> Answer | None:
        request = line.request
        if request is None:  # a line that nobody asked on was closed or spoke by itself
            return None
        body = bytes(line.got[line.got.index(b"\r\n\r\n") + 4 :])
        answer = Answer(request, int(line.got[9:12]), body, line.planned_at, line.sent_at, time.time())
        self._free(line)
        return answer

    def _free(self, line: _Line) -> None:
        self._out -= 1
        line.request = None
        if line.pool.waiting:
            self._put(line, *line.pool.waiting.popleft())
        else:
            line.pool.free.append(line)

    def _broken(self, line: _Line) -> Answer | None:
        """The line is gone: a new one takes its place, and whoever waited on it has no answer."""
        request, planned_at, sent_at = line.request, line.planned_at, line.sent_at
        self._epoll.unregister(line.socket.fileno())
        del self._lines[line.socket.fileno()]
        line.socket.close()
        if request is None:
            line.pool.free.remove(line)
            line.pool.free.append(self._connected(line.pool))
            return None
        fresh = self._connected(line.pool)
        self._free(fresh)
        return Answer(request, 0, b"", planned_at, sent_at, time.time())

    def _given_up(self, now: float) -> Iterable[Answer]:
        """Who has waited too long for an answer."""
        late = [line for line in self._lines.values() if line.request is not None and now - line.sent_at > _PATIENCE_S]
        return [answer for line in late if (answer := self._broken(line)) is not None]

    def close(self) -> None:
        for line in self._lines.values():
            line.socket.close()
        self._epoll.close()


class Texts(Protocol):
    """Makes what is sent: (kind, number of the person) to the request's bytes."""

    def __call__(self, kind: str, who: int) -> bytes: ...


def _whole(got: bytearray) -> int:
    """How many bytes the answer has in all; -1 while its head is not there."""
    end = got.find(b"\r\n\r\n")
    if end < 0:
        return -1
    found = _LENGTH.search(got, 0, end + 2)
    return end + 4 + (int(found[1]) if found else 0)
