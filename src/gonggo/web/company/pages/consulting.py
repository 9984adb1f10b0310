"""사전진단: what one's company asked for, where it stands, who acts next, what the report says."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from gonggo.applications.queries import applications_of_company
from gonggo.consulting import queries
from gonggo.consulting.definition import Offer, is_offered, offer_of
from gonggo.consulting.queries import Asked, Version
from gonggo.consulting.states import MOVES, STANDING, RequestState
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import COMPANY_WRITERS
from gonggo.kernel.clock import legal_day
from gonggo.parties import queries as parties
from gonggo.programs.definition import Program
from gonggo.programs.queries import all_programs
from gonggo.programs.queries import program as program_version
from gonggo.web.accounts.requests import Request, language
from gonggo.web.ui import wording
from gonggo.web.ui.courses import consulting_course
from gonggo.web.ui.rows import Pair, Stage, Task

GLYPHS = {
    RequestState.ASKED: "waiting",
    RequestState.ACCEPTED: "waiting",
    RequestState.ASSIGNED: "doing",
    RequestState.REPORTED: "done",
    RequestState.DECLINED: "withdrawn",
    RequestState.CANCELLED: "withdrawn",
}


def _next(state: RequestState) -> str:
    """Who acts next, and on what."""
    return {
        RequestState.ASKED: gettext("담당 기관이 신청을 확인하고 있습니다."),
        RequestState.ACCEPTED: gettext("담당 기관이 전문가와 방문일을 정하고 있습니다."),
        RequestState.ASSIGNED: gettext("전문가가 방문한 뒤 보고서를 제출합니다."),
        RequestState.REPORTED: gettext("보고서를 읽고, 원하면 과제신청에 첨부할 수 있습니다."),
        RequestState.DECLINED: gettext("신청기간 안에 다른 담당 기관에 신청할 수 있습니다."),
        RequestState.CANCELLED: gettext("신청기간 안에 다시 신청할 수 있습니다."),
    }[state]


@dataclass(frozen=True, slots=True)
class Asking:
    """The list, and whether another request can be made. ``program`` is None where no program offers consulting."""

    program: Program | None
    offer: Offer | None
    tasks: list[Task]
    is_open: bool
    may_ask: bool


def asking(request: Request) -> Asking:
    """Two statements."""
    offered = [one for one in all_programs() if is_offered(one)]
    is_open = [one for one in offered if offer_of(one).window.holds(request.received_at)]
    program = next(iter(is_open or offered), None)
    request.program = program  # type: ignore[attr-defined]  # menu and footer show this program
    found = queries.requests(request.actor)
    stands = any(row.state in STANDING and program is not None and row.program == program.key for row in found)
    return Asking(
        program,
        offer_of(program) if program else None,
        tasks(found, {one.key: one for one in offered}),
        bool(is_open),
        bool(is_open) and not stands and request.actor.role in COMPANY_WRITERS,
    )


def tasks(found: list[Asked], programs: Mapping[str, Program]) -> list[Task]:
    """One line for each request, the newest first."""
    return [
        Task(
            gettext("사전진단 신청: %(operator)s") % {"operator": _operator(programs.get(row.program), row.operator)},
            GLYPHS[row.state],
            url=reverse("company:consulting_request", args=[row.id]),
            word=str(row.state.label),
            note=_note(row),
        )
        for row in sorted(found, key=lambda row: row.asked_at, reverse=True)
    ]


def _operator(program: Program | None, key: str) -> str:
    known = {one.key: one.name for one in program.operators} if program else {}
    return known[key].said(language()) if key in known else key


def _note(row: Asked) -> str:
    if row.visit_on and row.state is RequestState.ASSIGNED:
        return f"{gettext('방문일')} {wording.day(row.visit_on, language())} · {_next(row.state)}"
    return _next(row.state)


@dataclass(frozen=True, slots=True)
class Page:
    """One request of one's own company."""

    asked: Asked
    program: Program
    offer: Offer
    next: str
    pairs: list[Pair]
    stages: list[Stage]
    reports: list[Version]
    may_cancel: bool
    attach: list[tuple[str, str]]
    """(title, address) of the applications that the report can be attached to."""

    @property
    def latest(self) -> list[Pair]:
        """The report in force, part by part."""
        if not self.reports:
            return []
        return [Pair(part.label, self.reports[0].written.parts.get(part.key, "")) for part in self.offer.parts]


def page(request: Request, request_id: UUID) -> Page:
    """Six statements. Raises OutOfReach."""
    asked = queries.request(request_id, of=request.actor)
    program = program_version(asked.program, asked.program_version)
    request.program = program  # type: ignore[attr-defined]  # menu and footer show this program
    begun = asked.visit_on is not None and legal_day(request.received_at) >= asked.visit_on
    return Page(
        asked,
        program,
        offer_of(program),
        _next(asked.state),
        _pairs(asked, program),
        consulting_course(program, asked, timeline(queries.ref_of(asked.id)), company=gettext("우리 회사")),
        queries.reports(request_id, of=request.actor),
        "cancel" in MOVES.offered(asked.state, request.actor) and not begun,
        _drafts(request, asked, offer_of(program).who),
    )


def _drafts(request: Request, asked: Asked, role: str) -> list[tuple[str, str]]:
    if asked.state is not RequestState.REPORTED:
        return []
    return [
        (row.title or row.number, f"{reverse('company:papers', args=[row.id])}#report")
        for row in applications_of_company(request.actor)
        if row.program == asked.program and row.role == role
    ]


def _pairs(asked: Asked, program: Program) -> list[Pair]:
    operator = program.operator(asked.operator)
    pairs = [
        Pair(gettext("상태"), str(asked.state.label), state=GLYPHS[asked.state]),
        Pair(gettext("담당 기관"), operator.name, note=", ".join(operator.phones)),
        Pair(gettext("신청한 때"), wording.instant(asked.asked_at, language())),
        Pair(gettext("희망하는 날"), asked.wishes),
        Pair(gettext("보고 싶은 내용"), asked.looks_at),
    ]
    if asked.visit_on and asked.expert_id:
        expert = parties.names_of_people([asked.expert_id]).get(asked.expert_id, "")
        pairs += [
            Pair(gettext("방문일"), wording.day(asked.visit_on, language(), year=True)),
            Pair(gettext("컨설팅 전문가"), expert),
        ]
    if asked.reason:
        pairs.append(Pair(gettext("담당 기관이 적은 사유"), asked.reason))
    return pairs
