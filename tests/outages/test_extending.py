"""An extension: proposed by the rule, confirmed by another officer, published; and every way in which it is refused."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from gonggo.applications.queries import ref_of
from gonggo.intake.queries import gate
from gonggo.journal.commands import deliver
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import Role
from gonggo.kernel.basis import source
from gonggo.kernel.clock import machine_now
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.kernel.text import Text
from gonggo.messages.models import Mail
from gonggo.outages import commands, queries
from gonggo.outages.models import Proposal
from gonggo.outages.states import ProposalState
from gonggo.programs import commands as programs
from gonggo.programs import queries as loaded
from gonggo.programs.extending import Extension
from outing import CLOSES, in_april, in_may, seen
from personas import Persona, an_officer
from world import a_draft, the_program

pytestmark = pytest.mark.django_db(databases=["default", "door"])
KEY = "smart-service-2024"
WHY = "마감 직전 30분 동안 접속이 되지 않았음"
BEGAN, RECOVERED = in_april(30, 17, 30), in_april(30, 18, 10)
NEW = in_may(1, 18)


@pytest.fixture(autouse=True)
def program(db: None):
    return the_program()


@pytest.fixture
def officer(db: None) -> Persona:
    return an_officer(Role.AGENCY_OFFICER, kind="agency")


@pytest.fixture
def lead(db: None) -> Persona:
    return an_officer(Role.AGENCY_LEAD, kind="agency", name="최여섯")


AT = in_april(30, 19)


def propose(by: Persona, *, at: datetime = AT, **changed: object) -> Proposal:
    told = {"program": KEY, "announced_at": RECOVERED, "moves_as_of_day": True, "reason": WHY} | changed
    return commands.propose(**told, by=by.actor, at=at)


def confirm(row: Proposal, by: Persona, *, at: datetime = AT, **changed: object):
    told = {"decision": "기록을 확인함", "stepped_up_at": machine_now()} | changed
    return commands.confirm(proposal_id=row.id, **told, by=by.actor, at=at)


def facts() -> list[str]:
    return [line.name for line in timeline(loaded.program_ref(KEY))]


def refused(act: Callable[[], object]) -> str:
    """The code; nothing has changed."""
    before = (list(Proposal.objects.values()), facts(), loaded.program(KEY).version)
    with pytest.raises(Refused) as no:
        act()
    assert (list(Proposal.objects.values()), facts(), loaded.program(KEY).version) == before
    return no.value.code


def test_what_the_rule_gives_is_proposed_with_all_that_it_rests_on(officer):
    seen((BEGAN, RECOVERED))

    row = propose(officer)

    assert (row.state, row.rule, row.old_closes_at, row.closes_at) == ("proposed", "inside", CLOSES, NEW)
    assert (row.began_at, row.recovered_at, row.announced_at) == (BEGAN, RECOVERED, RECOVERED)
    assert (row.proposed_by, row.reason, row.moves_as_of_day) == (officer.person.id, WHY, True)
    assert facts()[-1] == "deadline.proposed"
    assert timeline(loaded.program_ref(KEY))[-1].basis == "국가종합전자조달시스템의 장애 처리 기준"
    assert loaded.program(KEY).window("application").closes == CLOSES


def test_confirmed_by_another_it_is_the_next_version_of_the_notice(officer, lead):
    seen((BEGAN, RECOVERED))

    extended = confirm(propose(officer), lead)

    row, part = Proposal.objects.get(), extended.windows["application"]
    assert (row.state, row.decided_by, row.decided_at) == (ProposalState.CONFIRMED, lead.person.id, AT)
    assert (extended.version, str(extended.versions[-1].kind)) == (2, "extension")
    assert extended.versions[-1].reason == Text(
        "시스템 장애(4월 30일 17:30 ~ 4월 30일 18:10)로 접수 마감을 연장합니다.",
        "The deadline is extended for an outage (30 Apr 17:30 to 30 Apr 18:10).",
    )
    assert (part.closes, [(one.version, one.old) for one in part.moved]) == (NEW, [(2, CLOSES)])
    assert extended.judged_on().isoformat() == "2024-05-01"
    assert {one.path for one in loaded.changed_in(KEY, 2)} == {
        "moment.helpline.ends.at",
        "version",
        "versions.2",
        "window.application.closes",
        "window.application.moved",
        "window.pool.closes",
        "window.pool.moved",
    }
    assert facts()[-2:] == ["program.loaded", "deadline.extended"]


def test_windows_that_close_at_another_time_stay(officer, lead):
    seen((BEGAN, RECOVERED))
    before = loaded.program(KEY)

    after = confirm(propose(officer), lead)

    assert after.window("consulting") == before.window("consulting")
    assert after.moment("evaluation.opens") == before.moment("evaluation.opens")


def test_the_day_of_judgement_stays_where_the_officers_say_so(officer, lead):
    seen((BEGAN, RECOVERED))

    extended = confirm(propose(officer, moves_as_of_day=False), lead)

    assert (extended.window("application").last_day.isoformat(), extended.judged_on().isoformat()) == (
        "2024-05-01",
        "2024-04-30",
    )


def test_every_gate_moves_and_every_owner_of_a_draft_is_told_old_and_new_deadline_and_why(officer, lead):
    drafts = [a_draft(), a_draft()]
    deliver(now=machine_now(), limit=1000)
    Mail.objects.all().delete()
    seen((BEGAN, RECOVERED))

    confirm(propose(officer), lead)
    deliver(now=machine_now(), limit=1000)

    assert {gate(ref_of(case.id)).closes_at for case in drafts} == {NEW}
    told = Mail.objects.filter(template="deadline_extended")
    assert {mail.to for mail in told} >= {case.adopter.person.email for case in drafts}
    body = told.get(to=drafts[0].adopter.person.email).body
    for words in (
        "2024. 5. 1.(수) 18:00",
        "2024. 4. 30.(화) 18:00",
        "시스템 장애(4월 30일 17:30",
        drafts[0].application.number,
    ):
        assert words in body
    assert Mail.objects.filter(template="notice_amended").count() == 0


def test_an_outage_after_the_extension_moves_the_new_deadline(officer, lead):
    seen((BEGAN, RECOVERED))
    confirm(propose(officer), lead)
    seen((in_may(1, 17, 40), in_may(1, 17, 50)), since=in_may(1, 17))

    at = in_may(1, 18, 5)
    again = confirm(propose(officer, at=at, announced_at=at), lead, at=at)

    assert (again.version, again.window("application").closes) == (3, in_may(2, 18))
    assert [one.old for one in again.windows["application"].moved] == [CLOSES, NEW]


class TestRefused:
    def test_where_no_outage_moves_the_deadline(self, officer):
        seen((in_april(30, 9), in_april(30, 9, 30)))

        assert refused(lambda: propose(officer)) == "no_extension_due"

    def test_without_any_record(self, officer):
        assert refused(lambda: propose(officer)) == "no_extension_due"

    def test_while_the_outage_lasts(self, officer):
        seen((BEGAN, None))

        assert refused(lambda: propose(officer)) == "outage_lasts"

    def test_a_second_proposal_beside_an_open_one(self, officer, lead):
        seen((BEGAN, RECOVERED))
        propose(officer)

        assert refused(lambda: propose(lead)) == "proposal_open"

    @pytest.mark.parametrize("announced", [RECOVERED - timedelta(microseconds=1), AT + timedelta(microseconds=1)])
    def test_an_announcement_before_recovery_or_later_than_now(self, officer, announced):
        seen((BEGAN, RECOVERED))

        assert refused(lambda: propose(officer, announced_at=announced)) == "announcement_wrong"

    @pytest.mark.parametrize("reason", ["", "   ", "가" * 501])
    def test_without_a_reason_or_with_too_long_a_one(self, officer, lead, reason):
        seen((BEGAN, RECOVERED))
        assert refused(lambda: propose(officer, reason=reason)) == "extension_reason_missing"
        row = propose(officer)

        assert refused(lambda: confirm(row, lead, decision=reason)) == "extension_reason_missing"
        assert (
            refused(lambda: commands.drop(proposal_id=row.id, decision=reason, by=lead.actor, at=AT))
            == "extension_reason_missing"
        )

    def test_the_second_by_the_first_also_in_another_role(self, officer):
        seen((BEGAN, RECOVERED))
        row = propose(officer)

        assert refused(lambda: confirm(row, officer)) == "extension_second_person"

    def test_the_database_itself_knows_that_it_takes_two(self, officer):
        seen((BEGAN, RECOVERED))
        row = propose(officer)

        with pytest.raises(IntegrityError), transaction.atomic():
            Proposal.objects.filter(pk=row.pk).update(
                state="confirmed", decided_by=officer.person.id, decided_at=AT, decision="혼자"
            )

    @pytest.mark.parametrize("proved", [None, timedelta(minutes=6)])
    def test_without_a_fresh_proof_of_who_confirms(self, officer, lead, proved):
        seen((BEGAN, RECOVERED))
        row = propose(officer)
        proof = machine_now() - proved if proved else None

        assert refused(lambda: confirm(row, lead, stepped_up_at=proof)) == "step_up_missing"

    def test_what_is_decided_already(self, officer, lead):
        seen((BEGAN, RECOVERED))
        row = propose(officer)
        commands.drop(proposal_id=row.id, decision="다시 확인", by=lead.actor, at=AT)

        assert refused(lambda: confirm(row, lead)) == "wrong_state"
        assert refused(lambda: commands.drop(proposal_id=row.id, decision="또", by=lead.actor, at=AT)) == "wrong_state"
        confirmed = propose(officer)
        confirm(confirmed, lead)
        assert refused(lambda: confirm(confirmed, lead)) == "wrong_state"

    def test_a_proposal_that_a_new_record_made_stale(self, officer, lead):
        seen((BEGAN, RECOVERED))
        row = propose(officer)
        seen((in_april(30, 17, 5), in_april(30, 17, 20)), since=in_april(30, 17))

        assert refused(lambda: confirm(row, lead)) == "extension_stale"

    def test_a_proposal_under_a_deadline_that_was_moved_meanwhile(self, officer, lead):
        seen((BEGAN, RECOVERED))
        row = propose(officer)
        told = Extension(in_may(7, 18), Text("정정", "Amended"), source("정정"), moves_as_of_day=True)
        programs.extend(key=KEY, told=told, by=lead.actor, at=AT)

        assert refused(lambda: confirm(row, lead)) == "extension_stale"

    def test_a_new_deadline_that_is_over_already(self, officer, lead):
        seen((BEGAN, RECOVERED))
        assert refused(lambda: propose(officer, at=NEW)) == "extension_over"
        row = propose(officer, at=NEW - timedelta(microseconds=1))

        assert refused(lambda: confirm(row, lead, at=NEW)) == "extension_over"

    @pytest.mark.parametrize("closes", [CLOSES, CLOSES - timedelta(hours=1)])
    def test_a_deadline_that_is_not_later(self, lead, closes):
        told = Extension(closes, Text("연장", "Extended"), source("기준"), moves_as_of_day=True)

        assert refused(lambda: programs.extend(key=KEY, told=told, by=lead.actor, at=AT)) == "deadline_not_later"

    @pytest.mark.parametrize("role", [Role.COST_REVIEWER, Role.ACCOUNTANT, Role.INSPECTOR])
    def test_others_of_the_agency(self, officer, role):
        seen((BEGAN, RECOVERED))
        other, row = an_officer(role, kind="agency"), propose(officer)

        assert refused(lambda: propose(other)) == "wrong_role"
        assert refused(lambda: confirm(row, other)) == "wrong_role"

    @pytest.mark.parametrize(("role", "kind"), [(Role.OPERATOR_LEAD, "operator"), (Role.MINISTRY, "ministry")])
    def test_other_offices_do_not_know_of_it(self, officer, role, kind):
        seen((BEGAN, RECOVERED))
        row, other = propose(officer), an_officer(role, kind=kind)

        with pytest.raises(OutOfReach):
            confirm(row, other)
        assert queries.proposals(KEY, of=other.actor) == []


def test_dropped_it_leaves_the_deadline_and_another_can_be_proposed(officer, lead):
    seen((BEGAN, RECOVERED))
    row = propose(officer)

    commands.drop(proposal_id=row.id, decision="점검 서버의 문제였음", by=officer.actor, at=AT)

    assert (loaded.program(KEY).version, facts()[-1]) == (1, "deadline.left")
    assert propose(lead).state == "proposed"
