"""What is open in each room for whoever acts: the rows that the table of 처리할 업무 (``waiting.py``) names."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT

from gonggo.agreements.models import Agreement
from gonggo.agreements.states import BEFORE
from gonggo.applications import queries as applications
from gonggo.applications.models import Application, Paper, Party, Supplement, SupplementItem
from gonggo.applications.screened import SUPPLEMENTED, within_state
from gonggo.applications.states import ApplicationState, PartyState, SupplementState
from gonggo.consulting import queries as consulting
from gonggo.consulting.states import RequestState
from gonggo.documents.queries import held_ids
from gonggo.eligibility import queries as eligibility
from gonggo.evaluation import queries as evaluation
from gonggo.evaluation.states import PanelState
from gonggo.facts import queries as facts
from gonggo.inquiries import queries as inquiries_room
from gonggo.journal.models import Access, Entry
from gonggo.journal.queries import REVIEWED, month_bounds, reviewing_office
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import OutOfReach
from gonggo.messages.letters import queries as letters
from gonggo.objections import queries as objections_room
from gonggo.outages import queries as outages
from gonggo.parties.models import Claim, Company
from gonggo.parties.states import ClaimState
from gonggo.pool import queries as pool
from gonggo.pool.states import RegistrationState
from gonggo.programs.queries import all_programs
from gonggo.selection import waiting as selection
from gonggo.selection.definition import Outcome
from gonggo.selection.models import Place
from gonggo.selection.states import RoundState
from gonggo.signing.models import Consent

Rows = QuerySet[Any]
_SEALS = (
    "application.sealed",
    "application.party_left",
    "application.party_removed",
    "application.party_exchanged",
    "consent.withdrawn",
)
"""What seals, and what breaks a seal."""
_STILL_OPEN = (ApplicationState.DRAFT, ApplicationState.RECEIVED)
"""What can still be submitted: nothing that was withdrawn, asked for or decided."""


def _own(of: Actor) -> UUID:
    if of.company_id is None:
        raise OutOfReach("company")
    return of.company_id


def drafts(of: Actor, _at: datetime) -> Rows:
    return applications.visible_to(of).filter(state=ApplicationState.DRAFT)


def invitations(of: Actor, _at: datetime) -> Rows:
    mine = Company.objects.filter(id=_own(of)).values("brn")
    open_ones = Party.objects.filter(brn__in=mine, state=PartyState.INVITED, is_lead=False)
    return open_ones.filter(application__state__in=_STILL_OPEN)


def consents(of: Actor, _at: datetime) -> Rows:
    """Seals to whose part of this company nobody has consented."""
    last = Entry.objects.filter(subject_id=OuterRef("subject_id"), name__in=_SEALS).order_by("-id").values("id")[:1]
    given = Consent.objects.filter(
        subject_id=OuterRef("subject_id"),
        party_id=_own(of),
        withdrawn_at=None,
        part_digest=OuterRef("mine"),
    )
    mine = applications.visible_to(of).filter(state__in=_STILL_OPEN)
    seals = Entry.objects.filter(name="application.sealed", subject_id__in=mine.values("id"), id=Subquery(last))
    number = mine.filter(id=OuterRef("subject_id")).values("number")[:1]
    seals = seals.annotate(mine=KT(f"data__parts__{_own(of)}"), application_number=Subquery(number))
    return seals.filter(mine__isnull=False).exclude(Exists(given))


def asked_supplements(of: Actor, _at: datetime) -> Rows:
    """What this company still has to hand in."""
    return Supplement.objects.filter(company_id=_own(of), state=SupplementState.ASKED)


def unread_letters(of: Actor, _at: datetime) -> Rows:
    """A request for a supplement is left out: it waits as what it asks for."""
    return letters.unread(of)


def answered_supplements(of: Actor, _at: datetime) -> Rows:
    """Applications that came back from their company and on which nothing was decided since."""
    return within_state(applications.visible_to(of), SUPPLEMENTED)


def undecided(of: Actor, _at: datetime) -> Rows:
    """Applications judged at the deadline, in which nothing is open: only the agency's word is missing."""
    rows = applications.visible_to(of).filter(state=ApplicationState.RECEIVED)
    rows = rows.exclude(id__in=within_state(rows, SUPPLEMENTED).values("id"))
    waits = eligibility.waiting(rows.values_list("id", flat=True)).values("run__subject_id")
    judged = eligibility.judged(rows.values_list("id", flat=True))
    return rows.filter(id__in=judged).exclude(id__in=waits)


_ON_ITS_WAY = (ApplicationState.RECEIVED, ApplicationState.SUPPLEMENT, ApplicationState.ELIGIBLE)


def halted(of: Actor, at: datetime) -> Rows:
    """Applications of a company that has halted its business: on their way, or selected and without agreement yet."""
    gone = facts.halted(legal_day(at))
    theirs = Party.objects.filter(application=OuterRef("pk"), company_id__in=gone, state=PartyState.JOINED)
    has_place = Q(outcome=Outcome.SELECTED) | Q(promoted_at__isnull=False)
    places = Place.objects.filter(application_id=OuterRef("pk"), round__state=RoundState.PUBLISHED)
    over = Exists(places.filter(~has_place | Q(given_up_at__isnull=False)))
    agreed = Exists(Agreement.objects.filter(application_id=OuterRef("pk")).exclude(state__in=BEFORE))
    return applications.visible_to(of).filter(Exists(theirs), ~over, ~agreed, state__in=_ON_ITS_WAY)


def registrations(state: RegistrationState, *, succeeding: bool = False) -> Any:
    """In one state; a draft that was begun for who succeeds another has days of its own."""

    def rows(of: Actor, _at: datetime) -> Rows:
        found = pool.visible_to(of).filter(state=state).annotate(decided_at=Max("decisions__decided_at"))
        return found.filter(follows__isnull=not succeeding) if state == RegistrationState.DRAFT else found

    return rows


def requests(state: RequestState) -> Any:
    def rows(of: Actor, _at: datetime) -> Rows:
        return consulting.visible_to(of).filter(state=state)

    return rows


def visits(of: Actor, _at: datetime) -> Rows:
    """The expert's own visits with their day."""
    rows = consulting.visible_to(of).filter(state=RequestState.ASSIGNED, visits__ended_on=None)
    return rows.annotate(on=F("visits__on"))


def verdicts(of: Actor, _at: datetime) -> Rows:
    within = applications.visible_to(of).values_list("id", flat=True)
    return eligibility.waiting(within).annotate(program=Subquery(_program_of("run__subject_id")))


def _program_of(column: str) -> Rows:
    return Application.objects.filter(id=OuterRef(column)).values("program")[:1]


def held(of: Actor, _at: datetime) -> Rows:
    """Held papers of received applications as they were when the last seal before the receipt was made."""
    seal = Entry.objects.filter(
        name="application.sealed",
        subject_id=OuterRef("application_id"),
        at__lte=OuterRef("application__received_at"),
    )
    rows = Paper.objects.filter(application__in=applications.visible_to(of), document_id__in=held_ids())
    rows = rows.annotate(sealed_at=Subquery(seal.order_by("-id").values("at")[:1]))
    return rows.filter(Q(ended_at=None) | Q(ended_at__gt=F("sealed_at")), placed_at__lte=F("sealed_at"))


def held_supplemented(of: Actor, _at: datetime) -> Rows:
    """Held papers that were handed in with a supplement."""
    within = applications.visible_to(of)
    return SupplementItem.objects.filter(supplement__application__in=within, document_id__in=held_ids())


def pledges(of: Actor, _at: datetime) -> Rows:
    return evaluation.unpledged(of)


def sheets(of: Actor, _at: datetime) -> Rows:
    return evaluation.unfiled(of)


def objections(of: Actor, _at: datetime) -> Rows:
    """What this person may answer: nothing in which they took part."""
    return objections_room.to_answer(of)


def inquiries(of: Actor, _at: datetime) -> Rows:
    return inquiries_room.to_answer(of)


def claims(_of: Actor, _at: datetime) -> Rows:
    return Claim.objects.filter(state__in=[ClaimState.CLAIMED, ClaimState.CONTESTED])


def unreviewed(of: Actor, at: datetime) -> Rows:
    """The accesses of last month, if this office has not gone through them."""
    first, after = month_bounds(month_bounds(legal_day(at))[0].date() - timedelta(days=1))
    office = reviewing_office(of)
    reviews = Entry.objects.filter(name=REVIEWED, subject_id=office.id, data__month=f"{first:%Y-%m}")
    return Access.objects.filter(at__gte=first, at__lt=after).exclude(Exists(reviews))


def panels_to_open(of: Actor, _at: datetime) -> Rows:
    return evaluation.own_panels(of, PanelState.FORMING)


def panels_to_close(of: Actor, at: datetime) -> Rows:
    """Those that are open and whose day has come."""
    return evaluation.over(evaluation.own_panels(of, PanelState.OPEN), legal_day(at))


def to_put(of: Actor, _at: datetime) -> Rows:
    """Applications that are before no panel of their next stage."""
    return evaluation.before_no_panel(of, all_programs())


def lists_to_confirm(of: Actor, _at: datetime) -> Rows:
    return selection.to_confirm(of)


def extensions_to_confirm(of: Actor, _at: datetime) -> Rows:
    """Extensions that somebody else proposed."""
    return outages.to_confirm(of)


def lists_to_announce(of: Actor, _at: datetime) -> Rows:
    return selection.to_announce(of)


def free_places(of: Actor, _at: datetime) -> Rows:
    return selection.free(of)
