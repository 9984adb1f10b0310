"""The door as an application of ASGI and of RSGI: stamp, authenticate, queue, answer."""

import asyncio
from importlib.resources import files
from typing import Any
from uuid import UUID

import orjson

from gonggo.intake import slips
from gonggo.intake.capability import Act, Capability, NotOurs, read, session_digest
from gonggo.intake.door import pages
from gonggo.intake.door.answers import receipt_answer, rejection, saved_answer, words_body, words_json
from gonggo.intake.door.asks import Ask, StoreAway
from gonggo.intake.door.config import DoorConfig, Stamps
from gonggo.intake.door.decisions import Answer, Decision, Decisions
from gonggo.intake.door.drafts import SAVE_BYTES, Drafts, DraftSave, Pace, RightGone, checked_save
from gonggo.intake.door.http import (
    HTML,
    NO_STORE,
    Headers,
    Patience,
    Rejected,
    Request,
    Response,
    capability_and_slip,
    json_of,
    session_of,
    wants_html,
)
from gonggo.intake.door.queue import Faulty
from gonggo.intake.door.transports import (
    AsgiRequest,
    Receive,
    RsgiProtocol,
    RsgiRequest,
    RsgiScope,
    Scope,
    Send,
    send_asgi,
)
from gonggo.intake.draft_faults import BadDraft
from gonggo.intake.receipts import dashed, instant_text, signed
from gonggo.intake.refusals import words

SUBMIT_BYTES = 1024
RETRY_AFTER = "2"
PAGES_PATIENCE = 0.3
_FILE_HEADERS = (NO_STORE, ("content-disposition", "attachment"))


class Door:
    """One process's door. Start it before the first request, or let ASGI's lifespan do so; RSGI has none."""

    def __init__(self, config: DoorConfig) -> None:
        self._config = config
        self._secrets = config.secrets
        self._cookie = config.cookie
        self._origin = config.origin
        self.stamps = Stamps(config.clock)
        writers = [config.store() for _ in range(1 if config.is_sqlite else config.lanes)]
        self._reader = writers[0] if config.is_sqlite else config.store()
        savers = writers if config.is_sqlite else [config.store()]
        keeper = writers[0] if config.is_sqlite else config.store()
        self._stores = list({id(each): each for each in (*writers, *savers, self._reader, keeper)}.values())
        self._keeper = keeper
        self._reading = asyncio.Lock()
        self.decisions = Decisions(writers, config.signer, self.stamps.machine_us, largest=config.largest_batch)
        self.drafts = Drafts(savers)
        self._pace = Pace()
        self._patience = Patience()
        self._beside: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Open the queues on the running loop."""
        self.decisions.start()
        self.drafts.start()
        self._beside = [
            asyncio.create_task(self.decisions.keep_signatures(self._keeper)),
            asyncio.create_task(self._patience.watch()),
        ]

    async def stop(self) -> None:
        """Write what was stamped, then close."""
        await self.decisions.stop()
        await self.drafts.stop()
        for task in self._beside:
            task.cancel()
        await asyncio.gather(*self._beside, return_exceptions=True)
        await self.decisions.keep_the_rest(self._keeper)
        for store in self._stores:
            await store.close()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["type"] == "http":
            if not self._beside:
                await self.start()
            await send_asgi(await self._answered(AsgiRequest(scope, receive)), send)

    async def __rsgi__(self, scope: RsgiScope, protocol: RsgiProtocol) -> None:
        if scope.proto == "http":
            response = await self._answered(RsgiRequest(scope, protocol))
            protocol.response_bytes(response.status, response.said(), response.body)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await self.start()
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await self.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _answered(self, request: Request) -> Response:
        try:
            if request.method == "POST":
                return await self._posted(request)
            if request.method in {"GET", "HEAD"}:
                return await self._got(request.path)
            raise Rejected(405, "request_malformed")
        except Rejected as rejected:
            return rejection(request.headers, rejected)
        except StoreAway:
            return rejection(request.headers, Rejected(503, "read_away"))

    async def _posted(self, request: Request) -> Response:
        if request.headers.get("origin", "") != self._origin:
            raise Rejected(403, "foreign_origin")
        if request.path == "/intake/submit":
            return await self._decided(Act.SUBMIT, request)
        if request.path == "/intake/draft":
            return await self._saved(request)
        if request.path == "/intake/withdraw":
            return await self._decided(Act.WITHDRAW, request)
        raise Rejected(404, "request_malformed")

    def _right(self, text: bytes, act: Act, headers: Headers, stamped_at: int) -> Capability:
        """The capability, if this session may use it here and now. Raises Rejected: nothing is recorded."""
        try:
            right = read(text, self._secrets)
        except NotOurs as foreign:
            raise Rejected(403, "capability_foreign") from foreign
        if right.act != act or right.audience != self._config.origin:
            raise Rejected(403, "capability_foreign")
        session = session_of(headers, self._cookie)
        if session is None or session_digest(session) != right.session:
            raise Rejected(403, "other_session")
        if stamped_at >= right.expires_at:
            raise Rejected(403, "capability_expired")
        return right

    async def _decided(self, act: Act, request: Request) -> Response:
        body = await self._patience.body_of(request, SUBMIT_BYTES)
        headers = request.headers
        stamped_at = self.stamps.now_us()
        text, slip = capability_and_slip(headers, body)
        if slip:
            kept = slips.stamp_of(slip, text, self._secrets, now=stamped_at)
            stamped_at = stamped_at if kept is None else kept
        right = self._right(text, act, headers, stamped_at)
        try:
            answer = await self.decisions.put(Decision(_ask(right, stamped_at)))
        except StoreAway:
            return self._away(request.path, headers, text, stamped_at)
        except Faulty as faulty:
            raise Rejected(500, "door_faulty") from faulty
        if wants_html(headers):
            return await self._see_other(answer)
        return receipt_answer(answer, self._config.done_path)

    def _away(self, path: str, headers: Headers, text: bytes, stamped_at: int) -> Response:
        slip = slips.written(stamped_at, text, self._config.capability_key)
        said = words("store_away", {"arrived": instant_text(stamped_at)})
        if wants_html(headers):
            return pages.away_page(said, path, text.decode("ascii", "replace"), slip, RETRY_AFTER)
        body = words_json("store_away", {"arrived": instant_text(stamped_at)}) | {"slip": slip}
        return Response(503, orjson.dumps(body), headers=(NO_STORE, ("retry-after", RETRY_AFTER)))

    async def _see_other(self, answer: Answer) -> Response:
        """303 to the receipt's page, or to the door's own if the pages do not answer."""
        target = f"/intake/receipt/{dashed(answer.row.id)}"
        if await self._pages_answer():
            target = self._config.done_path.format(id=dashed(answer.row.id))
        return Response(303, b"", headers=(NO_STORE, ("location", target)))

    async def _pages_answer(self) -> bool:
        if self._config.pages is None:
            return True
        try:
            async with asyncio.timeout(PAGES_PATIENCE):
                _, writer = await asyncio.open_unix_connection(self._config.pages)
        except (OSError, TimeoutError):
            return False
        writer.close()
        return True

    async def _saved(self, request: Request) -> Response:
        body = await self._patience.body_of(request, SAVE_BYTES)
        stamped_at = self.stamps.now_us()
        said = json_of(body)
        text = said.get("capability")
        if not isinstance(text, str):
            raise Rejected(400, "request_malformed")
        right = self._right(text.encode("utf-8"), Act.DRAFT, request.headers, stamped_at)
        if not self._pace.allows(right.nonce):
            return Response(429, words_body("too_often", {}), headers=(NO_STORE, ("retry-after", "1")))
        try:
            saves = checked_save(said, right, await self._fields(right.form), stamped_at)
            kept = await self.drafts.put(DraftSave(f"{right.nonce}{stamped_at}", saves))
        except BadDraft as bad:
            return Response(422, orjson.dumps(words_json(bad.code, bad.facts) | {"field": bad.field}))
        except RightGone as gone:
            raise Rejected(403, "not_admitted") from gone
        except StoreAway:
            return Response(503, words_body("save_away", {}), headers=(NO_STORE, ("retry-after", RETRY_AFTER)))
        except Faulty as faulty:
            raise Rejected(500, "door_faulty") from faulty
        return saved_answer(kept, stamped_at)

    async def _fields(self, form: str) -> Any:
        known = self.drafts.forms.get(form)
        if known is not None:
            return known
        async with self._reading:
            return await self.drafts.fields(form, self._reader)

    async def _got(self, path: str) -> Response:
        match path:
            case "/intake/health":
                async with self._reading:
                    await self._reader.recall([])
                return Response(200, b'{"store":"there"}')
            case "/intake/clock":
                now = self.stamps.now_us()
                return Response(200, orjson.dumps({"now": instant_text(now), "microseconds": now}))
            case "/intake/door.css":
                return Response(200, pages.STYLE, "text/css; charset=utf-8", (("cache-control", "max-age=3600"),))
            case "/intake/verifier.html":
                page = files("gonggo.intake").joinpath("verifier.html").read_bytes()
                name = ("content-disposition", 'attachment; filename="gonggo-verifier.html"')
                return Response(200, page, HTML, (name,))
        if path.startswith("/intake/receipt/"):
            return await self._receipt_of(path.removeprefix("/intake/receipt/"))
        raise Rejected(404, "request_malformed")

    async def _receipt_of(self, name: str) -> Response:
        """A receipt by its id, which only those know who held its capability: core and signature, nobody's papers."""
        try:
            event_id = UUID(name.removesuffix(".json")).hex
        except ValueError as unknown:
            raise Rejected(404, "request_malformed") from unknown
        async with self._reading:
            answer = (await self.decisions.recall(self._reader, [event_id])).get(event_id)
        if answer is None:
            raise Rejected(404, "request_malformed")
        if name.endswith(".json"):
            return Response(200, signed(answer.core, answer.seal), headers=_FILE_HEADERS)
        return pages.receipt_page(answer.row)


def _ask(right: Capability, stamped_at: int) -> Ask:
    return Ask(
        right.nonce,
        right.act,
        right.subject_kind,
        right.subject_id,
        right.sealed_id or None,
        right.sealed_digest,
        right.person_id,
        right.role,
        right.company_id or None,
        right.gate_epoch,
        right.person_epoch,
        right.step_up_at or None,
        stamped_at,
    )


__all__ = ["Door"]
