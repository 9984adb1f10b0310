"""What a settlement and a sanction are told by: letters of their own, mails, and an audit of what a hand did."""

from datetime import date, timedelta

import pytest

import settling
from gonggo.agreements.models import Party
from gonggo.facts.models import Fact
from gonggo.journal.commands import deliver
from gonggo.journal.models import Entry
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.clock import machine_now
from gonggo.kernel.money import won
from gonggo.messages.letters.commands import set_waiting
from gonggo.messages.letters.models import Letter
from gonggo.messages.letters.queries import letters, of_decision
from gonggo.messages.models import Mail
from gonggo.objections import commands as objections
from gonggo.programs.checking import checked
from gonggo.programs.commands import publish
from gonggo.programs.queries import program as known_program
from gonggo.settlement import commands
from gonggo.settlement.models import Return, Sanction, SettlementItem
from gonggo.settlement.sanctions import queries as sanctions
from gonggo.wiring.audit import letters as letters_audit
from gonggo.wiring.audit import settlement as audit
from personas import an_owner
from program_folders import a_copy
from sanctioning import DECIDED, NOTICED, decided, noticed
from settling import CONFIRMED, DAY
from world import PUBLISHED

pytestmark = pytest.mark.django_db(databases=["default", "door"])
M = 1_000_000


def delivered() -> None:
    while deliver(now=machine_now() + timedelta(seconds=1)):
        pass
    set_waiting()
    while deliver(now=machine_now() + timedelta(seconds=1)):
        pass


def found() -> list[str]:
    later = machine_now() + timedelta(minutes=2)
    return [one.about for check in (audit.check, letters_audit.check) for one in check(later)]


@pytest.mark.clause("1-basis")
def test_prior_notice_and_decision_are_two_letters_with_their_basis_and_the_way_to_answer(
    program, barred, officer, lead
):
    decided(noticed(program, barred, officer), officer, lead)
    delivered()

    decision, notice = letters(of=barred.actor)
    assert (notice.kind, decision.kind) == ("sanction-notice", "sanction")
    assert {str(one.content.basis.ko) for one in (notice, decision)} == {"중소기업 기술혁신 촉진법 제18조"}
    assert ("의견제출 기한", "2024. 4. 12.(금)") in [(label.ko, value.ko) for label, value in notice.content.points]
    assert (notice.until_on, decision.until_on) == (None, date(2024, 5, 3))
    assert [row[1].ko for row in decision.content.approved] == ["박세움", "두번째"]
    assert found() == []


@pytest.mark.clause("1-basis")
def test_without_a_legal_basis_no_letter_of_a_sanction_is_issued(tmp_path, barred, officer):
    folder = a_copy(tmp_path)
    text = (folder / "letters.toml").read_text(encoding="utf-8")
    start = text.index('[[room.letters.group.value]]\nkey = "basis"')
    end = text.index("[[room.letters.group", start + 10)
    (folder / "letters.toml").write_text(text[:start] + text[end:], encoding="utf-8")
    noticed(publish(checked(folder), by=SYSTEM, at=PUBLISHED), barred, officer)
    delivered()

    assert Letter.objects.count() == 0
    assert Entry.objects.filter(name="letter.withheld").count() == 1


def test_a_disposition_has_a_letter_of_its_own_with_thirty_days(program, barred, officer, lead):
    decided(noticed(program, barred, officer, ground="unlawful-gain"), officer, lead)
    delivered()

    letter = letters(of=barred.actor)[0]
    assert (letter.kind, letter.group, letter.until_on) == ("sanction-disposition", "disposition", date(2024, 5, 23))


def test_an_upheld_objection_undoes_a_sanction_from_its_first_day(program, barred, officer, lead, agency_officer):
    row = decided(noticed(program, barred, officer), officer, lead)
    delivered()
    letter = letters(of=barred.actor)[0]
    filed = objections.file_objection(
        program=known_program(letter.program, letter.program_version),
        of_decision=of_decision(letter),
        ground="facts",
        text="반납을 마쳤습니다",
        by=barred.actor,
        at=DECIDED + DAY,
    )
    objections.uphold(objection_id=filed.id, answer="입금을 확인함", by=agency_officer.actor, at=DECIDED + 2 * DAY)
    delivered()

    undone = sanctions.within_reach(row.id, of=SYSTEM)
    assert (undone.state, undone.closed_for) == ("lifted", "입금을 확인함")
    assert not Fact.objects.filter(follows=str(row.ref), until_on__gt=row.first_on).exists()
    assert found() == []


def test_return_and_recovery_are_told_in_two_letters_with_two_words(db):
    made = settling.confirmed(disallowed=55 * M)
    back = Return.objects.get()
    commands.remind(return_id=back.id, by=made.operator.actor, at=CONFIRMED + 40 * DAY)
    told = {"gain": 5 * M, "surcharge": 0, "paid_on": date(2024, 8, 5), "reason": "거짓 세금계산서"}
    agreement_id = made.row.agreement_id
    row = commands.propose_recovery(
        agreement_id=agreement_id, by=made.operator.actor, at=CONFIRMED + 41 * DAY, **told
    )  # fmt: skip
    commands.order_recovery(
        recovery_id=row.id, due_on=date(2025, 6, 2), by=made.confirmer.actor, at=CONFIRMED + 42 * DAY
    )
    delivered()

    mine = letters(of=made.company.actor)
    assert [one.kind for one in mine] == ["recovery", "return-reminder", "return-order", "agreement"]
    assert [one.content.title.ko for one in mine[:3]] == ["환수 결정 통지서", "반납 독촉장", "반납 통지서"]
    assert [one.group for one in mine[:3]] == ["gain", "", "measure"]
    told_of = " ".join(Mail.objects.filter(to=made.company.person.email).values_list("subject", flat=True))
    assert "사업비 정산이 확정되었습니다" in told_of
    assert found() == []


def test_a_return_and_a_recovery_are_told_to_who_owes_nothing_too_and_a_supplier_reads_no_amount_and_no_reason(db):
    made = settling.confirmed(disallowed=55 * M)
    supplier = made.on.on.supplier
    commands.remind(return_id=Return.objects.get().id, by=made.operator.actor, at=CONFIRMED + 40 * DAY)
    told = {"gain": 5 * M, "surcharge": 0, "paid_on": date(2024, 8, 5), "reason": "거짓 세금계산서"}
    row = commands.propose_recovery(
        agreement_id=made.row.agreement_id, by=made.operator.actor, at=CONFIRMED + 41 * DAY, **told
    )
    commands.order_recovery(
        recovery_id=row.id, due_on=date(2025, 6, 2), by=made.confirmer.actor, at=CONFIRMED + 42 * DAY
    )
    delivered()

    its = letters(of=supplier.actor)
    assert [one.kind for one in its] == ["recovery-told", "return-told", "return-told", "agreement"]
    assert [(one.group, one.until_on) for one in its[:3]] == [("", None)] * 3
    assert "독촉" in its[1].content.opening.ko
    for one in its[:3]:
        assert "귀사가 낼 금액은 없습니다" in one.content.opening.ko
        said = {label.ko: value.ko for label, value in one.content.points}
        assert said.keys() == {"협약번호", "과제명", "도입기업", "납부 기한"}
        assert said["도입기업"] == "하나정밀"
    assert {one.kind for one in letters(of=made.company.actor)} >= {"recovery", "return-order", "return-reminder"}
    assert supplier.person.email in Mail.objects.filter(template="letter_issued").values_list("to", flat=True)
    assert found() == []
    other = an_owner("박함께", company_name="함께공업", at=PUBLISHED)
    Party.objects.create(agreement_id=made.row.agreement_id, company_id=other.company.id, role="adopter", place=9)
    untold = {one.partition(" ")[0] for one in found()}
    assert untold == {"agreement.concluded", "return.ordered", "return.reminded", "recovery.ordered"}


def test_an_adopter_beside_the_lead_reads_how_much_is_given_back(db):
    made = settling.confirmed(disallowed=55 * M)
    other = an_owner("박함께", company_name="함께공업", at=PUBLISHED)
    Party.objects.create(agreement_id=made.row.agreement_id, company_id=other.company.id, role="adopter", place=9)
    delivered()

    letter = next(one for one in letters(of=other.actor) if one.kind == "return-told")
    said = {label.ko: value.ko for label, value in letter.content.points}
    assert said["반납할 금액"] == won(Return.objects.get().amount)


def test_a_disallowed_amount_changed_by_hand_is_found(db):
    made = settling.confirmed(disallowed=55 * M)
    assert [one.about for one in audit.check(machine_now())] == []
    SettlementItem.objects.filter(settlement=made.row, disallowed__gt=0).update(disallowed=1)

    assert [one.about for one in audit.check(machine_now())] == [f"settlement:{made.row.id}"]


def test_a_bar_taken_out_of_the_register_or_put_there_by_hand_is_found(program, barred, officer, lead):
    row = decided(noticed(program, barred, officer), officer, lead)
    assert list(audit.check(machine_now())) == []
    Fact.objects.filter(follows=str(row.ref)).update(until_on=row.first_on + DAY)
    assert [one.about for one in audit.check(machine_now())] == [f"sanction:{row.id}"]

    Fact.objects.filter(follows=str(row.ref)).update(until_on=row.until_on)
    Sanction.objects.filter(id=row.id).update(state="drawn")
    assert [one.about for one in audit.check(machine_now())] == [f"sanction:{row.id}"] * 2
    assert NOTICED < DECIDED
