"""What waits for whom: every room's part of 처리할 업무 in one table (shapes: ``web/ui/waiting.py``)."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.utils.translation import gettext_lazy as _

from gonggo.applications import queries as applications
from gonggo.applications.models import Application, Paper, Party
from gonggo.applications.states import ApplicationState, PartyState
from gonggo.consulting import queries as consulting
from gonggo.consulting.states import RequestState
from gonggo.documents.queries import held_ids
from gonggo.eligibility import queries as eligibility
from gonggo.eligibility.states import JUDGES as VERDICT_JUDGES
from gonggo.evaluation import queries as evaluation
from gonggo.evaluation.states import SCORERS
from gonggo.journal.models import Access, Entry
from gonggo.journal.queries import ACCESS_REVIEWERS, REVIEWED, month_bounds, reviewing_office
from gonggo.kernel.actor import AGENCY_ROLES, COMPANY_WRITERS, OPERATOR_ROLES, Actor, Role
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import OutOfReach
from gonggo.parties.models import Claim, Company
from gonggo.parties.states import CLAIM_JUDGES, ClaimState
from gonggo.pool import queries as pool
from gonggo.pool.definition import POOL
from gonggo.pool.queue import due
from gonggo.pool.states import JUDGES as POOL_JUDGES
from gonggo.pool.states import RegistrationState
from gonggo.programs.definition import Program
from gonggo.signing.models import Consent
from gonggo.web.ui.waiting import Contributor, Until

Rows = QuerySet[Any]
_SEALS = ("application.sealed", "application.party_left", "application.party_removed", "consent.withdrawn")
"""What seals, and what breaks a seal."""


def _application_closes(program: Program, _since: datetime) -> Until:
    return program.window("application").closes


def _pool_closes(program: Program, _since: datetime) -> Until | None:
    return program.window(POOL).closes if POOL in program.windows else None


def _pool_due(program: Program, since: datetime) -> Until:
    return due(program, since).last


def _own(of: Actor) -> UUID:
    if of.company_id is None:
        raise OutOfReach("company")
    return of.company_id


def _drafts(of: Actor, _at: datetime) -> Rows:
    return applications.visible_to(of).filter(state=ApplicationState.DRAFT)


def _invitations(of: Actor, _at: datetime) -> Rows:
    mine = Company.objects.filter(id=_own(of)).values("brn")
    return Party.objects.filter(brn__in=mine, state=PartyState.INVITED, is_lead=False)


def _consents(of: Actor, _at: datetime) -> Rows:
    """Seals to whose part of this company nobody has consented."""
    last = Entry.objects.filter(subject_id=OuterRef("subject_id"), name__in=_SEALS).order_by("-id").values("id")[:1]
    given = Consent.objects.filter(
        subject_id=OuterRef("subject_id"),
        party_id=_own(of),
        withdrawn_at=None,
        part_digest=OuterRef("mine"),
    )
    mine = applications.visible_to(of).exclude(state=ApplicationState.WITHDRAWN)
    seals = Entry.objects.filter(name="application.sealed", subject_id__in=mine.values("id"), id=Subquery(last))
    return seals.annotate(mine=KT(f"data__parts__{_own(of)}")).filter(mine__isnull=False).exclude(Exists(given))


def _registrations(state: RegistrationState) -> Any:
    def rows(of: Actor, _at: datetime) -> Rows:
        return pool.visible_to(of).filter(state=state)

    return rows


def _requests(state: RequestState) -> Any:
    def rows(of: Actor, _at: datetime) -> Rows:
        return consulting.visible_to(of).filter(state=state)

    return rows


def _visits(of: Actor, _at: datetime) -> Rows:
    """The expert's own visits with their day."""
    rows = consulting.visible_to(of).filter(state=RequestState.ASSIGNED, visits__ended_on=None)
    return rows.annotate(on=F("visits__on"))


def _verdicts(of: Actor, _at: datetime) -> Rows:
    within = applications.visible_to(of).values_list("id", flat=True)
    return eligibility.waiting(within).annotate(program=Subquery(_program_of("run__subject_id")))


def _program_of(column: str) -> Rows:
    return Application.objects.filter(id=OuterRef(column)).values("program")[:1]


def _held(of: Actor, _at: datetime) -> Rows:
    """Held papers of received applications as they were when the last seal before the receipt was made."""
    seal = Entry.objects.filter(
        name="application.sealed",
        subject_id=OuterRef("application_id"),
        at__lte=OuterRef("application__received_at"),
    )
    rows = Paper.objects.filter(application__in=applications.visible_to(of), document_id__in=held_ids())
    rows = rows.annotate(sealed_at=Subquery(seal.order_by("-id").values("at")[:1]))
    return rows.filter(Q(ended_at=None) | Q(ended_at__gt=F("sealed_at")), placed_at__lte=F("sealed_at"))


def _pledges(of: Actor, _at: datetime) -> Rows:
    return evaluation.unpledged(of)


def _sheets(of: Actor, _at: datetime) -> Rows:
    return evaluation.unfiled(of)


def _claims(_of: Actor, _at: datetime) -> Rows:
    return Claim.objects.filter(state__in=[ClaimState.CLAIMED, ClaimState.CONTESTED])


def _unreviewed(of: Actor, at: datetime) -> Rows:
    """The accesses of last month, if this office has not gone through them."""
    first, after = month_bounds(month_bounds(legal_day(at))[0].date() - timedelta(days=1))
    office = reviewing_office(of)
    reviews = Entry.objects.filter(name=REVIEWED, subject_id=office.id, data__month=f"{first:%Y-%m}")
    return Access.objects.filter(at__gte=first, at__lt=after).exclude(Exists(reviews))


_A, _C = "application__", "company:"
R, S = RequestState, RegistrationState
WAITING: tuple[Contributor, ...] = (
    Contributor("draft", COMPANY_WRITERS, _drafts, _("과제신청 이어서 작성하고 제출하기"), f"{_C}application",
                "started_at", until=_application_closes, ends=True),
    Contributor("invitation", COMPANY_WRITERS, _invitations, _("참여 요청에 답하기"), f"{_C}invitation",
                "invited_at", whose=f"{_A}lead_company_id", program=f"{_A}program",
                until=_application_closes, ends=True),
    Contributor("consent", COMPANY_WRITERS, _consents, _("확인을 마친 신청에 동의하기"), f"{_C}check",
                "at", key="subject_id", until=_application_closes, ends=True),
    Contributor("pool.draft", COMPANY_WRITERS, _registrations(S.DRAFT), _("풀 등록 신청 이어서 작성하기"),
                f"{_C}pool_registration", "started_at", until=_pool_closes, ends=True),
    Contributor("pool.correction", COMPANY_WRITERS, _registrations(S.CORRECTION), _("풀 등록 보완요청에 답하기"),
                f"{_C}pool_registration", "received_at"),
    Contributor("consulting.asked", OPERATOR_ROLES, _requests(R.ASKED), _("사전진단 신청을 맡을지 정하기"),
                "operator:consulting", "asked_at", is_counted=True),
    Contributor("consulting.accepted", OPERATOR_ROLES, _requests(R.ACCEPTED), _("사전진단 전문가와 방문일 정하기"),
                "operator:consulting", "asked_at", is_counted=True),
    Contributor("consulting.visit", frozenset({Role.EXPERT}), _visits, _("방문하고 보고서 제출하기"),
                "operator:consulting_request", "asked_at", whose="company_id", due="on"),
    Contributor("evaluation.pledge", SCORERS, _pledges, _("평가에 앞서 서약하기"), "evaluator:pledge",
                "seated_at", program="panel__program", due="panel__on"),
    Contributor("evaluation.sheet", SCORERS, _sheets, _("평가표 쓰고 제출하기"), "evaluator:panels",
                "panel__opened_at", program="panel__program", is_counted=True),
    Contributor("verdict.operator", OPERATOR_ROLES & VERDICT_JUDGES, _verdicts, _("자격요건 판단하기"),
                "operator:verdicts", "run__at", is_counted=True),
    Contributor("verdict.agency", AGENCY_ROLES & VERDICT_JUDGES, _verdicts, _("자격요건 판단하기"),
                "agency:verdicts", "run__at", is_counted=True),
    Contributor("held.operator", OPERATOR_ROLES, _held, _("보류 서류 확인하기"), "operator:held",
                "placed_at", program=f"{_A}program", is_counted=True),
    Contributor("held.agency", AGENCY_ROLES, _held, _("보류 서류 확인하기"), "agency:held",
                "placed_at", program=f"{_A}program", is_counted=True),
    Contributor("claim", CLAIM_JUDGES, _claims, _("기업 등록 확인하기"), "agency:claims",
                "claimed_at", program="", is_counted=True),
    Contributor("pool.received", POOL_JUDGES, _registrations(S.RECEIVED), _("풀 등록 심사하기"), "agency:pool",
                "complete_at", until=_pool_due, is_counted=True),
    Contributor("access_log", ACCESS_REVIEWERS, _unreviewed, _("지난달 접속기록 점검하기"), "agency:access_log",
                "at", program="", is_counted=True),
)  # fmt: skip
