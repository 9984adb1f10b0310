"""Pressing the submit button: the door itself, called in this process instead of over the network."""

import asyncio
import json
from typing import Any

from django.conf import settings

from gonggo.intake.door.app import Door
from gonggo.wiring.processes.door import door_config


class NotReceived(RuntimeError):
    """The door did not receive what the demo submits; the text is its answer."""


def press_submit(capability: str, *, session_key: str) -> dict[str, Any]:
    """The receipt of a submission. Raises NotReceived."""
    return asyncio.run(_press(capability, session_key))


async def _press(capability: str, session_key: str) -> dict[str, Any]:
    environment = settings.GONGGO_ENVIRONMENT
    config = door_config(environment, settings.GONGGO_CLOCK)
    door = Door(config)
    await door.start()
    said: list[Any] = []
    body = json.dumps({"capability": capability}).encode()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        said.append(message)

    headers = [
        (b"origin", environment.origin.encode()),
        (b"cookie", f"{config.cookie}={session_key}".encode()),
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
    ]
    scope = {"type": "http", "method": "POST", "path": "/intake/submit", "query_string": b"", "headers": headers}
    try:
        await door(scope, receive, send)
    finally:
        await door.stop()
    answer = b"".join(part.get("body", b"") for part in said[1:])
    if said[0]["status"] != 200:
        raise NotReceived(answer.decode("utf-8", "replace"))
    receipt: dict[str, Any] = json.loads(answer)["receipt"]
    return receipt
