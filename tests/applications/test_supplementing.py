"""보완: an office asks for papers and consents that are lacking, in business days; nothing else is opened."""

import io
from datetime import date, timedelta

import pytest

from gonggo.applications import commands, queries, sealed, supplements
from gonggo.applications.models import Supplement, SupplementItem
from gonggo.applications.states import ApplicationState
from gonggo.documents.commands import receive
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import machine_now
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.signing.models import Consent
from offices import received
from personas import an_officer
from world import a_pdf, a_ready_application

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def case():
    return received(a_ready_application())


@pytest.fixture
def closes(case):
    return case.program.moment("application.closes")


@pytest.fixture
def officer(case):
    return an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[0].key)


def ask(case, officer, at, *, items=None, company=None, reason="납세증명서의 유효기간이 지났습니다."):
    return commands.ask_supplement(
        application_id=case.id,
        company_id=(company or case.adopter.company).id,
        items=items if items is not None else {"national-tax": "expired"},
        reason=reason,
        by=officer.actor,
        at=at,
    )


def a_document(persona, at):
    return receive(io.BytesIO(a_pdf()), declared_name="a.pdf", size_limit=10**6, by=persona.actor, at=at).id


def hand_in(supplement, persona, at, *, slot="national-tax"):
    return commands.hand_in(
        supplement_id=supplement.id, slot=slot, document_id=a_document(persona, at), by=persona.actor, at=at
    )


def refused(act, *args, **kwargs) -> str:
    before = (Supplement.objects.count(), list(SupplementItem.objects.values_list("handed_in_at")))
    with pytest.raises(Refused) as no:
        act(*args, **kwargs)
    assert (Supplement.objects.count(), list(SupplementItem.objects.values_list("handed_in_at"))) == before
    return no.value.code


def test_supplement_is_due_in_five_business_days_and_is_answered_paper_by_paper(case, closes, officer):
    at = closes + timedelta(days=2)  # Thursday, 2 May; Monday, 6 May is the substitute holiday of Children's Day
    supplement = ask(case, officer, at, items={"national-tax": "expired", "local-tax": "unreadable"})
    assert (supplement.due_on, case.again().state) == (date(2024, 5, 10), ApplicationState.SUPPLEMENT)

    hand_in(supplement, case.adopter, at)
    answer = {"supplement_id": supplement.id, "by": case.adopter.actor, "at": at}
    assert refused(commands.answer_supplement, **answer) == "supplement_incomplete"
    first = hand_in(supplement, case.adopter, at, slot="local-tax")
    second = hand_in(supplement, case.adopter, at, slot="local-tax")
    commands.answer_supplement(**answer)

    (row,) = supplements.supplements(case.again())
    assert (row.state, row.is_complete, case.again().state) == ("answered", True, ApplicationState.RECEIVED)
    assert first.document_id != second.document_id == row.items[0].document_id
    names = [entry.name for entry in timeline(queries.ref_of(case.id))]
    assert names[-5:] == [
        "application.supplement_asked",
        *["application.supplement_paper_placed"] * 3,
        "application.supplement_answered",
    ]


def test_what_was_submitted_stays_as_it_was_sealed(case, closes, officer):
    before = (sealed.revision(case.again().sealed_revision_id), list(case.again().papers.values()))
    supplement = ask(case, officer, closes)
    hand_in(supplement, case.adopter, closes)
    commands.answer_supplement(supplement_id=supplement.id, by=case.adopter.actor, at=closes)

    assert (sealed.revision(case.again().sealed_revision_id), list(case.again().papers.values())) == before


@pytest.mark.parametrize(
    "items",
    [
        {"plan": "unreadable"},
        {"budget": "expired"},
        {"national-tax": "consents"},
        {"pledge": "expired"},
        {"careers": "x"},
    ],
    ids=str,
)
def test_plan_budget_and_parties_are_never_opened(case, closes, officer, items):
    assert refused(ask, case, officer, closes, items=items) == "supplement_scope"


def test_supplement_is_refused_before_the_deadline_without_items_or_reason_and_while_one_is_out(case, closes, officer):
    assert refused(ask, case, officer, closes - timedelta(seconds=1)) == "window_still_open"
    assert refused(ask, case, officer, closes, items={}) == "supplement_empty"
    assert refused(ask, case, officer, closes, reason=" ") == "decision_reason_missing"
    ask(case, officer, closes)
    assert refused(ask, case, officer, closes) == "wrong_state"


def test_consent_is_given_again_to_what_was_received(case, closes, officer):
    supplement = ask(case, officer, closes, items={"pledge": "consents"})
    given = {"supplement_id": supplement.id, "slot": "pledge", "language": "ko", "by": case.adopter.actor, "at": closes}

    assert refused(commands.consent_again, **given, stepped_up_at=None) == "step_up_missing"
    commands.consent_again(**given, stepped_up_at=machine_now())
    commands.answer_supplement(supplement_id=supplement.id, by=case.adopter.actor, at=closes)

    consent = Consent.objects.get(subject_kind="supplement", subject_id=supplement.id)
    assert (consent.text_key, consent.party_id) == ("pledge", case.adopter.company.id)
    assert refused(hand_in, supplement, case.adopter, closes, slot="pledge") == "wrong_state"


def test_answer_is_taken_until_the_end_of_the_last_day_and_not_after(case, closes, officer):
    supplement = ask(case, officer, closes + timedelta(days=2))
    last = case.program.moment("evaluation.opens").replace(month=5, day=10, hour=23, minute=59)

    hand_in(supplement, case.adopter, last)
    assert refused(hand_in, supplement, case.adopter, last + timedelta(minutes=1)) == "supplement_late"
    assert (commands.screen_due(now=last), case.again().state) == (1, ApplicationState.SUPPLEMENT)  # the closing's run


def test_unanswered_supplement_returns_the_application_once_with_its_reason(case, closes, officer):
    supplement = ask(case, officer, closes + timedelta(days=2))
    late = closes + timedelta(days=14)
    commands.screen_due(now=late)
    commands.screen_due(now=late)

    row = case.again()
    assert (row.state, row.reason) == (ApplicationState.RETURNED, supplement.reason)
    assert [entry.name for entry in timeline(queries.ref_of(case.id))].count("application.returned") == 1
    assert refused(hand_in, supplement, case.adopter, late) == "wrong_state"


def test_supplement_of_one_company_is_not_there_for_another(case, closes, officer, stranger):
    with pytest.raises(OutOfReach):
        ask(case, officer, closes, company=stranger.company)
    supplement = ask(case, officer, closes)

    for other in (case.supplier, stranger):
        with pytest.raises(OutOfReach):
            hand_in(supplement, other, closes)


def test_somebody_elses_paper_is_not_taken(case, closes, officer):
    supplement = ask(case, officer, closes)

    with pytest.raises(OutOfReach):
        commands.hand_in(
            supplement_id=supplement.id,
            slot="national-tax",
            document_id=a_document(case.supplier, closes),
            by=case.adopter.actor,
            at=closes,
        )
    assert refused(hand_in, supplement, case.adopter, closes, slot="statements") == "slot_unknown"
