"""Several adopters in one application: one plan, a budget of which each writes its part, limits over the sum."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from agreeing import a_round
from evaluations import an_assessment
from gonggo.agreements import commands as agreements
from gonggo.agreements import queries as agreed
from gonggo.applications import budget, commands, form, queries, sealed
from gonggo.applications.models import Application
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.payments import terms as paid
from gonggo.programs.checking import checked
from gonggo.programs.commands import publish
from gonggo.programs.definition import Program
from gonggo.selection.models import Place
from gonggo.settlement.summing import agreed_of
from gonggo.wiring.audit import agreements as audit
from personas import NOW, Persona
from program_folders import a_copy, spoil
from world import (
    FIRST,
    PUBLISHED,
    SECOND,
    Consortium,
    a_budget,
    a_joint_application,
    a_joint_draft,
    place,
    write,
)

pytestmark = pytest.mark.django_db(databases=["default", "door"])
CAP = 60_000_000
TOGETHER = {name: int(FIRST[name]) + int(SECOND[name]) for name in FIRST}


def gaps(case: Consortium) -> list[form.Gap]:
    return form.gaps(queries.draft_of(case.again()))


def codes(case: Consortium) -> list[tuple[str, str]]:
    """(company, code) of everything that is missing."""
    names = {case.adopter.company.id: "lead", case.supplier.company.id: "supplier"}
    return [(names.get(gap.company_id, "second"), gap.code) for gap in gaps(case)]


def pages_of(case: Consortium, persona: Persona) -> list[str]:
    draft = queries.draft_of(case.again())
    member = next(one for one in draft.members if one.company_id == persona.company.id)
    return [page.key for page in form.sections_of(draft, member)]


@pytest.mark.clause("3-joint", "5-documents")
@pytest.mark.parametrize(("track", "own"), [("new", []), ("advanced", ["earlier-task"])])
def test_the_plan_is_written_once_by_the_lead_and_each_adopter_writes_its_company_and_its_money(track, own):
    case, second = a_joint_draft(track=track)

    assert pages_of(case, second) == [*own, "company", "money"]
    assert {"overview", "goal", "schedule", "money", "company"} <= set(pages_of(case, case.adopter))
    with pytest.raises(OutOfReach):
        commands.save_answers(
            application_id=case.id,
            section="goal",
            values={"plan-goal": "둘째의 목표"},
            base={},
            by=second.actor,
            at=NOW,
        )


@pytest.mark.clause("3-joint", "5-documents")
def test_the_file_of_the_plan_is_asked_of_the_lead_alone():
    case, second = a_joint_draft()
    document = next(one for one in queries.papers_of(case.again())[case.adopter.company.id] if one.slot == "plan")

    assert "plan" not in {one.slot for one in queries.papers_of(case.again())[second.company.id]}
    assert codes(case) == []
    with pytest.raises(Refused) as no:
        place(case, second, "plan")
    assert (no.value.code, document.slot) == ("slot_unknown", "plan")


@pytest.mark.clause("3-joint")
def test_a_page_of_the_plan_is_opened_to_another_adopter_and_one_that_each_writes_is_not():
    case, second = a_joint_draft()
    asked = {"application_id": case.id, "company_id": second.company.id, "by": case.adopter.actor, "at": NOW}

    commands.open_section(section="goal", **asked)
    commands.save_answers(
        application_id=case.id,
        section="goal",
        values={"plan-goal": "함께 세운 목표"},
        base={"plan-goal": 10_000},
        by=second.actor,
        at=NOW,
    )
    with pytest.raises(Refused) as no:
        commands.open_section(section="money", **asked)

    assert (no.value.code, no.value.basis) == ("section_of_each", case.program.consortium.one_plan.basis)
    lead = queries.draft_of(case.again()).answers[case.adopter.company.id]
    assert lead["plan-goal"] == "함께 세운 목표"


@pytest.mark.clause("2-new", "3-joint")
@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (SECOND, []),
        (SECOND | {"government": "25000001", "cash": "20000001"}, ["cap_exceeded_together"]),
    ],
)
def test_the_sum_over_all_adopters_is_held_against_the_cap_at_the_won(second, expected):
    case, persona = a_joint_draft()
    write(case, persona, second)

    assert codes(case) == [(who, code) for code in expected for who in ("lead", "second")]


@pytest.mark.clause("2-new", "3-joint")
def test_the_refusal_names_field_reason_remedy_and_clause_and_nothing_is_sealed():
    case, second = a_joint_draft()
    write(case, second, SECOND | {"government": "26000000", "cash": "21000000"})

    with pytest.raises(Refused) as no:
        commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW)

    first, other = no.value.facts["gaps"]
    assert (first.place, first.item, str(first.basis)) == ("money", "budget", "2-new")
    assert first.facts == {
        "government": CAP + 1_000_000,
        "cap": CAP,
        "lower": 1_000_000,
        "companies": 2,
        "own": int(FIRST["government"]),
    }
    assert (other.company_id, other.facts["own"]) == (second.company.id, 26_000_000)
    assert sealed.open_revision(case.id) is None


@pytest.mark.clause("2-new", "3-joint")
def test_share_and_cash_hold_for_the_sum_and_not_for_each():
    case, second = a_joint_draft()
    write(case, case.adopter, {"government": "30000000", "cash": "30000000", "in_kind": "0"})
    write(case, second, {"government": "10000000", "cash": "0", "in_kind": "10000000"})
    assert codes(case) == []

    write(case, second, {"government": "10000001", "cash": "0", "in_kind": "10000000"})
    assert codes(case) == [("lead", "share_exceeded_together"), ("second", "share_exceeded_together")]

    write(case, second, {"government": "10000000", "cash": "0", "in_kind": "30000001"})
    assert codes(case) == [("lead", "cash_short_together"), ("second", "cash_short_together")]


def test_an_adopter_that_asks_for_no_support_may_bear_its_share_alone():
    case, second = a_joint_draft()
    write(case, second, {"government": "", "cash": "5000000", "in_kind": ""})

    assert codes(case) == []


@pytest.mark.clause("3-joint")
def test_every_party_answers_for_the_whole_budget_and_for_nothing_else_of_the_others():
    case, second = a_joint_application()
    before = sealed.open_revision(case.id).content
    companies = (case.adopter.company.id, case.supplier.company.id, second.company.id)
    parts = {one: form.part_digest(before, one) for one in companies}

    write(case, second, SECOND | {"company-service": "둘째만 아는 이야기"})
    after = commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW).content
    assert [one for one in companies if form.part_digest(after, one) != parts[one]] == [second.company.id]
    assert "둘째만 아는 이야기" not in str(form.part_content(after, case.supplier.company.id))

    write(case, second, SECOND | {"government": "24000000"})
    after = commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW).content
    assert [one for one in companies if form.part_digest(after, one) != parts[one]] == list(companies)


def test_an_application_of_one_adopter_is_sealed_as_it_was():
    case, second = a_joint_draft()
    commands.leave_party(application_id=case.id, by=second.actor, at=NOW)

    content = commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW).content

    assert [set(party) for party in content["parties"]] == [
        {"company", "role", "lead", "answers", "papers", "people"},
        {"company", "role", "lead", "answers", "papers", "people"},
    ]
    assert "budgets" not in form.part_content(content, case.adopter.company.id)


def received(case: Consortium) -> Application:
    row = case.again()
    row.sealed_revision_id = sealed.open_revision(case.id).id
    row.save(update_fields=["sealed_revision_id"])
    return row


@pytest.mark.clause("3(4)", "3-joint")
def test_what_was_submitted_is_the_sum_by_line_and_what_an_officer_looks_at_is_of_all():
    case, second = a_joint_draft()
    equipment = a_budget(**SECOND).replace("labour", "equipment-materials")
    write(case, second, {"budget": equipment})
    commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW)
    row = received(case)

    assert sealed.money(row) == sealed.Money(**TOGETHER, companies=2)
    assert sealed.money_by(row, case.program, "agreements.lines") == {
        "labour": {name: int(won) for name, won in FIRST.items()},
        "equipment-materials": {name: int(won) for name, won in SECOND.items()},
    }
    parts = budget.parts_of_sealed(case.program, sealed.revision(row.sealed_revision_id).content)
    assert budget.watched_part(case.program, parts) == budget.WatchedPart(55_000_000, 125_000_000)


def with_a_place(row: Application, program: Program) -> None:
    """A place in a published list, as its rows stand."""
    told = {"number": row.number, "track": row.track, "type": row.type, "rank": 1, "outcome": "selected"}
    Place.objects.create(round=a_round(an_assessment(program)), application_id=row.id, **told)
    Application.objects.filter(id=row.id).update(state="eligible", received_at=NOW, receipt_id=row.id, decided_at=NOW)


@pytest.mark.clause("2-new", "3-joint")
def test_the_agreement_begins_with_the_sum_and_every_later_room_holds_it_against_the_one_cap():
    case, second = a_joint_application()
    row = received(case)
    with_a_place(row, case.program)

    made = agreements.open_for_place(application_id=row.id, at=NOW)

    terms = agreed.terms(made.id, of=SYSTEM)
    assert (terms.government, terms.private_cash, terms.private_in_kind) == tuple(TOGETHER.values())
    assert [one.company_id for one in terms.parties] == [
        case.adopter.company.id,
        second.company.id,
        case.supplier.company.id,
    ]
    assert (made.cap, paid.of_terms(terms).cap, agreed_of(case.program, made).cap) == (CAP, CAP, CAP)
    assert said(audit._money(made)) == []


def said(findings) -> list[str]:
    return [found.says.ko for found in findings]


@pytest.fixture
def held_per_company(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program in force has a cap for each company."""
    with TemporaryDirectory() as folder:
        copy = a_copy(Path(folder))
        spoil(copy, "support.toml", 'held_per = { value = "application"', 'held_per = { value = "company"')
        found = checked(copy)
    monkeypatch.setattr("world._folder", lambda: found)
    publish(found, by=SYSTEM, at=PUBLISHED)


@pytest.mark.usefixtures("held_per_company")
def test_where_a_program_holds_its_limits_for_each_company_each_is_alone_and_the_sum_may_be_of_all():
    case, second = a_joint_draft()
    assert case.program.money.held_per.value == "company"
    write(case, case.adopter, {"government": "60000000", "cash": "60000000", "in_kind": "0"})
    write(case, second, {"government": "60000001", "cash": "60000001", "in_kind": "0"})
    assert codes(case) == [("second", "cap_exceeded")]
    write(case, second, {"government": "60000000", "cash": "60000000", "in_kind": "0"})
    assert codes(case) == []
    commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW)
    row = received(case)
    with_a_place(row, case.program)

    made = agreements.open_for_place(application_id=row.id, at=NOW)

    assert (made.government, made.cap, agreed_of(case.program, made).cap) == (2 * CAP, 2 * CAP, 2 * CAP)
    assert said(audit._money(made)) == []
