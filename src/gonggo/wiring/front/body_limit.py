"""No request may bring more than the largest upload needs: the rest is refused before it is read."""

from gonggo.wiring.front.asgi import HTML, App, Message, Receive, Scope, Send, answer, header, notice

MOST_BYTES = 32 * 1024 * 1024  # a file of 30 MB with the form around it; the program's own limit is asked per file
_SAYS = notice(
    "보내신 파일이 너무 큽니다. 30MB 이하의 파일로 다시 올려 주세요.",
    "The file is too large. Upload a file of at most 30 MB.",
)


class _TooMuch(Exception):
    pass


class BodyLimit:
    """Answers 413 as soon as a body says, or turns out, to be longer than ``most`` bytes."""

    def __init__(self, app: App, *, most: int = MOST_BYTES) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        said = header(scope["headers"], b"content-length")
        if said and (not said.isdigit() or int(said) > self._most):
            await self._refuse(send)
            return
        taken = 0
        answered = False

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._most:
                raise _TooMuch
            return message

        async def noted(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await self._app(scope, counted, noted)
        except _TooMuch:
            if not answered:
                await self._refuse(send)

    async def _refuse(self, send: Send) -> None:
        await answer(send, 413, _SAYS, headers=[*HTML, (b"connection", b"close")])
