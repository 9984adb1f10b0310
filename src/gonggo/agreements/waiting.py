"""What waits for whom in agreements, as parts of queries."""

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from gonggo.agreements.models import Agreement, Change, Paper
from gonggo.agreements.models import Party as PartyRow
from gonggo.agreements.queries import visible_to
from gonggo.agreements.states import BEFORE, AgreementState, ChangeState
from gonggo.kernel.actor import Actor
from gonggo.signing.models import Consent, Signature
from gonggo.signing.waiting import to_sign as signatures


def led(of: Actor, state: AgreementState) -> QuerySet[Agreement]:
    """What the lead company has to do in this state."""
    mine = PartyRow.objects.filter(agreement=OuterRef("pk"), company_id=of.company_id, leads=True)
    return visible_to(of).filter(Exists(mine), state=state)


def unconsented(of: Actor) -> QuerySet[Agreement]:
    """Agreements before which this company has given no consent or pledge yet."""
    given = Consent.objects.filter(subject_id=OuterRef("pk"), party_id=of.company_id, withdrawn_at=None)
    return visible_to(of).filter(state__in=BEFORE).exclude(Exists(given))


def to_review(of: Actor) -> QuerySet[Agreement]:
    return visible_to(of).filter(state__in=[AgreementState.COST_REVIEW, AgreementState.RULING])


def to_look_at(of: Actor) -> QuerySet[Paper]:
    """Papers that nobody has looked at."""
    return Paper.objects.filter(agreement__in=visible_to(of), ended_at=None, is_accepted=None)


def to_answer(of: Actor) -> QuerySet[Change]:
    return Change.objects.filter(agreement__in=visible_to(of), state=ChangeState.ASKED)


def to_sign(of: Actor) -> QuerySet[Signature]:
    """Agreements that it is this organisation's turn to sign, with the agreement's id in ``subject_id``."""
    mine = Agreement.objects.filter(id=OuterRef("signing__subject_id"), state=AgreementState.SIGNING)
    return signatures(of).filter(Exists(mine)).annotate(due_on=Subquery(mine.values("conclude_by_on")[:1]))
