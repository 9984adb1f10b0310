"""A registration as its company has it open: what is to be done, how it stands, what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from gonggo.intake.standing import Answered, AtGate, at_gate
from gonggo.kernel.actor import COMPANY_WRITERS, Actor
from gonggo.kernel.basis import Basis
from gonggo.kernel.canonical import digest
from gonggo.pool import form, queries, queue
from gonggo.pool.definition import Pool
from gonggo.pool.queries import Decided, Draft, may_change
from gonggo.pool.states import RegistrationState
from gonggo.programs.definition import Program
from gonggo.programs.queries import program as in_force
from gonggo.web.accounts.requests import Request, language
from gonggo.web.ui import wording
from gonggo.web.ui.courses import pool_course
from gonggo.web.ui.refusals import worded
from gonggo.web.ui.registrations import GLYPHS, paper_pairs, read, solution_pairs
from gonggo.web.ui.rows import Pair, Problem, Stage, Task

S = RegistrationState


@dataclass(frozen=True)
class PoolCase:
    """One registration on its company's desk, at the instant of the request, in the language of the page."""

    draft: Draft
    gate: AtGate
    decisions: Sequence[Decided]
    by: Actor
    at: datetime
    language: str

    @property
    def id(self) -> UUID:
        return self.draft.registration.id

    @property
    def number(self) -> str:
        return self.draft.registration.number

    @property
    def program(self) -> Program:
        return self.draft.program

    @property
    def pool(self) -> Pool:
        return self.draft.pool

    @property
    def state(self) -> RegistrationState:
        return S(self.draft.registration.state)

    @property
    def glyph(self) -> str:
        return GLYPHS[self.state]

    @property
    def word(self) -> str:
        return str(self.state.label)

    @property
    def closes_at(self) -> datetime:
        return self.gate.opening.closes_at if self.gate.opening else in_force(self.program.key).window("pool").closes

    @property
    def is_open(self) -> bool:
        return may_change(self.state, self.gate.opening, self.at)

    @property
    def may_write(self) -> bool:
        return self.by.role in COMPANY_WRITERS and self.is_open

    @property
    def is_correction(self) -> bool:
        return self.state is S.CORRECTION

    @cached_property
    def shown(self) -> str:
        """The digest of what the check page shows."""
        return digest(self.draft.content)

    @property
    def is_sealed(self) -> bool:
        """Whether what may be submitted is what is written now."""
        return self.gate.sealed is not None and dict(self.gate.sealed.content) == self.draft.content

    @property
    def receipt(self) -> Answered | None:
        return self.gate.received

    @property
    def may_withdraw(self) -> bool:
        """Until the deadline in force, while nothing is decided."""
        is_waiting = self.receipt is not None and self.state in queries.WITHDRAWABLE
        return is_waiting and self.by.role in COMPANY_WRITERS and self.at < self.closes_at

    @property
    def stage(self) -> str:
        """Where the check page stands: closed, gaps, correct, unsealed, received or ready."""
        sealed, receipt = self.gate.sealed, self.receipt
        reached = (
            ("closed", not self.is_open),
            ("gaps", bool(self.draft.gaps)),
            ("correct", self.is_correction),
            ("unsealed", not self.is_sealed),
            ("received", receipt is not None and sealed is not None and receipt.sealed_id == sealed.id),
        )
        return next((stage for stage, holds in reached if holds), "ready")

    @property
    def hub_url(self) -> str:
        return self.url("registration")

    @property
    def title(self) -> str:
        kinds = {option.key: option.label for field in self.pool.pages[0].fields for option in field.options}
        kind = self.draft.answers.text("kind")
        return kinds[kind].said(self.language) if kind in kinds else self.number

    def url(self, name: str, *more: object) -> str:
        return reverse(f"company:pool_{name}", args=[self.id, *more])


def open_pool_case(request: Request, registration_id: UUID) -> PoolCase:
    """The registration, for a person of its company. Six statements. Raises OutOfReach."""
    row = queries.within_reach(registration_id, of=request.actor)
    draft = queries.draft_of(row)
    request.program = draft.program  # type: ignore[attr-defined]  # menu and footer show this program
    gate = at_gate(queries.ref_of(row.id))
    return PoolCase(draft, gate, queries.decisions(row), request.actor, request.received_at, language())


def frame(case: PoolCase) -> dict[str, object]:
    """What every page of a registration shows around its own."""
    return {
        "case": case,
        "program_key": case.program.key,
        "acting_for": case.draft.answers.text("company-name"),
        "closes": case.closes_at,
        "now": case.at,
        "hub_url": case.hub_url,
    }


def tasks(case: PoolCase) -> list[Task]:
    """The pages in their order, and whether each is complete."""
    left = {gap.place for gap in case.draft.gaps}
    listed = [(page.key, page.label.said(case.language), case.url("page", page.key)) for page in case.pool.pages]
    listed += [
        (form.SOLUTIONS, gettext("솔루션"), case.url("solutions")),
        (form.PAPERS, gettext("제출 서류"), case.url("papers")),
    ]
    return [Task(label, "todo" if key in left else "done", url) for key, label, url in listed]


def next_url(case: PoolCase, page: str) -> str:
    """Where one goes on after a page."""
    keys = [one.key for one in case.pool.pages]
    after = keys[keys.index(page) + 1 :]
    return case.url("page", after[0]) if after else case.url("solutions")


def problems(case: PoolCase) -> list[Problem]:
    """Everything that is missing, each leading to its field."""
    places = {form.SOLUTIONS: case.url("solutions"), form.PAPERS: case.url("papers")}
    found = []
    for gap in case.draft.gaps:
        anchor = f"#slot-{gap.item}" if gap.place == form.PAPERS else f"#id_{gap.item}"
        url = places.get(gap.place) or case.url("page", gap.place)
        found.append(Problem(worded(gap.refused()).says, url + anchor))
    return found


def parts(case: PoolCase) -> list[tuple[str, list[Pair]]]:
    """Everything that was written and uploaded, by heading, each with the way to mend it."""
    edit = case.may_write
    found = [
        (
            page.label.said(case.language),
            [
                Pair(
                    field.label,
                    read(field, case.draft.answers, case.language) or "-",
                    edit=f"{case.url('page', page.key)}#id_{field.key}" if edit else "",
                )
                for field in page.fields
            ],
        )
        for page in case.pool.pages
    ]
    held = {paper.slot: paper for paper in case.draft.papers}
    found.append((gettext("솔루션"), solution_pairs(case.pool, case.draft.answers, case.language)))
    found.append((gettext("제출 서류"), paper_pairs(case.pool, held, case.language)))
    return found


def due_says(case: PoolCase) -> str:
    """By when the agency decides, while it has to."""
    complete_at = case.draft.registration.complete_at
    if case.state is not S.RECEIVED or complete_at is None:
        return ""
    due = queue.due(case.program, complete_at)
    return gettext("%(first)s부터 %(last)s 사이에 결과를 알려 드립니다 (공휴일을 뺀 영업일로 셉니다).") % {
        "first": wording.day(due.first, case.language),
        "last": wording.day(due.last, case.language),
    }


@dataclass(frozen=True, slots=True)
class Follows:
    """That a registration was begun for who succeeds another, and on which basis."""

    says: str
    basis: Basis


def follows(case: PoolCase) -> Follows | None:
    """Said until the agency has decided; None for a registration that its own company began."""
    is_early = case.state in queries.CHANGEABLE | queries.WITHDRAWABLE
    if case.draft.registration.follows_id is None or case.pool.succession is None or not is_early:
        return None
    says = gettext(
        "승인된 기업을 이어받아 시작한 등록입니다. 그 기업이 낸 사업 내용을 옮겨 두었으니 고치고, "
        "우리 기업의 서류를 더해 제출해 주세요. 승인은 넘어오지 않으며 새로 정합니다."
    )
    return Follows(says, case.pool.succession.basis)


def course(case: PoolCase) -> list[Stage]:
    """Where the registration stands, whose turn it is, what comes next."""
    row = case.draft.registration
    due = queue.due(case.program, row.complete_at) if case.state is S.RECEIVED and row.complete_at else None
    return pool_course(
        case.program,
        received_at=row.received_at,
        state=case.state,
        due=(due.first, due.last) if due else None,
        decided=case.decisions,
    )


def approval_says(case: PoolCase) -> str:
    """That an application needs the approval, and until when; nothing once it is there, or of a successor's."""
    if case.state is RegistrationState.APPROVED or case.draft.registration.follows_id is not None:
        return ""
    opens = wording.instant(case.program.moment(case.pool.final_at), case.language, year=True)
    return gettext("최초 평가가 시작되는 %(opens)s 전에 승인되어야 함께 낸 과제신청이 평가를 받습니다.") % {
        "opens": opens
    }
