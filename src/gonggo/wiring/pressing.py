"""Pressing the buttons of the door: the door itself, called in this process instead of over the network."""

import asyncio
import json
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

from gonggo.intake.door.app import Door
from gonggo.intake.door.config import Stamps
from gonggo.kernel.clock import Clock
from gonggo.wiring.environment import Environment
from gonggo.wiring.processes.door import door_config

SUBMIT, WITHDRAW = "submit", "withdraw"


class NotAnswered(RuntimeError):
    """The door gave no receipt; the text is its answer."""


class OpenDoor:
    """A door that is open for as long as the ``with`` lasts; what it answered is whole in its store afterwards."""

    def __init__(self, environment: Environment, clock: Clock, stamps: Stamps | None = None) -> None:
        self._origin = environment.origin
        config = door_config(environment, clock)
        self._cookie = config.cookie
        self._runner = asyncio.Runner()
        self._door = Door(config)
        self._door.stamps = stamps or self._door.stamps

    def __enter__(self) -> Self:
        self._runner.run(self._door.start())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._runner.run(self._door.stop())
        finally:
            self._runner.close()

    def press(self, capabilities: Sequence[str], *, session_key: str, act: str = SUBMIT) -> list[dict[str, Any]]:
        """The cores of the receipts of so many people who press at once, in their order; a refusal has one too.

        Raises NotAnswered.
        """
        return self._runner.run(self._pressed(capabilities, session_key, act))

    async def _pressed(self, capabilities: Sequence[str], session_key: str, act: str) -> list[dict[str, Any]]:
        return await asyncio.gather(*(self._press(one, session_key, act) for one in capabilities))

    async def _press(self, capability: str, session_key: str, act: str) -> dict[str, Any]:
        body = json.dumps({"capability": capability}).encode()
        said: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            said.append(message)

        headers = [
            (b"origin", self._origin.encode()),
            (b"cookie", f"{self._cookie}={session_key}".encode()),
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
        ]
        scope = {"type": "http", "method": "POST", "path": f"/intake/{act}", "query_string": b"", "headers": headers}
        await self._door(scope, receive, send)
        answer = b"".join(part.get("body", b"") for part in said[1:])
        told = json.loads(answer)
        if "receipt" not in told:
            raise NotAnswered(answer.decode("utf-8", "replace"))
        core: dict[str, Any] = told["receipt"]["core"]
        return core
