"""사업관리: the open draft first, what else waits, then everything else."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from gonggo.applications.queries import Listed, applications_of_company
from gonggo.applications.states import ApplicationState
from gonggo.facts.queries import names_of
from gonggo.kernel.actor import COMPANY_WRITERS
from gonggo.kernel.clock import legal_day
from gonggo.parties import queries as parties
from gonggo.parties.rules import written_brn
from gonggo.programs.definition import Program
from gonggo.programs.queries import all_programs
from gonggo.selection.queries import with_places
from gonggo.web.accounts.requests import Request, language
from gonggo.web.company.case import Case, open_case
from gonggo.web.company.pages import tasks
from gonggo.web.ui import wording
from gonggo.web.ui.rows import Cell, Head, Row, Table
from gonggo.web.ui.waiting import table as waiting_table
from gonggo.web.ui.waiting import waiting


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """The draft that one goes on with: what is left, until when."""

    title: str
    kicker: str
    left: str
    closes: datetime
    url: str


@dataclass(frozen=True, slots=True)
class Start:
    """A program that one can start an application of now."""

    program: str
    url: str


@dataclass(frozen=True, slots=True)
class Home:
    """Everything that the page shows."""

    company: str
    brn: str
    draft: OpenDraft | None
    waiting: Table | None
    others: Table | None
    has_pool: bool
    starts: list[Start]
    is_empty: bool


_LABELS = {
    ApplicationState.DRAFT: "doing",
    ApplicationState.RECEIVED: "received",
    ApplicationState.WITHDRAWN: "withdrawn",
    ApplicationState.SUPPLEMENT: "supplement",
    ApplicationState.ELIGIBLE: "eligible",
    ApplicationState.REFUSED: "ineligible",
    ApplicationState.RETURNED: "returned",
}


def home(request: Request, company_id: UUID) -> Home:
    """The company's page. At most ten statements besides the request's own."""
    company = parties.company(company_id)
    listed = applications_of_company(request.actor)
    programs = {program.key: program for program in all_programs()}
    names = names_of([company_id], legal_day(request.received_at))
    first = next(
        (row for row in listed if row.state == ApplicationState.DRAFT and _is_open(programs, row, request)), None
    )
    rest = [row for row in listed if row is not first]
    draft = _open_draft(open_case(request, first.id)) if first else None
    lines = waiting(request.actor, at=request.received_at, programs=programs)
    lines = [line for line in lines if draft is None or line.url != draft.url]
    return Home(
        company=names.get(company_id, ""),
        brn=written_brn(company.brn),
        draft=draft,
        waiting=waiting_table(lines, at=request.received_at) if lines else None,
        others=_table(rest, programs) if rest else None,
        has_pool=any("pool" in program.windows for program in programs.values()),
        starts=_starts(request, programs),
        is_empty=not listed and not lines,
    )


def _is_open(programs: dict[str, Program], row: Listed, request: Request) -> bool:
    program = programs.get(row.program)
    return program is not None and program.window("application").holds(request.received_at)


def _open_draft(case: Case) -> OpenDraft:
    progress = tasks.progress_of(case, case.me)
    left = len(progress) - tasks.done_count(progress)
    words = gettext("우리 회사가 할 일 %(all)d가지 중 %(left)d가지가 남았습니다.") % {
        "all": len(progress),
        "left": left,
    }
    return OpenDraft(
        title=case.title,
        kicker=case.kicker,
        left=words if left else gettext("우리 회사가 할 일을 모두 마쳤습니다."),
        closes=case.closes_at,
        url=case.url("application"),
    )


def _table(rows: list[Listed], programs: dict[str, Program]) -> Table:
    places = with_places([row.id for row in rows if row.state is ApplicationState.ELIGIBLE])
    return Table(
        name=gettext("우리 회사의 신청"),
        heads=[
            Head(gettext("과제")),
            Head(gettext("구분과 유형")),
            Head(gettext("역할")),
            Head(gettext("상태")),
            Head(gettext("시작한 날")),
        ],
        rows=[_line(row, programs[row.program], has_place=row.id in places) for row in rows],
    )


def _line(row: Listed, program: Program, *, has_place: bool) -> Row:
    said = language()
    return Row(
        [
            Cell(
                row.title or row.number,
                url=reverse("company:application", args=[row.id]),
                note=row.number if row.title else "",
            ),
            f"{program.track(row.track).label.said(said)}, {program.support_type(row.type).label.said(said)}",
            program.role(row.role).called(has_place=has_place).said(said),
            _state(row, has_place=has_place),
            wording.day(row.started_at, said),
        ]
    )


def _state(row: Listed, *, has_place: bool) -> Cell:
    """Where it stands; the rooms after the result say the rest."""
    if has_place:
        return Cell(gettext("선정"), state="selected")
    return Cell(str(row.state.label), state=_LABELS[row.state])


def _starts(request: Request, programs: dict[str, Program]) -> list[Start]:
    if request.actor.role not in COMPANY_WRITERS:
        return []
    url = reverse("company:start")
    return [
        Start(program.title.said(language()), f"{url}?program={program.key}")
        for program in programs.values()
        if program.window("application").holds(request.received_at)
    ]
