"""Suppliers as tests of the pool meet them: begun, complete, received, decided on."""

import io
import uuid
from dataclasses import dataclass
from datetime import datetime

from gonggo.documents.commands import receive
from gonggo.intake import queries as door
from gonggo.intake.models import Event
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.canonical import digest
from gonggo.kernel.clock import machine_now
from gonggo.pool import commands, form, queries
from gonggo.pool.models import Registration
from gonggo.programs.definition import Program
from kept import kept
from personas import NOW, Persona, an_officer, an_owner
from world import a_pdf, the_program

ANSWERS = {
    "company": {
        "company-name": "이음데이터",
        "company-address": "서울특별시 성동구 왕십리로 1",
        "company-phone": "02-123-4567",
    },
    "representative": {
        "representative-name": "오지환",
        "representative-phone": "02-765-4321",
        "representative-mobile": "010-9876-5432",
        "representative-email": "ceo.private@example.kr",
    },
    "details": {
        "fields": ("logistics", "data-analysis"),
        "industries": ("g", "i"),
        "staff-software": "12",
        "staff-engineering": "3",
        "record": "국밥집 20곳에 재고 예측을 구축함",
    },
}
SOLUTION = form.Solution("재고를 관리하는 이음", ("ai", "cloud"), "팔릴 양을 미리 알려 재고를 줄입니다.")


@dataclass(frozen=True)
class Supplying:
    """A registration with its company's people."""

    program: Program
    supplier: Persona
    id: uuid.UUID

    def again(self) -> Registration:
        return queries.within_reach(self.id, of=SYSTEM)

    @property
    def state(self) -> str:
        return str(self.again().state)


@kept
def begun(
    *, kind: str = "new", name: str = "이음데이터", supplier: Persona | None = None, at: datetime = NOW
) -> Supplying:
    program, supplier = the_program(), supplier or an_owner("오지환", company_name=name)
    row = commands.start_registration(program_key=program.key, kind=kind, by=supplier.actor, at=at)
    return Supplying(program, supplier, row.id)


def write(case: Supplying, page: str, at: datetime = NOW, **changed: object) -> None:
    typed = ANSWERS[page] | {key.replace("_", "-"): value for key, value in changed.items()}
    values = {key: value if isinstance(value, tuple) else (value,) for key, value in typed.items()}
    commands.save_page(registration_id=case.id, page=page, values=values, by=case.supplier.actor, at=at)


def place(case: Supplying, slot: str, at: datetime = NOW, *, text: str = "") -> None:
    document = receive(
        io.BytesIO(a_pdf(text or f"{slot} {case.id}")),
        declared_name=f"{slot}.pdf",
        size_limit=30 * 1024 * 1024,
        by=case.supplier.actor,
        at=at,
    )
    commands.place_paper(registration_id=case.id, slot=slot, document_id=document.id, by=case.supplier.actor, at=at)


@kept
def complete(*, solution: form.Solution = SOLUTION, **kwargs) -> Supplying:
    """Everything that the notice asks for is written and uploaded."""
    case = begun(**kwargs)
    for page in ANSWERS:
        write(case, page, **({"company_name": kwargs["name"]} if page == "company" and "name" in kwargs else {}))
    commands.add_solution(registration_id=case.id, solution=solution, by=case.supplier.actor, at=NOW)
    for paper in queries.pool(case.again()).papers:
        if paper.required:
            place(case, paper.slot)
    return case


def sealed(case: Supplying, at: datetime = NOW):
    return commands.seal(
        registration_id=case.id,
        shown=digest(queries.draft_of(case.again()).content),
        language="ko",
        stepped_up_at=machine_now(),
        by=case.supplier.actor,
        at=at,
    )


@kept
def received(case: Supplying | None = None, *, at: datetime = NOW, seq: int = 1, **kwargs) -> Supplying:
    """The door took it at ``at``, and the house has settled it."""
    case = case or complete(**kwargs)
    revision = sealed(case)
    answer = door.receipt(an_event(case, revision, at=at, seq=seq).id)
    assert answer is not None
    commands.settle(answer)
    return case


@kept
def withdrawn(case: Supplying | None = None, *, at: datetime = NOW, seq: int = 2) -> Supplying:
    """Received, and withdrawn at ``at``."""
    case = case or received()
    revision = queries.as_submitted(case.again()).revision
    answer = door.receipt(an_event(case, revision, at=at, seq=seq, event="withdrawn").id)
    assert answer is not None
    commands.settle(answer)
    return case


def an_event(case: Supplying, revision, *, at: datetime, seq: int = 1, event: str = "submitted") -> Event:
    return Event.objects.create(
        id=uuid.uuid4(),
        subject_kind="pool_registration",
        subject_id=case.id,
        number=case.again().number,
        seq=seq,
        event=event,
        code="",
        basis="",
        stamped_at=at,
        closes_at=case.program.window("pool").closes,
        sealed_id=revision.id,
        sealed_digest=revision.digest,
        person_id=case.supplier.person.id,
        role=Role.COMPANY_MANAGER,
        company_id=case.supplier.company.id,
        previous="",
        link="",
        written_at=at,
        batch=uuid.uuid4(),
    )


def an_officer_of_the_agency(role: Role = Role.AGENCY_OFFICER) -> Persona:
    return an_officer(role, kind="agency")


@kept
def approved(case: Supplying | None = None, *, at: datetime = NOW, **kwargs) -> Supplying:
    case = case or received(**kwargs)
    commands.approve(registration_id=case.id, reason="", by=an_officer_of_the_agency().actor, at=at)
    return case
