"""A decision is told by one letter: numbered, with its basis, its line of approval and the way to object."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pypdf
import pytest
from django.db import DatabaseError, transaction

from gonggo.documents import vault
from gonggo.journal.commands import deliver, record
from gonggo.journal.models import Access, Delivery, Entry
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.clock import machine_now
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach
from gonggo.messages.letters import commands, queries
from gonggo.messages.letters.models import Letter, LetterPaper
from gonggo.messages.letters.paper import letter_pdf
from gonggo.messages.models import Mail
from gonggo.objections import commands as objections
from gonggo.objections.models import Objection
from gonggo.programs.commands import load
from gonggo.programs.definition import Program
from gonggo.wiring.audit import letters as audit
from personas import Persona, an_officer, an_owner
from program_folders import a_copy, spoil
from world import Consortium, a_draft

pytestmark = pytest.mark.django_db(databases=["default", "door"])

DECIDED_AT = datetime(2024, 5, 22, 1, 0, tzinfo=UTC)  # a Wednesday; ten days later is a Saturday
UNTIL = date(2024, 6, 3)
ANSWERED_AT = datetime(2024, 6, 4, 1, 0, tzinfo=UTC)
REASON = "체납이 확정되었습니다"


@pytest.fixture
def case(db: None) -> Consortium:
    return a_draft()


@pytest.fixture
def officer(db: None) -> Persona:
    return an_officer(Role.AGENCY_OFFICER, kind="agency", name="박거절")


@pytest.fixture
def other(officer: Persona) -> Persona:
    return an_officer(Role.AGENCY_LEAD, kind="agency", name="유다름")


def refused(case: Consortium, by: Persona, at: datetime = DECIDED_AT) -> Entry:
    """The fact that the application was refused by an officer."""
    with transaction.atomic():
        return record(
            "application.refused",
            subject=Ref(Kind.APPLICATION, case.id),
            by=by.actor,
            at=at,
            program=case.program.key,
            reason=REASON,
            conditions=[],
        )


def delivered() -> None:
    """Every fact reaches its readers, every letter its paper."""
    for _ in range(2):
        while deliver(now=machine_now() + timedelta(seconds=1)):
            pass
        commands.set_waiting()
    assert list(Delivery.objects.filter(done_at=None).values_list("reader", "trouble")) == []


def objected(case: Consortium):
    (letter,) = queries.letters(of=case.adopter.actor)
    return objections.file_objection(
        program=case.program,
        of_decision=queries.of_decision(letter),
        ground="facts",
        text="완납했습니다",
        by=case.adopter.actor,
        at=DECIDED_AT,
    )


def read(sha256: str) -> str:
    with vault.opened(sha256) as file:
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(file.read())).pages)


def papers() -> dict[str, str]:
    return {paper.language: read(paper.sha256) for paper in LetterPaper.objects.order_by("letter__number", "id")}


def test_conditions_that_one_officer_judged_at_once_stand_in_the_line_of_approval_once(case, officer, other):
    with transaction.atomic():
        for condition in ("3-7", "3-8", "3-9"):
            record(
                "eligibility.found",
                subject=Ref(Kind.APPLICATION, case.id),
                by=other.actor,
                at=DECIDED_AT - timedelta(days=1),
                program=case.program.key,
                condition=condition,
            )
    refused(case, officer)
    delivered()

    (letter,) = queries.letters(of=case.adopter.actor)

    assert [(row[1].ko, row[2].ko) for row in letter.content.approved] == [
        ("유다름", "자격요건 판단"),
        ("박거절", "부적합 결정"),
    ]


def test_a_refusal_is_told_by_one_numbered_letter_with_basis_approval_and_the_last_day_to_object(case, officer):
    entry = refused(case, officer)
    delivered()
    commands.draw_up(entry)

    (letter,) = queries.letters(of=case.colleague.actor)
    said = papers()["ko"]

    assert (letter.number, letter.kind, letter.until_on) == ("SS24-L2024-00001", "refusal", UNTIL)
    for words in (
        "부적합 통지서",
        letter.number,
        "2024. 5. 22.",
        "하나정밀",
        "중소벤처기업부",
        "중소기업 기술혁신 촉진법 제18조",
        "박거절",
        "부적합 결정",
        REASON,
        case.again().number,
        "2024. 6. 3.(월)까지",
    ):
        assert words in said, words
    (mail,) = Mail.objects.filter(template="letter_issued", to=case.adopter.person.email)
    assert mail.subject == f"[{letter.number}] 부적합 통지서"
    assert f"/go/letter/{letter.id}" in mail.body
    assert {row.to for row in Mail.objects.filter(template="letter_issued")} == {
        case.adopter.person.email,
        case.colleague.person.email,
    }


def test_the_paper_is_the_same_bytes_at_every_setting_and_lies_under_their_digest(case, officer):
    refused(case, officer)
    delivered()

    letter, paper = Letter.objects.get(), LetterPaper.objects.get()

    assert {hashlib.sha256(letter_pdf(letter, "ko")).hexdigest() for _ in range(2)} == {paper.sha256}


def test_a_company_that_reads_english_gets_a_copy_in_english_beside_the_korean(case, officer):
    case.adopter.person.language = "en"
    case.adopter.person.save(update_fields=["language"])
    refused(case, officer)
    delivered()

    said = papers()

    assert list(said) == ["en", "ko"]
    assert "Notice of refusal" in said["en"]
    assert "Until: Mon 3 June 2024" in said["en"].replace("\n", " ")
    assert queries.letters(of=case.adopter.actor)[0].languages == ("ko", "en")


def test_a_letter_its_approval_and_its_paper_never_change(case, officer):
    refused(case, officer)
    delivered()

    for act in (
        lambda: Letter.objects.update(number="x"),
        lambda: Letter.objects.get().approvals.update(role="x"),
        lambda: LetterPaper.objects.update(sha256="x"),
        lambda: LetterPaper.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_without_a_legal_basis_no_letter_is_issued_and_that_is_recorded(case, officer, tmp_path):
    folder = a_copy(tmp_path)
    without_basis(folder)
    amended: Program = load(folder, by=SYSTEM, at=DECIDED_AT)
    case.application.program, case.application.program_version = amended.key, amended.version
    case.application.save(update_fields=["program", "program_version"])

    refused(case, officer)
    delivered()

    assert not Letter.objects.exists()
    assert Entry.objects.filter(name="letter.withheld").count() == 1


def without_basis(folder) -> None:
    """Another program, which names no law for its letters."""
    spoil(folder, "program.toml", 'key = "smart-service-2024"', 'key = "without-law-2024"')
    spoil(folder, "letters.toml", 'key = "basis"', 'key = "bases"')


def test_the_letters_of_a_year_are_numbered_in_one_series(case, officer):
    refused(case, officer)
    refused(case, officer, at=DECIDED_AT + timedelta(days=1))
    refused(case, officer, at=datetime(2025, 1, 2, 1, 0, tzinfo=UTC))
    delivered()

    numbers = [letter.number for letter in queries.letters(of=case.adopter.actor)]

    assert numbers == ["SS24-L2025-00001", "SS24-L2024-00002", "SS24-L2024-00001"]


def test_a_letter_exists_for_its_company_and_the_agency_alone_and_taking_it_is_logged(case, officer):
    refused(case, officer)
    delivered()
    (letter,) = queries.letters(of=case.adopter.actor)
    told = {"letter_id": letter.id, "language": "ko", "origin": "127.0.0.1", "at": ANSWERED_AT}

    for persona in (case.adopter, officer):
        with commands.open_letter(by=persona.actor, **told).stream as stream:
            assert stream.read(5) == b"%PDF-"
    rows = Access.objects.order_by("id").values_list("person_id", "purpose", "whose")
    whose = f"company:{case.adopter.company.id}"
    assert list(rows) == [(persona.person.id, "letter", whose) for persona in (case.adopter, officer)]
    strangers = [case.supplier, an_owner("최낯선", company_name="먼나라"), an_officer(Role.MINISTRY, kind="ministry")]
    for persona in strangers:
        assert queries.letters(of=persona.actor) == []
        with pytest.raises(OutOfReach):
            commands.open_letter(by=persona.actor, **told)


@pytest.mark.parametrize(("move", "outcome"), [("uphold", "인용"), ("dismiss", "기각")], ids=["upheld", "dismissed"])
def test_the_answer_to_an_objection_is_a_letter_that_names_who_decided_and_why(case, officer, other, move, outcome):
    refused(case, officer)
    delivered()
    objection = objected(case)
    objections.decide(
        objection_id=objection.id, move=move, answer="증명서를 다시 보았습니다", by=other.actor, at=ANSWERED_AT
    )
    delivered()

    letter = queries.letters(of=case.adopter.actor)[0]
    said = read(LetterPaper.objects.get(letter_id=letter.id).sha256)

    assert (letter.kind, letter.group, letter.until_on) == ("objection-answer", "", None)
    for words in ("이의신청 결정 통지서", outcome, "유다름", "증명서를 다시 보았습니다", "다시 이의신청하지 않습니다"):
        assert words in said, words


def test_who_signed_the_letter_or_worked_on_its_application_may_not_decide_on_the_objection(case, officer, other):
    refused(case, officer)
    delivered()

    objection = objected(case)

    (letter,) = queries.letters(of=case.adopter.actor)
    assert queries.of_decision(letter).excluded == {officer.person.id}
    assert (objection.until_on, objection.due_on) == (UNTIL, date(2024, 6, 6))


def test_the_audit_finds_a_decision_without_a_letter_and_an_objection_decided_by_who_took_part(case, officer, other):
    later = machine_now() + timedelta(minutes=2)
    refused(case, officer)

    assert [(one.invariant, one.about) for one in audit.check(later)] == [
        ("I2", f"application.refused application:{case.id}")
    ]
    assert list(audit.check(machine_now())) == []  # it may still be on its way

    delivered()
    objection = objected(case)
    objections.dismiss(objection_id=objection.id, answer="기한이 지났습니다", by=other.actor, at=ANSWERED_AT)
    delivered()
    assert list(audit.check(later)) == []

    Objection.objects.update(decided_by=officer.person.id)
    assert [(one.invariant, one.about) for one in audit.check(later)] == [("I6", str(objection.id))]


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_costs_one_statement_however_long_it_is(case, officer, costs, count):
    for _ in range(count):
        refused(case, officer)
    while deliver(now=machine_now() + timedelta(seconds=1)):
        pass
    LetterPaper.objects.bulk_create(
        LetterPaper(letter=one, language="ko", document_id=one.id, sha256="0" * 64) for one in Letter.objects.all()
    )

    with costs() as spent:
        assert len(queries.letters(of=case.adopter.actor)) == count

    assert spent.count == 1, str(spent)
