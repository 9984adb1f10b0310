"""Applications are judged: advice at the seal, the closing instant, the first evaluation; officers decide the rest."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from gonggo.applications import commands, screening
from gonggo.applications.models import Application, Party
from gonggo.eligibility.models import Finding, Run, Verdict
from gonggo.facts.commands import state_fact
from gonggo.facts.definition import Source
from gonggo.journal.commands import deliver
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.clock import machine_now
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties.commands import grant_role
from offices import as_many_more, received
from personas import NOW, an_officer
from world import a_ready_application

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def case():
    return received(a_ready_application())


@pytest.fixture
def officer(case):
    return an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[0].key)


def closing(case):
    return case.program.moment("application.closes")


def opening(case):
    return case.program.moment("evaluation.opens")


def known(persona, kind, value, *, since=date(2024, 1, 1), at=NOW, **more) -> None:
    about = persona.company.ref
    state_fact(subject=about, kind=kind, value=value, since_on=since, source=Source.OFFICER, by=SYSTEM, at=at, **more)


def verdict(case, officer, condition, *, company, person=""):
    rows = screening.verdicts(screening.as_judge(case.id, officer.actor))
    return next(r for r in rows if (r.condition, r.company_id, r.person) == (condition, company.id, person))


def find(case, officer, row, *, answer="met", reason="사업비의 장비 비중이 8%", at=None):
    commands.find_verdict(
        application_id=case.id,
        verdict_id=row.id,
        answer=answer,
        reason=reason,
        by=officer.actor,
        at=at or closing(case),
    )


def refused(act, *args, **kwargs) -> str:
    before = (Run.objects.count(), Verdict.objects.count(), Finding.objects.count())
    with pytest.raises(Refused) as no, transaction.atomic():
        act(*args, **kwargs)
    assert (Run.objects.count(), Verdict.objects.count(), Finding.objects.count()) == before
    return no.value.code


def test_every_seal_brings_advice_once(case):
    deliver(now=machine_now() + timedelta(seconds=1))
    commands.advise(application_id=case.id, revision=1, at=NOW)

    assert [(run.moment, run.cause) for run in Run.objects.all()] == [("submission", "submission:1")]


@pytest.mark.clause("3-as-of", "3-exclusion-scope")
def test_closing_instant_judges_every_company_and_representative_once(case, officer):
    assert commands.screen_due(now=closing(case) - timedelta(microseconds=1)) == 0
    assert [commands.screen_due(now=closing(case)) for _ in range(2)] == [1, 0]

    rows = screening.verdicts(screening.as_judge(case.id, officer.actor))
    counts = Counter((row.company_id, row.person) for row in rows)
    assert counts == {
        (case.adopter.company.id, ""): 14,
        (case.adopter.company.id, "김하나"): 6,
        (case.supplier.company.id, ""): 10,
        (case.supplier.company.id, "오지환"): 6,
    }
    assert {row.condition for row in rows if row.company_id == case.supplier.company.id}.isdisjoint(
        {"(1)", "(2)", "(3)", "(4)"}
    )
    assert [(row.company_id, row.person) for row in rows] == sorted(
        ((row.company_id, row.person) for row in rows), key=lambda who: (who[0] != case.adopter.company.id, who[1])
    )
    assert [e.name for e in timeline(Ref(Kind.APPLICATION, case.id))].count("eligibility.run") == 1


@pytest.mark.clause("3-consortium")
def test_consortium_is_read_from_the_application_itself(case, officer):
    commands.screen_due(now=closing(case))

    assert verdict(case, officer, "consortium", company=case.adopter.company).answer == "met"


def test_what_is_not_received_is_not_judged():
    case = a_ready_application()

    assert commands.screen_due(now=closing(case)) == 0


@pytest.mark.clause("3-exception-1")
def test_a_cure_stated_before_the_first_evaluation_opens_turns_the_verdict_by_itself(case, officer, agency_officer):
    known(case.adopter, "tax-arrears", "unpaid")
    known(case.adopter, "local-tax-arrears", "none")
    commands.screen_due(now=closing(case))
    hit = verdict(case, officer, "(7)", company=case.adopter.company)

    commands.state_cure(
        application_id=case.id,
        verdict_id=hit.id,
        fact="tax-arrears",
        since_on=date(2024, 5, 10),
        by=agency_officer.actor,
        at=opening(case) - timedelta(days=3),
    )
    commands.screen_due(now=opening(case) + timedelta(hours=5))

    after = verdict(case, officer, "(7)", company=case.adopter.company)
    assert (hit.answer, hit.standing) == ("not_met", "curable")
    assert (after.answer, after.standing, len(after.facts)) == ("met", "cured", 3)


@pytest.mark.clause("3-exception-1")
def test_a_cure_stated_once_the_first_evaluation_has_opened_comes_too_late(case, officer):
    known(case.adopter, "tax-arrears", "unpaid")
    commands.screen_due(now=closing(case))
    known(case.adopter, "tax-arrears", "none", since=date(2024, 5, 20), at=opening(case) + timedelta(seconds=1))
    commands.screen_due(now=opening(case) + timedelta(hours=5))

    after = verdict(case, officer, "(7)", company=case.adopter.company)
    assert (after.answer, after.standing) == ("not_met", "final")


@pytest.mark.clause("3-as-of")
def test_a_fact_about_a_representative_is_a_hit_for_the_person_alone(case, officer):
    known(case.supplier, "participation-bar", "sanctioned", representative="오지환")
    commands.screen_due(now=closing(case))

    found = [verdict(case, officer, "(10)", company=case.supplier.company, person=p).answer for p in ("", "오지환")]
    assert found == ["unknown", "not_met"]


@pytest.mark.clause("3(4)")
def test_an_officer_decides_what_is_open_with_a_reason_and_later_runs_keep_it(case, officer):
    commands.screen_due(now=closing(case))
    find(case, officer, verdict(case, officer, "(4)", company=case.adopter.company))

    row = verdict(case, officer, "(4)", company=case.adopter.company)
    assert (row.answer, row.standing, row.state, row.reason) == ("met", "found", "found", "사업비의 장비 비중이 8%")
    entry = timeline(Ref(Kind.APPLICATION, case.id))[-1]
    assert (entry.name, entry.person_id, entry.data["condition"]) == ("eligibility.found", officer.person.id, "(4)")

    commands.screen_due(now=opening(case))
    later = verdict(case, officer, "(4)", company=case.adopter.company)
    assert (later.id != row.id, later.answer, later.standing) == (True, "met", "found")


def test_a_finding_is_refused_without_reason_or_answer_twice_and_where_the_facts_speak(case, officer):
    known(case.adopter, "subsidy-bar", "barred")
    commands.screen_due(now=closing(case))
    row = verdict(case, officer, "(4)", company=case.adopter.company)

    assert refused(find, case, officer, row, reason="  ") == "finding_reason_missing"
    assert refused(find, case, officer, row, reason="가" * 501) == "finding_reason_missing"
    assert refused(find, case, officer, row, answer="perhaps") == "finding_answer_unknown"
    hit = verdict(case, officer, "(8)", company=case.adopter.company)
    assert refused(find, case, officer, hit) == "wrong_state"
    find(case, officer, row)
    assert refused(find, case, officer, row) == "wrong_state"


def test_a_finding_on_an_earlier_run_is_refused(case, officer):
    commands.screen_due(now=closing(case))
    row = verdict(case, officer, "(4)", company=case.adopter.company)
    commands.screen_due(now=opening(case))

    assert refused(find, case, officer, row) == "verdict_superseded"


def test_an_officer_who_belongs_to_the_company_finds_nothing_about_it(case, officer):
    commands.screen_due(now=closing(case))
    grant_role(
        person_id=officer.person.id,
        organisation=case.adopter.company.ref,
        role=Role.COMPANY_VIEWER,
        by=SYSTEM,
        at=NOW,
    )

    row = verdict(case, officer, "(4)", company=case.adopter.company)
    assert refused(find, case, officer, row) == "finding_of_own_company"


@pytest.mark.parametrize("who", ["stranger", "operator_officer", "ministry", "owner"])
def test_verdicts_and_findings_are_not_there_for_others(case, officer, request, who):
    other = request.getfixturevalue(who)
    commands.screen_due(now=closing(case))
    row = verdict(case, officer, "(4)", company=case.adopter.company)

    with pytest.raises(OutOfReach):
        screening.as_judge(case.id, other.actor)
    with pytest.raises(OutOfReach):
        find(case, other, row)
    assert Finding.objects.count() == 0


def test_a_cure_is_the_agencys_of_a_hit_that_can_be_cured_and_of_a_day_that_has_come(case, officer, agency_officer):
    known(case.adopter, "tax-arrears", "unpaid")
    known(case.adopter, "participation-bar", "barred")
    commands.screen_due(now=closing(case))
    hit = verdict(case, officer, "(7)", company=case.adopter.company)
    bar = verdict(case, officer, "(10)", company=case.adopter.company)
    at = closing(case) + timedelta(days=1)

    def cure(row=hit, by=agency_officer, fact="tax-arrears", since=date(2024, 5, 1), when=at):
        commands.state_cure(application_id=case.id, verdict_id=row.id, fact=fact, since_on=since, by=by.actor, at=when)

    assert refused(cure, by=officer) == "wrong_role"
    assert refused(cure, row=bar) == "wrong_state"
    assert refused(cure, when=opening(case)) == "wrong_state"
    assert refused(cure, fact="name") == "cure_unknown"
    assert refused(cure, since=date(2024, 5, 2)) == "cure_day_wrong"
    assert refused(cure, since=None) == "cure_day_wrong"


@pytest.mark.parametrize("count", [1, 3, 30])
def test_a_pass_over_many_applications_reads_the_same_number_of_times(case, costs, count):
    as_many_more(case, count - 1)
    party = Party.objects.get(application_id=case.id, role="supplier")
    rows = list(Application.objects.all())
    Party.objects.bulk_create(
        Party(
            application=row,
            role="supplier",
            brn=party.brn,
            company_id=party.company_id,
            state="joined",
            invited_at=NOW,
            joined_at=NOW,
        )
        for row in rows
        if row.id != case.id
    )
    with costs() as spent:
        judged = commands.screen_due(now=closing(case))

    assert (judged, spent.count) == (count, 9), str(spent)


def test_runs_verdicts_and_findings_only_grow(case, officer):
    commands.screen_due(now=closing(case))
    find(case, officer, verdict(case, officer, "(4)", company=case.adopter.company))

    for model in (Run, Verdict, Finding):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Verdict.objects.update(answer="met")
