"""The door's answers as JSON."""

from collections.abc import Mapping
from typing import Any

import orjson

from gonggo.intake.door import pages
from gonggo.intake.door.decisions import Answer
from gonggo.intake.door.drafts import Kept
from gonggo.intake.door.http import Headers, Rejected, Response, wants_html
from gonggo.intake.receipts import dashed, instant_text, signed
from gonggo.intake.refusals import facts_of, words


def words_json(code: str, facts: Mapping[str, object]) -> dict[str, Any]:
    """A refusal's code and words in both languages."""
    said = words(code, facts)
    return {
        "code": code,
        "says": {"ko": said.says.ko, "en": said.says.en},
        "remedy": {"ko": said.remedy.ko, "en": said.remedy.en},
    }


def words_body(code: str, facts: Mapping[str, object]) -> bytes:
    """The same as JSON."""
    return orjson.dumps(words_json(code, facts))


def rejection(headers: Headers, rejected: Rejected) -> Response:
    """A request that could not be taken, as the caller reads it."""
    if wants_html(headers):
        return pages.rejection_page(rejected.status, words(rejected.code, rejected.facts))
    return Response(rejected.status, words_body(rejected.code, rejected.facts))


def receipt_answer(answer: Answer, done_path: str) -> Response:
    """The signed receipt: 200, or 409 for a recorded refusal with its words."""
    receipt = signed(answer.core, answer.seal)
    done = orjson.dumps(done_path.format(id=dashed(answer.row.id)))
    if answer.row.event != "refused":
        return Response(200, b'{"receipt":%b,"done":%b}' % (receipt, done))
    said = words_body(answer.row.code, facts_of(answer.row))
    return Response(409, b'{"receipt":%b,"done":%b,"refusal":%b}' % (receipt, done, said))


def saved_answer(kept: Kept, stamped_at: int) -> Response:
    """What was saved, and when; 409 with the texts that stand where somebody else's lie between."""
    said: dict[str, Any] = {"saved_at": instant_text(stamped_at), "revisions": kept.revisions}
    if not kept.conflicts:
        return Response(200, orjson.dumps(said))
    said |= words_json("draft_conflict", {})
    said["conflicts"] = {
        key: {
            "mine": saved.revision,
            "revision": theirs.revision,
            "value": orjson.loads(theirs.value),
            "saved_by": dashed(theirs.saved_by),
            "saved_at": instant_text(theirs.saved_at),
        }
        for key, (saved, theirs) in kept.conflicts.items()
    }
    return Response(409, orjson.dumps(said))
