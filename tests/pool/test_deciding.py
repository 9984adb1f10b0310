"""The agency decides: who, with what reason and ground, by which day; the company mends what it is asked to."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gonggo.facts.commands import state_fact
from gonggo.facts.definition import FactKind, Source
from gonggo.facts.queries import current
from gonggo.journal.models import Access
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.canonical import digest
from gonggo.kernel.clock import legal_day, machine_now
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.pool import commands, queries, queue
from gonggo.pool.models import Decision, Supplier
from personas import NOW, an_officer
from suppliers import Supplying, an_officer_of_the_agency, approved, begun, place, received, write
from world import the_program

pytestmark = pytest.mark.django_db(databases=["default", "door"])
CURABLE, FINAL = "(2)", "(5)"


def decide(case: Supplying, command: str, officer=None, **more: str):
    asked = {"reason": "완납증명서가 기한을 넘김", **more}
    return getattr(commands, command)(
        registration_id=case.id, by=(officer or an_officer_of_the_agency()).actor, at=NOW, **asked
    )


@pytest.mark.clause("A2-approval")
@pytest.mark.parametrize(
    ("complete_on", "first", "last"),
    [
        (datetime(2024, 4, 5, 1, tzinfo=UTC), date(2024, 4, 11), date(2024, 4, 17)),  # 10 April was an election day
        (datetime(2024, 4, 30, 8, 59, tzinfo=UTC), date(2024, 5, 3), date(2024, 5, 10)),  # 6 May was a substitute day
        (datetime(2024, 4, 12, 15, tzinfo=UTC), date(2024, 4, 17), date(2024, 4, 23)),  # Saturday in Seoul
    ],
)
def test_decision_is_due_in_korean_business_days(complete_on, first, last):
    assert queue.due(the_program(), complete_on) == queue.Due(first, last)


@pytest.mark.parametrize(
    ("command", "ground", "state", "fact"),
    [
        ("approve", "", "approved", "pool.approved"),
        ("approve_conditionally", CURABLE, "conditional", "pool.approved_conditionally"),
        ("hold", CURABLE, "held", "pool.held"),
        ("ask_for_correction", "", "correction", "pool.correction_asked"),
        ("refuse", FINAL, "refused", "pool.refused"),
        ("refuse", "A2-documents", "refused", "pool.refused"),
    ],
)
@pytest.mark.clause("A2-approval", "A2-restrictions")
def test_each_decision_moves_the_registration_and_is_a_dated_fact(command, ground, state, fact):
    case = received()

    decide(case, command, **({"ground": ground} if ground else {}))

    found = Decision.objects.get()
    assert (case.state, found.state, found.ground) == (state, state, ground)
    assert found.basis == ("" if not ground else ground if ground.startswith("A2") else "A2-restrictions")
    assert timeline(queries.ref_of(case.id))[-1].name == fact
    known = current(case.supplier.company.ref, date(2024, 4, 29), program=case.program.key)
    assert known[FactKind.POOL_REGISTRATION] == {"approved": "approved", "refused": "refused"}.get(state, "submitted")


@pytest.mark.clause("A2-restrictions")
@pytest.mark.parametrize("command", ["hold", "approve_conditionally"])
def test_ground_that_cannot_be_cured_is_neither_held_nor_approved_conditionally(command):
    case = received()

    with pytest.raises(Refused, match="pool_not_curable"):
        decide(case, command, ground=FINAL)

    assert (case.state, Decision.objects.count()) == ("received", 0)


@pytest.mark.parametrize(
    ("command", "more", "code"),
    [
        ("refuse", {"ground": FINAL, "reason": " "}, "pool_reason_missing"),
        ("refuse", {"ground": FINAL, "reason": "가" * 1001}, "pool_reason_missing"),
        ("refuse", {"ground": "(9)"}, "pool_ground_unknown"),
        ("ask_for_correction", {"reason": ""}, "pool_reason_missing"),
    ],
)
def test_decision_without_reason_or_ground_changes_nothing(command, more, code):
    case = received()

    with pytest.raises(Refused, match=code):
        decide(case, command, **more)

    assert (case.state, Decision.objects.count()) == ("received", 0)


def test_decided_registration_is_not_decided_again():
    case = approved()

    with pytest.raises(Refused, match="wrong_state"):
        decide(case, "refuse", ground=FINAL)

    assert case.state == "approved"


def test_nobody_but_the_agencys_officers_reaches_a_registration_and_nobody_a_draft(owner, operator_officer, ministry):
    case, draft = received(), begun(name="딴데이터")
    accountant = an_officer(Role.ACCOUNTANT, kind="agency")

    for persona in (owner, operator_officer, ministry, accountant):
        with pytest.raises(OutOfReach):
            decide(case, "approve", persona)
    with pytest.raises(OutOfReach):
        decide(draft, "approve")

    assert (case.state, draft.state) == ("received", "draft")


def test_opening_a_registration_shows_its_contacts_and_is_in_the_access_log():
    case, officer = received(), an_officer_of_the_agency()

    opened = commands.open_registration(registration_id=case.id, by=officer.actor, at=NOW, origin="10.0.0.7")

    assert opened.answers.text("representative-mobile") == "010-9876-5432"
    log = Access.objects.get()
    assert (log.purpose, log.origin, log.whose) == ("pool", "10.0.0.7", str(case.supplier.company.ref))


def test_what_was_asked_to_be_mended_is_handed_in_after_the_close_and_is_due_anew():
    case = received()
    decide(case, "ask_for_correction")
    later = case.program.window("pool").closes + timedelta(days=3)

    write(case, "company", at=later, company_phone="02-999-8888")
    place(case, "sme-certificate", at=later)
    commands.answer_correction(
        registration_id=case.id,
        shown=digest(queries.draft_of(case.again()).content),
        language="ko",
        stepped_up_at=machine_now(),
        by=case.supplier.actor,
        at=later,
    )

    row = case.again()
    assert (row.state, row.complete_at, row.received_at) == ("received", later, NOW)
    assert queries.as_submitted(row).answers.text("company-phone") == "02-999-8888"


def test_correction_that_nobody_asked_for_is_not_taken():
    case = received()

    with pytest.raises(Refused, match="wrong_state"):
        commands.answer_correction(
            registration_id=case.id,
            shown="",
            language="ko",
            stepped_up_at=machine_now(),
            by=case.supplier.actor,
            at=NOW,
        )


@pytest.mark.clause("3-supplier-registered", "A2-restrictions")
def test_standing_is_said_for_each_company_and_what_was_curable_is_final_when_the_first_assessment_opens(owner):
    held, done = received(), approved(name="딴데이터")
    decide(held, "hold", ground=CURABLE)
    companies = [held.supplier.company.id, done.supplier.company.id, owner.company.id]
    opens = held.program.moment("evaluation.opens")

    before = queries.standing_of(companies, held.program, opens - timedelta(microseconds=1))
    after = queries.standing_of(companies, held.program, opens)

    assert [before[company].state for company in companies] == ["held", "approved", None]
    assert [after[company].state for company in companies] == ["refused", "approved", None]


def test_supplier_that_is_asked_to_mend_something_was_never_found_and_an_approved_one_is():
    asked, done = received(), approved(name="딴데이터")
    decide(asked, "ask_for_correction")

    assert [row.name for row in Supplier.objects.all()] == ["딴데이터"]
    assert done.state == "approved"


@pytest.mark.clause("A2-restrictions")
@pytest.mark.parametrize("command", ["hold", "approve_conditionally"])
def test_what_was_not_cured_lapses_at_the_instant_once_on_the_ground_that_it_was_held_for(command):
    held, done = received(), approved(name="딴데이터")
    decide(held, command, ground=CURABLE)
    opens = held.program.moment("evaluation.opens")

    before = commands.lapse_due(now=opens - timedelta(microseconds=1))
    state = held.state
    lapsed = [commands.lapse_due(now=opens), commands.lapse_due(now=opens + timedelta(hours=1))]

    last = queries.decisions(held.again())[0]
    assert (before, state, lapsed) == (0, {"hold": "held"}.get(command, "conditional"), [1, 0])
    assert (held.state, done.state) == ("refused", "approved")
    assert (last.is_lapse, last.ground, last.reason, last.decided_at) == (
        True,
        CURABLE,
        "완납증명서가 기한을 넘김",
        opens,
    )
    assert timeline(queries.ref_of(held.id))[-1].name == "pool.lapsed"
    assert current(held.supplier.company.ref, legal_day(opens), program=held.program.key)[
        FactKind.POOL_REGISTRATION
    ] == ("refused")


@pytest.mark.parametrize("command", ["approve", "hold", "approve_conditionally"])
def test_nothing_is_held_or_cured_once_the_first_assessment_opened_and_an_instant_before_it_is(command):
    case, officer = received(), an_officer_of_the_agency()
    decide(case, "approve_conditionally" if command == "hold" else "hold", ground=CURABLE)
    opens, before = case.program.moment("evaluation.opens"), case.state
    asked = {"registration_id": case.id, "reason": "완납 확인", "by": officer.actor}
    asked |= {} if command == "approve" else {"ground": CURABLE}

    with pytest.raises(Refused, match="pool_cure_over"):
        getattr(commands, command)(at=opens, **asked)
    unchanged = case.state
    getattr(commands, command)(at=opens - timedelta(microseconds=1), **asked)

    assert unchanged == before
    assert case.state == {"approve": "approved", "hold": "held"}.get(command, "conditional")


def test_standing_with_the_pool_is_a_fact_of_one_program_and_leaves_what_another_says_as_it_is():
    case = received()
    company, on = case.supplier.company.ref, legal_day(NOW)
    other = {"subject": company, "kind": FactKind.POOL_REGISTRATION, "since_on": on, "by": SYSTEM, "at": NOW}
    state_fact(value="approved", program="another-2025", source=Source.RECORD, **other)

    decide(case, "refuse", ground=FINAL)

    said = [current(company, on, program=key).get(FactKind.POOL_REGISTRATION) for key in
            (case.program.key, "another-2025", "")]  # fmt: skip
    assert said == ["refused", "approved", None]
