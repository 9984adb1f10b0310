"""Facts of the pool → mails to the supplier's people, once for (fact, reader)."""

from gonggo.intake import queries as door
from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader
from gonggo.kernel.actor import SYSTEM
from gonggo.messages.telling import LATE_CODES, address, company_name, moment, people_of, tell
from gonggo.pool import queries
from gonggo.pool.definition import POOL
from gonggo.pool.models import Registration
from gonggo.pool.queue import due
from gonggo.pool.states import RegistrationState
from gonggo.programs.queries import program


def tell_received(entry: Entry) -> None:
    """The company learns that its registration was received, and by when it hears from the agency."""
    row, stamp = queries.within_reach(entry.subject_id, of=SYSTEM), entry.at
    days = due(queries.program_of(row), stamp)

    def fields(language: str) -> dict[str, object]:
        return {
            **_told(row, language),
            "receipt": entry.data["number"],
            "received": moment(stamp, language),
            "first": days.first.isoformat(),
            "last": days.last.isoformat(),
        }

    tell("pool_received", entry, people_of(row.company_id), fields)


def tell_withdrawn(entry: Entry) -> None:
    """The company learns that its registration was withdrawn, and until when it may be submitted again."""
    row = queries.within_reach(entry.subject_id, of=SYSTEM)
    gate = door.gate(queries.ref_of(row.id))

    def fields(language: str) -> dict[str, object]:
        closes = moment(gate.closes_at, language) if gate else ""
        return {**_told(row, language), "withdrawn": moment(entry.at, language), "closes": closes}

    tell("pool_withdrawn", entry, people_of(row.company_id), fields)


def tell_refused_late(entry: Entry) -> None:
    """The company learns that its submission came after the closing time; other refusals show on the page only."""
    if entry.data["code"] not in LATE_CODES:
        return
    row = queries.within_reach(entry.subject_id, of=SYSTEM)

    def fields(language: str) -> dict[str, object]:
        return {**_told(row, language), "receipt": entry.data["number"], "stamped": moment(entry.at, language)}

    tell("pool_refused_late", entry, people_of(row.company_id), fields)


def tell_begun(entry: Entry) -> None:
    """Who succeeds an approved supplier learns that a draft waits for it, and that nothing is approved yet."""
    row = queries.within_reach(entry.subject_id, of=SYSTEM)
    gate = door.gate(queries.ref_of(row.id))

    def fields(language: str) -> dict[str, object]:
        closes = moment(gate.closes_at, language) if gate else ""
        told = {"company": company_name(row.company_id, entry.at), "before": entry.data["before"], "closes": closes}
        return _told(row, language) | told

    tell("pool_begun_for_successor", entry, people_of(row.company_id), fields)


_TEMPLATES = {
    "pool.approved": "pool_approved",
    "pool.approved_conditionally": "pool_conditional",
    "pool.held": "pool_held",
    "pool.correction_asked": "pool_correction",
    "pool.refused": "pool_refused",
    "pool.lapsed": "pool_lapsed",
    "pool.halted": "pool_halted",
    "pool.resumed": "pool_resumed",
}


def tell_decided(entry: Entry) -> None:
    """The company learns what the agency decided, on which ground and why."""
    row = queries.within_reach(entry.subject_id, of=SYSTEM)
    found = next((one for one in queries.decisions(row) if one.decided_at == entry.at), None)
    reason, ground = (found.reason, found.ground) if found else ("", "")
    program, template = queries.program_of(row), _TEMPLATES[entry.name]

    def fields(language: str) -> dict[str, object]:
        told = _told(row, language)
        if template in {"pool_approved", "pool_resumed"}:
            return told
        told["reason"] = reason
        if template == "pool_correction":
            return told
        told["ground"] = f"{ground} {entry.basis}"
        if template in {"pool_refused", "pool_halted"}:
            return told
        return {**told, "until": moment(program.moment(queries.pool(row).final_at), language)}

    tell(template, entry, people_of(row.company_id), fields)


def tell_extended(entry: Entry) -> None:
    """Whoever writes in an open registration learns that an extension moved its deadline, and why."""
    extended = program(entry.program, entry.data["version"])
    part = extended.windows.get(POOL)
    moved = part.moved_by(extended.version) if part else None
    if part is None or moved is None:
        return
    drafts = queries.visible_to(SYSTEM).filter(program=entry.program, state=RegistrationState.DRAFT, follows=None)
    for row in drafts.order_by("number"):

        def fields(language: str, row: Registration = row) -> dict[str, object]:
            return _told(row, language) | {
                "old": moment(moved.old, language),
                "closes": moment(part.closes, language),
                "reason": moved.reason.said(language),
            }

        tell("pool_extended", entry, people_of(row.company_id), fields, of=row.number)


def _told(row: Registration, language: str) -> dict[str, object]:
    program = queries.program_of(row)
    return {
        "number": row.number,
        "company": row.name or row.number,
        "program": program.title.said(language),
        "link": address("registration", row.id),
    }


READERS = (
    Reader("messages.pool_begun_for_successor", frozenset({"pool.begun_for_successor"}), tell_begun),
    Reader("messages.pool_received", frozenset({"pool.received"}), tell_received),
    Reader("messages.pool_withdrawn", frozenset({"pool.withdrawn"}), tell_withdrawn),
    Reader("messages.pool_refused_late", frozenset({"pool.refused_at_door"}), tell_refused_late),
    Reader("messages.pool_extended", frozenset({"program.loaded"}), tell_extended),
    Reader("messages.pool_decided", frozenset(_TEMPLATES), tell_decided),
)
