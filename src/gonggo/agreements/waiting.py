"""What waits for whom in agreements, as parts of queries."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from gonggo.agreements.definition import STAGE, rules_of
from gonggo.agreements.models import Agreement, Change, Paper
from gonggo.agreements.models import Party as PartyRow
from gonggo.agreements.queries import visible_to
from gonggo.agreements.states import BEFORE, AgreementState, ChangeState
from gonggo.kernel.actor import Actor
from gonggo.kernel.refusal import OutOfReach
from gonggo.programs.definition import PartyRole, Program
from gonggo.programs.queries import program
from gonggo.signing.models import Consent


def _own(of: Actor) -> UUID:
    if of.company_id is None:
        raise OutOfReach("company")
    return of.company_id


def led(of: Actor, state: AgreementState) -> QuerySet[Agreement]:
    """What the lead company has to do in this state."""
    mine = PartyRow.objects.filter(agreement=OuterRef("pk"), company_id=_own(of), leads=True, left_on=None)
    return visible_to(of).filter(Exists(mine), state=state)


Made = list[tuple[Q, Program, str]]
"""Versions and tracks under which agreements were made, each with what finds those made under it."""


def papers_to_bring(of: Actor, made: Made) -> QuerySet[Agreement]:
    """Agreements to which the lead company has yet to bring a paper, or to bring one again."""
    return led(of, AgreementState.PAPERS).filter(_lacking(made))


def to_prepare(of: Actor, made: Made) -> QuerySet[Agreement]:
    """Every paper is taken and every company has agreed: the office goes on."""
    rows = visible_to(of).filter(state=AgreementState.PAPERS)
    unread = Paper.objects.filter(agreement=OuterRef("pk"), ended_at=None, is_accepted=None)
    return rows.exclude(_lacking(made)).exclude(Exists(unread)).exclude(_unagreed(made))


def papers_asked() -> Made:
    """Of all agreements for which papers are brought now. One statement."""
    rows = Agreement.objects.filter(state=AgreementState.PAPERS)
    found = rows.order_by().values_list("program", "program_version", "track").distinct()
    return [
        (Q(program=key, program_version=version, track=track), program(key, version), track)
        for key, version, track in found
    ]


def _lacking(made: Made) -> Q:
    """That a paper is missing or was sent back: what ``SlotRow.is_open`` says of one, for all of these."""
    brought = Paper.objects.filter(agreement=OuterRef("pk"), ended_at=None).exclude(is_accepted=False)
    lacking = Q(pk__in=())
    for under, notice, track in made:
        for slot in rules_of(notice, track).slots:
            asked = under & (Q(has_advance=True) if slot.may_be_left_out else Q())
            asked &= Q(cash__gt=0) if slot.is_private_share else Q()
            lacking |= asked & Q(~Exists(brought.filter(slot=slot.key)))
    return lacking


def _unagreed(made: Made) -> Q:
    """That a company whose role agrees to texts has not done so."""
    given = Consent.objects.filter(subject_id=OuterRef("agreement"), party_id=OuterRef("company_id"), withdrawn_at=None)
    parties = PartyRow.objects.filter(~Exists(given), agreement=OuterRef("pk"), left_on=None)
    unagreed = Q(pk__in=())
    for under, notice, _ in made:
        roles = [role for role in PartyRole if notice.consents_of(role, STAGE)]
        unagreed |= under & Q(Exists(parties.filter(role__in=roles)))
    return unagreed


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
