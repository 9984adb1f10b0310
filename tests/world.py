"""A program loaded, a consortium, an application filled as its questions ask: what tests of later rooms start from."""

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pypdf

import gonggo.programs
from gonggo.applications import commands, queries
from gonggo.applications.models import Application
from gonggo.documents.commands import receive
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.clock import machine_now
from gonggo.kernel.table import written
from gonggo.operators.commands import name_operators
from gonggo.programs.checking import Checked, checked
from gonggo.programs.commands import publish
from gonggo.programs.definition import Column, ColumnKind, PaperKind, PartyRole, Program, Question, QuestionKind
from gonggo.wiring import acting
from gonggo.wiring.acting import agree_with_all
from kept import kept
from personas import NOW, Persona, a_colleague_of, an_officer, an_owner

FOLDER = Path(gonggo.programs.__file__).parent / "library" / "smart-service-2024"
PUBLISHED = datetime(2024, 3, 31, 15, 0, tzinfo=UTC)
MONEY = {"government": "50000000", "cash": "40000000", "in_kind": "20000000"}
FIRST = {"government": "35000000", "cash": "25000000", "in_kind": "10000000"}
SECOND = {"government": "25000000", "cash": "20000000", "in_kind": "10000000"}
"""Of two adopters each; together they come to the cap of the track to the won."""


@kept
def the_program() -> Program:
    """The 2024 program, loaded on the day of its notice."""
    return publish(_folder(), by=SYSTEM, at=PUBLISHED)


@cache
def _folder() -> Checked:
    """Read and checked once: it costs a quarter of a second, and no test of a later room changes it."""
    return checked(FOLDER)


def agree_with_operators(program: Program) -> None:
    """The agency has admitted every operator of the notice and agreed with it, as it had by the day of the notice."""
    if name_operators(program=program, by=SYSTEM, at=PUBLISHED):
        officer = an_officer(Role.AGENCY_LEAD, kind="agency", name="이협약")
        agree_with_all(program, a_pdf("협약서"), by=officer.actor, at=PUBLISHED)


_PLAUSIBLE = {
    QuestionKind.WHOLE: "12",
    QuestionKind.PHONE: "02-123-4567",
    QuestionKind.EMAIL: "manager@example.kr",
}


def an_answer(question: Question) -> str:
    """What a plausible company would write."""
    match question.kind:
        case QuestionKind.WON:
            return MONEY[question.key]
        case QuestionKind.TABLE:
            return written([{column.key: a_cell(column) for column in question.table.columns}])
        case QuestionKind.CHOICE:
            return question.choices[0].key
        case _:
            return _PLAUSIBLE.get(question.kind, f"{question.label.ko} 답"[: question.max_length])


def a_cell(column: Column) -> str:
    """What a plausible company would write into a cell; of a choice that a room offers, what every program has."""
    match column.kind:
        case ColumnKind.WON:
            return MONEY[column.key]
        case ColumnKind.WHOLE | ColumnKind.MONTH:
            return "1"
        case ColumnKind.CHOICE:
            return column.choices[0].key if column.choices else "labour"
        case ColumnKind.PAPER:
            return ""
        case _:
            return f"{column.label.ko} 칸"[: column.max_length]


def a_budget(**money: str) -> str:
    """The one line of a budget that comes to these amounts, each else as in ``MONEY``."""
    return written([{"line": "labour", "content": "일하는 사람", "ground": "두 명", **MONEY, **money}])


def a_pdf(words: str = "증명서") -> bytes:
    """A small real PDF that no other call gives."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    writer.add_metadata({"/Title": words})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@dataclass(frozen=True)
class Consortium:
    """An application with its adopter and supplier; ``colleague`` writes beside the adopter."""

    program: Program
    application: Application
    adopter: Persona
    colleague: Persona
    supplier: Persona

    def again(self) -> Application:
        return queries.within_reach(self.application.id, of=SYSTEM)

    @property
    def id(self):
        return self.application.id


@kept
def a_draft(*, track: str = "new", kind: str = "", at: datetime = NOW) -> Consortium:
    """An adopter and a supplier in one application; nothing is written yet."""
    program = the_program()
    kind = kind or program.types[0].key
    adopter = an_owner("김하나", company_name="하나정밀")
    supplier = an_owner("오지환", company_name="이음데이터")
    application = commands.start_application(
        program_key=program.key,
        track=track,
        type=kind,
        operator=program.operators[0].key,
        by=adopter.actor,
        at=at,
    )
    join(application, adopter, supplier, at=at)
    return Consortium(program, application, adopter, a_colleague_of(adopter), supplier)


def join(
    application: Application,
    adopter: Persona,
    partner: Persona,
    *,
    role: PartyRole = PartyRole.SUPPLIER,
    at: datetime = NOW,
) -> None:
    party = commands.invite_party(
        application_id=application.id,
        role=role,
        brn=partner.company.brn,
        email=partner.person.email,
        by=adopter.actor,
        at=at,
    )
    commands.accept_party(party_id=party.id, by=partner.actor, at=at)


def write(consortium: Consortium, persona: Persona, values: dict[str, str] | None = None) -> None:
    """The persona's side fills in every page of its own; ``values`` replace single answers."""
    role = PartyRole.SUPPLIER if persona is consortium.supplier else PartyRole.ADOPTER
    leads = persona.company == consortium.adopter.company
    given = dict(values or {})
    if amounts := {key: given.pop(key) for key in MONEY if key in given}:
        given["budget"] = a_budget(**amounts)
    for section in consortium.program.sections_of(role, consortium.application.track, leads=leads):
        answers = {question.key: given.get(question.key, an_answer(question)) for question in section.questions}
        commands.save_answers(
            application_id=consortium.id,
            section=section.key,
            values=answers,
            base=dict.fromkeys(answers, 10_000),
            by=persona.actor,
            at=NOW,
        )


def place(consortium: Consortium, persona: Persona, slot: str, *, words: str = "") -> None:
    document = receive(
        io.BytesIO(a_pdf(words or f"{slot} {persona.company.brn}")),
        declared_name=f"{slot}.pdf",
        size_limit=30 * 1024 * 1024,
        by=persona.actor,
        at=NOW,
    )
    commands.place_paper(application_id=consortium.id, slot=slot, document_id=document.id, by=persona.actor, at=NOW)


def hand_in_papers(consortium: Consortium, persona: Persona) -> None:
    role = PartyRole.SUPPLIER if persona is consortium.supplier else PartyRole.ADOPTER
    leads = persona.company == consortium.adopter.company
    for paper in consortium.program.papers_of(role, leads=leads):
        if paper.kind is PaperKind.UPLOAD and paper.required:
            place(consortium, persona, paper.slot)


@kept
def a_complete_draft(**kwargs) -> Consortium:
    """Everything is written and uploaded on both sides."""
    consortium = a_draft(**kwargs)
    for persona in (consortium.adopter, consortium.supplier):
        write(consortium, persona)
        hand_in_papers(consortium, persona)
        name_people(consortium, persona)
    return consortium


@kept
def a_joint_draft(**kwargs) -> tuple[Consortium, Persona]:
    """The same with a second adopter, whose part is written and uploaded, too."""
    consortium = a_complete_draft(**kwargs)
    second = an_owner("두둘째", company_name="두리상회")
    join(consortium.application, consortium.adopter, second, role=PartyRole.ADOPTER)
    write(consortium, consortium.adopter, FIRST)
    write(consortium, second, SECOND)
    hand_in_papers(consortium, second)
    name_people(consortium, second)
    return consortium, second


@kept
def a_joint_application(**kwargs) -> tuple[Consortium, Persona]:
    """Sealed and consented to by all three."""
    consortium, second = a_joint_draft(**kwargs)
    commands.seal(application_id=consortium.id, by=consortium.adopter.actor, at=NOW)
    for persona in (consortium.adopter, consortium.supplier, second):
        consent(consortium, persona)
    return consortium, second


def name_people(consortium: Consortium, persona: Persona) -> None:
    """The persona, alone in a small firm, is its representative and its task manager."""
    role = PartyRole.SUPPLIER if persona is consortium.supplier else PartyRole.ADOPTER
    acting.name_people(consortium.program, consortium.id, role, by=persona.actor, at=NOW)


def consent(consortium: Consortium, persona: Persona) -> None:
    """The persona's company consents to its part of what is sealed."""
    from gonggo.applications import form, sealed

    standing = sealed.open_revision(consortium.id)
    commands.consent(
        application_id=consortium.id,
        part_digest=form.part_digest(standing.content, persona.actor.company_id),
        language="ko",
        stepped_up_at=machine_now(),
        by=persona.actor,
        at=NOW,
    )


@kept
def a_ready_application(**kwargs) -> Consortium:
    """Sealed and consented to by both companies: only the press of the button is missing."""
    consortium = a_complete_draft(**kwargs)
    commands.seal(application_id=consortium.id, by=consortium.adopter.actor, at=NOW)
    consent(consortium, consortium.adopter)
    consent(consortium, consortium.supplier)
    return consortium
