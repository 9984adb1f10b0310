"""Who reads which facts: every room's reactions in one table."""

from datetime import datetime

from gonggo.aftercare.reactions import READERS as AFTERCARE
from gonggo.agreements.reactions import READERS as AGREEMENTS
from gonggo.applications.reactions import READERS as APPLICATIONS
from gonggo.delivery.reactions import READERS as DELIVERY
from gonggo.intake import commands as door
from gonggo.journal.models import Entry
from gonggo.journal.readers import Reader
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.ref import Kind
from gonggo.messages.aftercare import READERS as AFTERCARE_MAILS
from gonggo.messages.agreements import READERS as AGREEMENT_MAILS
from gonggo.messages.consulting import READERS as CONSULTING_MAILS
from gonggo.messages.delivery import READERS as DELIVERY_MAILS
from gonggo.messages.evaluation import READERS as EVALUATION_MAILS
from gonggo.messages.inquiries import READERS as INQUIRY_MAILS
from gonggo.messages.letters.reactions import READERS as LETTERS
from gonggo.messages.offices import READERS as OFFICES
from gonggo.messages.operators import READERS as OPERATORS
from gonggo.messages.payments import READERS as PAYMENT_MAILS
from gonggo.messages.persons import READERS as PERSON_MAILS
from gonggo.messages.pool_reactions import READERS as POOL_MESSAGES
from gonggo.messages.reactions import READERS as MESSAGES
from gonggo.messages.screening import READERS as SCREENING
from gonggo.messages.selection import READERS as SELECTION_MAILS
from gonggo.messages.settlement import READERS as SETTLEMENT_MAILS
from gonggo.operators.commands import name_operators
from gonggo.parties import commands as parties
from gonggo.parties.queries import agencies
from gonggo.payments.reactions import READERS as PAYMENTS
from gonggo.pool.definition import POOL
from gonggo.pool.following import with_own_deadline
from gonggo.pool.reactions import READERS as POOL_READERS
from gonggo.programs.queries import program
from gonggo.selection.reactions import READERS as SELECTION
from gonggo.settlement.reactions import READERS as SETTLEMENT


def enter_offices(entry: Entry) -> None:
    """The offices that a notice names are entered, those that the house does not know yet, and its operators."""
    loaded = program(entry.program, entry.data["version"])
    known = {agency.key for agency in agencies()}
    named = [(body.key, body.key, body.name) for body in loaded.bodies if body.key in {"agency", "ministry"}]
    named += [(operator.key, "operator", operator.name) for operator in loaded.operators]
    for key, kind, name in named:
        if key not in known and name is not None:
            parties.add_agency(key=key, kind=kind, name=name.ko, name_en=name.en, by=SYSTEM, at=entry.at)
    name_operators(program=loaded, by=SYSTEM, at=entry.at)


def move_gates(entry: Entry) -> None:
    """An amendment that moves the closing instant moves it at every gate of the program.

    One that is delivered after a later one has moved it again moves nothing: the later one stands.
    """
    _move_pool_gates(entry.program)
    closes_at = datetime.fromisoformat(entry.data["closes_at"])
    if entry.data["deadline_moved"] and closes_at == program(entry.program).window("application").closes:
        door.move_deadline(program=entry.program, closes_at=closes_at, basis=entry.basis)


def _move_pool_gates(key: str) -> None:
    latest = program(key)
    if POOL in latest.windows:
        window = latest.window(POOL)
        door.move_deadline(
            program=key,
            closes_at=window.closes,
            basis=str(window.basis),
            kind=Kind.POOL_REGISTRATION,
            leaving=with_own_deadline(key),
        )


READERS: tuple[Reader, ...] = (
    Reader("wiring.offices", frozenset({"program.loaded"}), enter_offices),
    Reader("wiring.deadline", frozenset({"program.loaded"}), move_gates),
    *POOL_READERS,
    *APPLICATIONS,
    *SELECTION,
    *AGREEMENTS,
    *DELIVERY,
    *PAYMENTS,
    *SETTLEMENT,
    *AFTERCARE,
    *MESSAGES,
    *OFFICES,
    *OPERATORS,
    *INQUIRY_MAILS,
    *SCREENING,
    *CONSULTING_MAILS,
    *EVALUATION_MAILS,
    *SELECTION_MAILS,
    *AGREEMENT_MAILS,
    *DELIVERY_MAILS,
    *PAYMENT_MAILS,
    *PERSON_MAILS,
    *AFTERCARE_MAILS,
    *POOL_MESSAGES,
    *SETTLEMENT_MAILS,
    *LETTERS,
)
