"""What the rooms before this one say of an agreement, as payments need it."""

from uuid import UUID

from gonggo.agreements import queries as agreements
from gonggo.agreements.queries import Line, Terms
from gonggo.agreements.states import AgreementState
from gonggo.delivery import queries as delivery
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.payments import queries
from gonggo.payments.definition import Agreed
from gonggo.payments.rules import Progress


def agreed(agreement_id: UUID, *, of: Actor = SYSTEM, lock: bool = False) -> Agreed:
    """The agreement as it is now; ``lock`` has everybody else of it wait to the end. Raises OutOfReach."""
    return of_terms(agreements.terms(agreement_id, of=of, lock=lock))


def of_terms(terms: Terms) -> Agreed:
    """The same of terms that were read already. No statement."""
    return Agreed(
        agreement_id=terms.id,
        application_id=terms.application_id,
        number=terms.number,
        program=terms.program,
        program_version=terms.program_version,
        track=terms.track,
        payee=terms.lead.company_id,
        government=terms.government,
        private_cash=terms.private_cash,
        private_in_kind=terms.private_in_kind,
        cap=terms.cap,
        is_in_force=terms.state is AgreementState.CONCLUDED,
        has_advance=terms.has_advance,
        begins_on=terms.begins_on,
        last_on=terms.last_on,
        parties=tuple(one.company_id for one in terms.parties),
    )


def agreed_lines(agreement_id: UUID) -> dict[str, Line]:
    """Budget line → what was agreed of it. One statement."""
    return {one.key: one for one in agreements.lines(agreement_id)}


def progress(agreement_id: UUID) -> Progress:
    """Whether the agency has confirmed that the work is complete, and what the settlement left to be paid."""
    return Progress(completed(agreement_id), queries.granted(agreement_id))


def completed(agreement_id: UUID) -> bool:
    """Whether the agency has confirmed that the work is complete. One statement."""
    return delivery.completed(agreement_id) is not None
