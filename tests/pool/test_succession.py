"""Who succeeds an approved supplier: a draft with what passes with the business, and nothing approved by it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

import agreements.test_succeeding as succeeding
import suppliers
from agreeing import Agreeing, a_concluded
from agreements.test_changing import event
from gonggo.agreements import commands as agreements
from gonggo.intake import queries as door
from gonggo.intake.commands.gates import move_deadline
from gonggo.journal.commands import deliver
from gonggo.journal.models import Entry
from gonggo.kernel.clock import machine_now
from gonggo.kernel.ref import Kind
from gonggo.kernel.refusal import Refused
from gonggo.messages.models import Mail
from gonggo.pool import commands, queries
from gonggo.pool.definition import PERSONAL
from gonggo.pool.following import with_own_deadline
from gonggo.pool.models import Registration, Supplier
from gonggo.web.ui.waiting import waiting
from gonggo.wiring import audit
from personas import Persona, an_owner
from suppliers import SOLUTION, Supplying
from world import the_program

pytestmark = pytest.mark.django_db(databases=["default", "door"])
NOW = succeeding.NOW  # 1 October, long after the window: thirty days later is 31 October
CLOSES = datetime.fromisoformat("2024-11-01T00:00:00+09:00")
LAST = CLOSES - timedelta(seconds=1)
TASK = "이어받은 풀 등록 확인하고 제출하기"


def an_approved(supplier: Persona | None = None) -> Supplying:
    return suppliers.approved(supplier=supplier) if supplier else suppliers.approved()


def refusal_of(**told) -> str:
    with pytest.raises(Refused) as caught:
        commands.open_for_successor(**told)
    return caught.value.code


def a_successor() -> Persona:
    return an_owner("한새롬", company_name="새롬소프트", at=NOW)


def followed(before: Supplying, new: Persona, at: datetime = NOW) -> Supplying:
    told = {"before_id": before.supplier.company.id, "company_id": new.company.id, "at": at}
    row = commands.open_for_successor(program_key=before.program.key, **told)
    return replace(before, supplier=new, id=row.id)


def tasks(one: Persona, at: datetime) -> list[str]:
    return [line.what for line in waiting(one.actor, at=at) if line.what == TASK]


def delivered() -> None:
    while deliver(now=machine_now() + timedelta(seconds=1)):
        pass


def merged(made: Agreeing, new: Persona) -> None:
    """The supplier has merged into ``new``, and the office accepts it."""
    said = {"item": "merger", "before": "이음데이터", "after": "새롬소프트", "reason": "합병 등기"}
    (change,) = agreements.tell_event(**event(made, made.supplier, **said, successor_id=new.company.id))
    succeeding.consented(made, new)
    agreements.accept_successor(**succeeding.prepared(made, change))
    delivered()


def test_a_draft_has_what_passes_with_the_business_and_nothing_of_the_company_or_the_people_before():
    before, new = an_approved(), a_successor()

    row = followed(before, new).again()

    assert (row.state, row.follows_id, row.started_by) == ("draft", before.id, None)
    answers = queries.draft_of(row).answers
    assert answers.text("kind") == "new"
    assert answers.text("company-name") == "새롬소프트"
    assert answers.fields["fields"] == ("logistics", "data-analysis")
    assert answers.text("record") == "국밥집 20곳에 재고 예측을 구축함"
    assert answers.solutions == (SOLUTION,)
    assert not any(answers.fields[key] for key in PERSONAL)
    assert queries.draft_of(row).held == ()
    assert "ceo.private@example.kr" not in str(answers)


def test_nothing_is_approved_by_it_and_the_company_is_told_until_when_it_registers():
    before, new = an_approved(), a_successor()
    row = followed(before, new)
    delivered()

    assert not Supplier.objects.filter(registration=row.id).exists()
    assert not queries.standing_of([new.company.id], before.program, NOW)[new.company.id].is_approved
    fact = Entry.objects.get(name="pool.begun_for_successor")
    assert (fact.subject_id, fact.role, fact.data["before"]) == (row.id, "system", before.again().number)
    assert "이어받은" in fact.basis
    mail = Mail.objects.get(template="pool_begun_for_successor")
    assert mail.to == new.person.email
    assert "승인은 넘어오지 않습니다" in mail.body
    assert "2024. 11. 1." in mail.body
    assert tasks(new, LAST) == [TASK]
    assert tasks(new, CLOSES) == []


def test_it_is_submitted_and_decided_on_like_any_other_long_after_the_window():
    before, new = an_approved(), a_successor()
    case = followed(before, new)
    gate = door.gate(queries.ref_of(case.id))
    assert gate is not None
    assert (gate.opens_at, gate.closes_at) == (NOW, CLOSES)

    for page in ("company", "representative"):
        suppliers.write(case, page, NOW)
    for paper in queries.pool(case.again()).papers:
        if paper.required:
            suppliers.place(case, paper.slot, NOW)
    revision = suppliers.sealed(case, LAST)
    receipt = door.receipt(suppliers.an_event(case, revision, at=LAST).id)
    assert receipt is not None
    commands.settle(receipt)
    suppliers.approved(case, at=CLOSES)

    assert Supplier.objects.filter(registration=case.id).exists()
    assert queries.standing_of([new.company.id], before.program, CLOSES)[new.company.id].is_approved


def test_nothing_is_written_once_its_own_days_are_over():
    case = followed(an_approved(), a_successor())
    values = {key: (value,) for key, value in suppliers.ANSWERS["company"].items()}
    told = {"registration_id": case.id, "page": "company", "values": values, "by": case.supplier.actor}

    commands.save_page(**told, at=LAST)
    with pytest.raises(Refused) as caught:
        commands.save_page(**told, at=CLOSES)
    assert caught.value.code == "pool_not_open_to_changes"


def test_an_amendment_of_the_window_leaves_its_deadline_alone_and_moves_the_others():
    before = an_approved()
    case = followed(before, a_successor())
    later = datetime(2024, 5, 7, 9, 0, tzinfo=UTC)

    moved = move_deadline(
        program=before.program.key,
        closes_at=later,
        basis="A2-window",
        kind=Kind.POOL_REGISTRATION,
        leaving=with_own_deadline(before.program.key),
    )

    assert moved == 1
    gates = [door.gate(queries.ref_of(one)) for one in (case.id, before.id)]
    assert [one.closes_at for one in gates if one] == [CLOSES, later]


def test_who_follows_nobody_approved_or_has_a_registration_of_its_own_is_refused_and_nothing_is_begun():
    waits = suppliers.received()
    new = a_successor()
    told = {"program_key": the_program().key, "company_id": new.company.id, "at": NOW}
    before = {"before_id": waits.supplier.company.id}
    assert refusal_of(**told, **before) == "pool_nothing_to_follow"

    other = an_approved(an_owner("박승인", company_name="승인소프트"))
    before = {"before_id": other.supplier.company.id}
    commands.open_for_successor(**told, **before)
    assert refusal_of(**told, **before) == "pool_registered_already"
    assert Registration.objects.filter(company_id=new.company.id).count() == 1


def test_a_supplier_that_merged_is_followed_once_it_has_its_place_and_the_page_says_what_is_to_be_done(monkeypatch):
    made = a_concluded()
    before = an_approved(made.supplier)
    new = a_successor()
    merged(made, new)

    row = Registration.objects.get(company_id=new.company.id)
    assert (row.state, row.follows_id) == ("draft", before.id)
    assert before.state == "halted"  # it is closed by the merger, and its registration says so
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: NOW)
    page = new.client.get(f"/company/pool/{row.id}").content.decode()
    assert "승인은 넘어오지 않으며 새로 정합니다" in page
    assert "기본값" in page
    assert made.supplier.client.get(f"/company/pool/{row.id}").status_code == 404
    assert [one for one in audit.pool.check(machine_now() + timedelta(hours=1)) if one.about == row.number] == []


def test_a_supplier_that_was_chosen_in_place_of_another_follows_nobody():
    made = a_concluded()
    an_approved(made.supplier)
    new = succeeding.another(made)
    change = agreements.ask_supplier(**succeeding.asked(made, new))
    succeeding.consented(made, new)
    agreements.prepare_change(**succeeding.prepared(made, change))
    succeeding.all_sign(made, new)
    delivered()

    assert made.terms.role_of(new.company.id) is not None
    assert Registration.objects.filter(follows__isnull=False).count() == 0
