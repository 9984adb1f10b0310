"""적합과 부적합: the agency decides on what was judged; when the first evaluation opens it happens by itself."""

from datetime import date, timedelta

import pytest

from gonggo.applications import commands, queries, screening
from gonggo.applications.models import Application
from gonggo.applications.states import SCREENING_MOVES, ApplicationState
from gonggo.eligibility.models import Finding
from gonggo.facts.commands import state_fact
from gonggo.facts.definition import Source
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.refusal import OutOfReach, Refused
from offices import received
from personas import an_officer
from world import a_ready_application

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def case():
    return received(a_ready_application())


@pytest.fixture
def closes(case):
    return case.program.moment("application.closes")


@pytest.fixture
def opens(case):
    return case.program.moment("evaluation.opens")


def operator_of(case):
    return an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[0].key)


def known(persona, kind, value, *, at, since=date(2024, 1, 1)):
    state_fact(
        subject=persona.company.ref, kind=kind, value=value, since_on=since, source=Source.OFFICER, by=SYSTEM, at=at
    )


def judged(case, at, agency, *, answer="met", but=()):
    """The run of the instant, and an officer's answer to everything that it leaves open."""
    commands.screen_due(now=at)
    for row in screening.verdicts(case.again()):
        if row.answer == "unknown" and row.condition not in but:
            commands.find_verdict(
                application_id=case.id, verdict_id=row.id, answer=answer, reason="확인함", by=agency.actor, at=at
            )


def refused(act, **kwargs) -> str:
    before = Application.objects.values_list("state", "decided_at", "reason").get()
    with pytest.raises(Refused) as no:
        act(**kwargs)
    assert Application.objects.values_list("state", "decided_at", "reason").get() == before
    return no.value.code


def test_agency_finds_an_application_eligible_once_nothing_is_open(case, closes, agency_officer):
    judged(case, closes, agency_officer)

    found = commands.find_eligible(application_id=case.id, by=agency_officer.actor, at=closes + timedelta(days=1))

    assert (found.state, found.decided_at) == (ApplicationState.ELIGIBLE, closes + timedelta(days=1))
    assert [one.id for one in queries.eligible(case.program.key)] == [case.id]
    assert timeline(queries.ref_of(case.id))[-1].name == "application.found_eligible"
    again = {"application_id": case.id, "by": agency_officer.actor, "at": closes + timedelta(days=2)}
    assert refused(commands.find_eligible, **again) == "wrong_state"


def test_nothing_is_decided_while_a_receipt_is_on_its_way(agency_officer):
    case = received(a_ready_application(), is_followed=False)
    closes = case.program.moment("application.closes")
    judged(case, closes, agency_officer)

    asked = {"application_id": case.id, "by": agency_officer.actor, "at": closes}
    assert refused(commands.find_eligible, **asked) == "receipts_on_their_way"
    with pytest.raises(Refused, match="nothing_clear"):
        commands.find_all_eligible(program=case.program.key, by=agency_officer.actor, at=closes)


def test_nothing_is_decided_before_the_deadline_and_before_the_run(case, closes, agency_officer):
    asked = {"application_id": case.id, "by": agency_officer.actor}

    assert refused(commands.find_eligible, **asked, at=closes - timedelta(microseconds=1)) == "window_still_open"
    assert refused(commands.find_eligible, **asked, at=closes) == "not_judged_yet"
    assert refused(commands.refuse, **asked, at=closes, reason="사유") == "not_judged_yet"


def test_what_is_open_not_met_or_curable_is_not_eligible(case, closes, agency_officer):
    asked = {"application_id": case.id, "by": agency_officer.actor, "at": closes}
    known(case.adopter, "tax-arrears", "unpaid", at=closes)
    judged(case, closes, agency_officer, but={"(4)"})

    assert refused(commands.find_eligible, **asked) == "verdict_curable"
    assert refused(commands.refuse, **asked, reason="체납") == "nothing_to_refuse_for"
    (open_row,) = [row for row in screening.verdicts(case.again()) if row.answer == "unknown"]
    commands.find_verdict(
        application_id=case.id,
        verdict_id=open_row.id,
        answer="not_met",
        reason="장비 60%",
        by=agency_officer.actor,
        at=closes,
    )
    assert refused(commands.find_eligible, **asked) == "verdict_not_met"


def test_what_is_open_is_counted(case, closes, agency_officer):
    judged(case, closes, agency_officer, but={"(4)", "(7)"})
    with pytest.raises(Refused) as no:
        commands.find_eligible(application_id=case.id, by=agency_officer.actor, at=closes)

    still = sum(row.answer == "unknown" for row in screening.verdicts(case.again()))
    assert (no.value.code, no.value.facts["count"]) == ("verdicts_open", still)


@pytest.mark.clause("3(4)")
def test_agency_refuses_with_grounds_reason_and_clause(case, closes, agency_officer):
    judged(case, closes, agency_officer, but={"(4)"})
    (row,) = [row for row in screening.verdicts(case.again()) if row.answer == "unknown"]
    commands.find_verdict(
        application_id=case.id,
        verdict_id=row.id,
        answer="not_met",
        reason="장비 60%",
        by=agency_officer.actor,
        at=closes,
    )
    asked = {"application_id": case.id, "by": agency_officer.actor, "at": closes}

    assert refused(commands.refuse, **asked, reason=" ") == "decision_reason_missing"
    gone = commands.refuse(**asked, reason="장비 비중이 절반을 넘습니다.")

    assert (gone.state, gone.reason) == (ApplicationState.REFUSED, "장비 비중이 절반을 넘습니다.")
    entry = timeline(queries.ref_of(case.id))[-1]
    assert (entry.name, entry.basis, entry.data["conditions"]) == ("application.refused", "3(4)", ["(4)"])
    assert queries.eligible(case.program.key) == []


@pytest.mark.clause("3-exception-1")
def test_uncured_hit_is_refused_by_itself_when_the_first_evaluation_opens(case, closes, opens, agency_officer):
    known(case.adopter, "tax-arrears", "unpaid", at=closes)
    judged(case, closes, agency_officer)
    commands.screen_due(now=opens - timedelta(microseconds=1))
    before = case.again().state

    commands.screen_due(now=opens)
    commands.screen_due(now=opens + timedelta(hours=1))

    after = case.again()
    assert (before, after.state, after.decided_at) == ("received", "refused", opens)
    told = [entry for entry in timeline(queries.ref_of(case.id)) if entry.name == "application.refused"]
    assert [(entry.basis, entry.role, entry.data["conditions"]) for entry in told] == [("3(7)", "system", ["(7)"])]


@pytest.mark.clause("3-supplier-registered")
def test_supplier_not_approved_by_the_first_evaluation_is_refused_then(case, closes, opens, agency_officer):
    judged(case, closes, agency_officer, but={"supplier-registered"})

    assert (
        refused(commands.find_eligible, application_id=case.id, by=agency_officer.actor, at=closes) == "verdicts_open"
    )
    commands.screen_due(now=opens)

    entry = timeline(queries.ref_of(case.id))[-1]
    assert (case.again().state, entry.name, entry.data["conditions"]) == (
        "refused",
        "application.refused",
        ["supplier-registered"],
    )


def test_all_that_is_clear_is_found_eligible_at_once(case, closes, agency_officer):
    asked = {"program": case.program.key, "by": agency_officer.actor}

    assert refused(commands.find_all_eligible, **asked, at=closes - timedelta(seconds=1)) == "window_still_open"
    judged(case, closes, agency_officer, but={"(4)"})
    assert refused(commands.find_all_eligible, **asked, at=closes) == "nothing_clear"
    judged(case, closes, agency_officer)
    assert commands.find_all_eligible(**asked, at=closes) == 1
    assert case.again().state == ApplicationState.ELIGIBLE
    assert refused(commands.find_all_eligible, **asked, at=closes) == "nothing_clear"


def test_operators_decide_nothing_and_strangers_find_nothing(case, closes, agency_officer, stranger):
    judged(case, closes, agency_officer)
    officer = operator_of(case)

    for act, more in ((commands.find_eligible, {}), (commands.refuse, {"reason": "사유"})):
        assert refused(act, application_id=case.id, by=officer.actor, at=closes, **more) == "wrong_role"
        with pytest.raises(OutOfReach):
            act(application_id=case.id, by=stranger.actor, at=closes, **more)
    assert refused(commands.find_all_eligible, program=case.program.key, by=officer.actor, at=closes) == "wrong_role"
    assert Finding.objects.count() > 0


@pytest.mark.parametrize("row", list(SCREENING_MOVES), ids=lambda row: row.command)
def test_nothing_but_an_upheld_objection_leads_out_of_what_is_final(row):
    undone = {ApplicationState.REFUSED, ApplicationState.RETURNED}
    final = undone | {ApplicationState.WITHDRAWN, ApplicationState.DRAFT}

    assert row.sources & final == (undone if row.command == "reopen" else set())
    assert row.command != "reopen" or row.by == {Role.SYSTEM}
