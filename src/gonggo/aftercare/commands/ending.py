"""An agreement ends with its aftercare, once everything that it bound to is done (docs/decisions/0045)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from gonggo.aftercare.definition import ROOM
from gonggo.aftercare.models import Aftercare, UseReport
from gonggo.aftercare.states import ReportState
from gonggo.agreements import commands as agreements
from gonggo.agreements import queries as agreed
from gonggo.agreements.queries import Terms
from gonggo.agreements.states import AgreementState
from gonggo.delivery import queries as delivery
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.clock import legal_day
from gonggo.payments import queries as payments
from gonggo.programs.queries import program as program_version
from gonggo.settlement import queries as settlement


def end_due(*, now: datetime) -> int:
    """Agreements whose aftercare is over end by themselves; how many did. ``now`` is the program's clock."""
    scheduled = UseReport.objects.filter(aftercare=OuterRef("pk"), state=ReportState.SCHEDULED)
    running = agreed.visible_to(SYSTEM).filter(state=AgreementState.CONCLUDED).values("id")
    rows = Aftercare.objects.filter(~Exists(scheduled), ends_on__lt=legal_day(now), agreement_id__in=running)
    return sum(end_if_over(agreement_id=one, at=now) for one in rows.values_list("agreement_id", flat=True))


@transaction.atomic
def end_if_over(*, agreement_id: UUID, at: datetime) -> bool:
    """The agreement ends if it is settled, paid and given back, and its last use report was filed or is missed.

    False while something of it is open, or if it has ended already.
    """
    terms = agreed.terms(agreement_id, of=SYSTEM, lock=True)
    if terms.state is not AgreementState.CONCLUDED:
        return False
    is_open = payments.underway(agreement_id) or not settlement.is_closed(agreement_id)
    if is_open or not _is_cared_for(terms, at):
        return False
    return agreements.end(agreement_id=agreement_id, at=at) is not None


def _is_cared_for(terms: Terms, at: datetime) -> bool:
    """Its aftercare is over; or there is none to come, and nothing is left to be paid."""
    row = Aftercare.objects.filter(agreement_id=terms.id).first()
    if row is not None:
        is_waiting = row.reports.filter(state=ReportState.SCHEDULED).exists()
        return legal_day(at) > row.ends_on and not is_waiting
    has_room = ROOM in program_version(terms.program, terms.program_version).rooms
    is_to_come = has_room and delivery.completed(terms.id) is not None
    return not is_to_come and not payments.committed_left(terms.id)
