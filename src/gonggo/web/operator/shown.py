"""Requests for consulting as the operator's desk shows them: lists, one request, its report."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from gonggo.consulting import queries
from gonggo.consulting.definition import Offer, offer_of
from gonggo.consulting.queries import Asked, Version
from gonggo.consulting.states import MOVES, OPEN, RequestState
from gonggo.facts.queries import names_of
from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.clock import legal_day
from gonggo.parties import queries as parties
from gonggo.parties.rules import written_brn
from gonggo.programs.definition import Program
from gonggo.programs.queries import program
from gonggo.web.accounts.requests import language
from gonggo.web.office.desk import Request
from gonggo.web.ui import wording
from gonggo.web.ui.rows import Cell, Pair, Row, Table

GLYPHS = {
    RequestState.ASKED: "todo",
    RequestState.ACCEPTED: "doing",
    RequestState.ASSIGNED: "waiting",
    RequestState.REPORTED: "done",
    RequestState.DECLINED: "withdrawn",
    RequestState.CANCELLED: "withdrawn",
}


@dataclass(frozen=True, slots=True)
class Lists:
    """What is to be done, and what is over. None where there is nothing."""

    open: Table | None
    closed: Table | None
    waiting: int


def lists(request: Request) -> Lists:
    """Four statements, however many requests there are."""
    found = queries.requests(request.actor)
    names = called({row.company_id for row in found}, legal_day(request.received_at))
    people = parties.names_of_people([row.expert_id for row in found if row.expert_id]) if found else {}
    now = [row for row in found if row.state in OPEN]
    over = [row for row in found if row.state not in OPEN]
    waiting = [row for row in now if _is_ones_own_turn(row, request.actor)]
    return Lists(
        _table(gettext("처리할 신청"), now, names, people) if now else None,
        _table(gettext("끝난 신청"), over, names, people) if over else None,
        len(waiting),
    )


def _is_ones_own_turn(row: Asked, actor: Actor) -> bool:
    """Whether the next step is this actor's: an officer's until an expert is named, then the expert's."""
    return (row.state == RequestState.ASSIGNED) == (actor.role is Role.EXPERT)


def called(ids: Collection[UUID], on: date) -> dict[UUID, str]:
    """What each company is called, or its number. Two statements."""
    if not ids:
        return {}
    return {one.id: written_brn(one.brn) for one in parties.companies(ids).values()} | names_of(ids, on)


def _table(name: str, found: Sequence[Asked], names: Mapping[UUID, str], people: Mapping[UUID, str]) -> Table:
    heads = [gettext("기업"), gettext("상태"), gettext("신청한 때"), gettext("희망하는 날"), gettext("방문일")]
    return Table(
        name,
        [*heads, gettext("전문가")],
        [
            Row(
                [
                    Cell(names[row.company_id], url=reverse("operator:consulting_request", args=[row.id])),
                    Cell(str(row.state.label), state=GLYPHS[row.state]),
                    wording.desk_instant(row.asked_at, language()),
                    row.wishes,
                    wording.desk_date(row.visit_on, language()) if row.visit_on else gettext("정하지 않음"),
                    people.get(row.expert_id, "") if row.expert_id else gettext("정하지 않음"),
                ]
            )
            for row in found
        ],
    )


@dataclass(frozen=True, slots=True)
class Page:
    """One request with what may be done to it."""

    asked: Asked
    company: str
    program: Program
    offer: Offer
    pairs: list[Pair]
    reports: list[Version]
    offered: frozenset[str]

    @property
    def filed(self) -> list[Version]:
        return [one for one in self.reports if one.filed_at]

    @property
    def draft(self) -> Version | None:
        return next((one for one in self.reports if not one.filed_at), None)

    @property
    def latest(self) -> list[Pair]:
        """The report in force, part by part."""
        return (
            [Pair(p.label, self.filed[0].written.parts.get(p.key, "")) for p in self.offer.parts] if self.filed else []
        )

    @property
    def writes(self) -> bool:
        return bool(self.offered & {"file_report", "correct_report"})


def page(request: Request, request_id: UUID) -> Page:
    """One request. Seven statements at most. Raises OutOfReach."""
    asked = queries.request(request_id, of=request.actor)
    notice = program(asked.program, asked.program_version)
    request.program = notice  # type: ignore[attr-defined]  # the footer shows this program
    names = called({asked.company_id}, legal_day(request.received_at))
    people = parties.names_of_people({asked.asked_by} | ({asked.expert_id} if asked.expert_id else set()))
    return Page(
        asked,
        names[asked.company_id],
        notice,
        offer_of(notice),
        _pairs(asked, people),
        queries.reports(request_id, of=request.actor),
        frozenset(MOVES.offered(asked.state, request.actor)),
    )


def _pairs(asked: Asked, people: Mapping[UUID, str]) -> list[Pair]:
    pairs = [
        Pair(gettext("상태"), str(asked.state.label), state=GLYPHS[asked.state]),
        Pair(gettext("신청한 때"), wording.desk_instant(asked.asked_at, language())),
        Pair(gettext("신청한 사람"), people.get(asked.asked_by, "")),
        Pair(gettext("희망하는 날"), asked.wishes),
        Pair(gettext("보고 싶은 내용"), asked.looks_at),
    ]
    if asked.visit_on and asked.expert_id:
        pairs += [
            Pair(gettext("방문일"), wording.day(asked.visit_on, language(), year=True)),
            Pair(gettext("전문가"), people.get(asked.expert_id, "")),
        ]
    if asked.reason:
        pairs.append(Pair(gettext("맡지 않는 사유"), asked.reason))
    return pairs
