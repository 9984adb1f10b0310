"""What waits for whom in agreements, as parts of queries."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from gonggo.agreements.models import Agreement, Change, Paper
from gonggo.agreements.models import Party as PartyRow
from gonggo.agreements.queries import visible_to
from gonggo.agreements.states import BEFORE, AgreementState, ChangeState
from gonggo.kernel.actor import Actor
from gonggo.kernel.refusal import OutOfReach
from gonggo.signing.models import Consent


def _own(of: Actor) -> UUID:
    if of.company_id is None:
        raise OutOfReach("company")
    return of.company_id


def led(of: Actor, state: AgreementState) -> QuerySet[Agreement]:
    """What the lead company has to do in this state."""
    mine = PartyRow.objects.filter(agreement=OuterRef("pk"), company_id=_own(of), leads=True, left_on=None)
    return visible_to(of).filter(Exists(mine), state=state)


def unconsented(of: Actor) -> QuerySet[Agreement]:
    """Agreements before which this company, or one that is to supply, has given no consent or pledge yet."""
    given = Consent.objects.filter(subject_id=OuterRef("pk"), party_id=_own(of), withdrawn_at=None)
    coming = Change.objects.filter(agreement=OuterRef("pk"), comes_id=_own(of), state=ChangeState.ASKED)
    return visible_to(of).filter(Q(state__in=BEFORE) | Q(Exists(coming))).exclude(Exists(given))


def to_review(of: Actor) -> QuerySet[Agreement]:
    return visible_to(of).filter(state__in=[AgreementState.COST_REVIEW, AgreementState.RULING])


def to_look_at(of: Actor) -> QuerySet[Paper]:
    """Papers that nobody has looked at."""
    return Paper.objects.filter(agreement__in=visible_to(of), ended_at=None, is_accepted=None)


def to_answer(of: Actor) -> QuerySet[Change]:
    running = visible_to(of).filter(state=AgreementState.CONCLUDED)
    return Change.objects.filter(agreement__in=running, state=ChangeState.ASKED)
