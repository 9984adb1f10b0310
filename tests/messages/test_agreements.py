"""Mails and letters of agreements: each to whose turn it is next and whom it concerns, letters with their basis."""

from datetime import timedelta

import pytest

import succeeding
from agreeing import CONCLUDED, RESULT, Agreeing, a_concluded, an_agreement, in_papers, in_signing, laid_out, upload
from gonggo.agreements import commands
from gonggo.agreements.commands import Cut
from gonggo.agreements.models import Party
from gonggo.kernel.clock import machine_now
from gonggo.kernel.ref import Ref
from gonggo.messages.letters import queries
from gonggo.messages.models import Mail
from gonggo.signing.commands import sign
from gonggo.signing.queries import signing_of
from gonggo.wiring.audit import letters as audit
from objecting import followed
from personas import an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])
BOTH = {"adopter", "supplier"}
CAUSE = CONCLUDED.date()


def told(made: Agreeing) -> dict[str, set[str]]:
    """template → who was told, by the name of their part, of the mails of agreements; then the queue is empty."""
    followed()
    people = ("adopter", "supplier", "reviewer", "operator", "officer")
    parts = {getattr(made, name).person.email: name for name in people}
    rows = Mail.objects.filter(template__startswith="agreement_")
    found: dict[str, set[str]] = {}
    for mail in rows:
        found.setdefault(mail.template, set()).add(parts.get(mail.to, "another"))
    rows.delete()
    return {key: those - {"another"} for key, those in found.items() if those != {"another"}}


def last_letter(made: Agreeing) -> queries.Issued:
    followed()
    assert list(audit.check(machine_now() + timedelta(minutes=2))) == []
    return queries.letters(of=made.adopter.actor)[0]


def points(letter: queries.Issued) -> dict[str, str]:
    return {label.ko: value.ko for label, value in letter.content.points}


def the(made: Agreeing, at=RESULT) -> dict:
    return {"agreement_id": made.agreement_id, "at": at}


def test_each_step_up_to_the_papers_is_told_to_whom_it_concerns_and_to_nobody_of_their_own_act():
    made = an_agreement()
    told(made)
    laid_out(made)
    assert told(made) == {"agreement_laid_out": {"reviewer"}}
    lower = [Cut("labour", 40_000_000, 39_000_000, 20_000_000, "인건비 단가가 높음")]
    commands.cut(cuts=lower, **the(made), by=made.reviewer.actor)
    assert told(made) == {"agreement_cut": {"adopter"}}
    commands.dispute_cuts(says="견적대로임", **the(made), by=made.adopter.actor)
    assert told(made) == {"agreement_disputed": {"reviewer"}}
    commands.rule(cuts=[], reason="시세", **the(made), by=made.reviewer.actor)
    assert told(made) == {"agreement_cost_settled": BOTH}
    upload(made, "account")
    commands.send_back_paper(slot="account", reason="계좌번호가 안 보임", **the(made), by=made.operator.actor)
    followed()

    mail = Mail.objects.get(template="agreement_paper_sent_back")
    assert mail.to == made.adopter.person.email
    assert "사업비 전용계좌 사본" in mail.subject
    assert "계좌번호가 안 보임" in mail.body
    assert f"/go/agreement/{made.agreement_id}" in mail.body


def test_accepted_cuts_are_told_once_as_settled_costs():
    made = laid_out(an_agreement())
    lower = [Cut("labour", 40_000_000, 39_000_000, 20_000_000, "인건비 단가가 높음")]
    commands.cut(cuts=lower, **the(made), by=made.reviewer.actor)
    told(made)
    commands.accept_cuts(**the(made), by=made.adopter.actor)

    assert told(made) == {"agreement_cost_settled": {"supplier"}}


def test_more_time_is_told_to_both_companies_and_the_operator_with_the_new_days():
    made = in_papers()
    told(made)
    row = made.row
    days = {name: getattr(row, name) + timedelta(days=7) for name in ("papers_due_on", "conclude_by_on")}
    commands.put_off(**days, reason="은행 사정", **the(made), by=made.officer.actor)
    followed()

    said = Mail.objects.filter(template="agreement_put_off")
    assert {one.to for one in said} == {one.person.email for one in (made.adopter, made.supplier, made.operator)}
    assert all("2024. 7. 29.(월)" in one.body and "은행 사정" in one.body for one in said)


@pytest.mark.clause("1-basis")
@pytest.mark.clause("2-period")
def test_each_signer_is_asked_in_turn_and_the_agreement_is_told_by_a_letter_with_its_term_and_who_signed():
    made = in_signing()
    told(made)  # the officer prepared it and is the first to sign: nobody else of the agency was asked
    signing = signing_of(made.row.ref)
    for one, following in (
        (made.officer, "operator"), (made.operator, "adopter"), (made.adopter, "supplier"), (made.supplier, None),
    ):  # fmt: skip
        party = one.actor.organisation
        assert isinstance(party, Ref)
        sign(signing_id=signing.id, party=party, stepped_up_at=machine_now(), by=one.actor, at=RESULT)
        if following is not None:
            assert told(made) == {"agreement_to_sign": {following}}
    assert told(made) == {"agreement_concluded": BOTH | {"operator"}}

    letter = last_letter(made)
    assert (letter.kind, letter.content.title.ko, letter.until_on) == ("agreement", "협약 체결 통지서", None)
    assert letter.content.basis.ko == "중소기업 기술혁신 촉진법 제18조"
    assert points(letter)["구축기간"] == "2024. 7. 5. ~ 2025. 1. 5."
    assert points(letter)["정부지원금"] == "50,000,000원"
    assert points(letter)["공급기업"] == "이음데이터"
    assert points(letter)["협약번호"] == made.row.number
    signed = [row[0].ko for row in letter.content.approved if row[2].ko == "협약서 서명"]
    assert signed[2:] == ["하나정밀 관리자", "이음데이터 관리자"]
    assert len(signed) == 4
    [its_own] = queries.letters(of=made.supplier.actor)
    assert (its_own.content.to, points(its_own)) == ("이음데이터", points(letter))
    assert its_own.number != letter.number
    assert its_own.number in made.supplier.client.get("/company/letters/").content.decode()
    assert made.supplier.client.get(f"/company/letters/{letter.id}").status_code == 404


def test_a_company_that_an_agreement_binds_and_that_has_no_letter_of_it_is_found():
    made = a_concluded()
    assert last_letter(made).kind == "agreement"
    third = an_owner("한새롬", company_name="새롬소프트")
    Party.objects.create(agreement=made.row, company_id=third.company.id, role="supplier", leads=False, place=9)

    assert [one.invariant for one in audit.check(machine_now() + timedelta(minutes=2))] == ["I2"]


def test_an_approved_extension_is_told_by_a_letter_with_both_days_and_one_that_is_not_can_be_objected_to():
    made = a_concluded()
    told(made)
    ask = {"months": 1, "reason": "장비가 늦음", "cause_on": CAUSE, **the(made, CONCLUDED), "by": made.adopter.actor}
    first = commands.ask_extension(**ask)
    assert told(made) == {"agreement_change_asked": {"operator"}}
    commands.refuse_change(change_id=first.id, answer="증빙이 없음", by=made.operator.actor, at=CONCLUDED)
    assert told(made) == {"agreement_change_refused": BOTH}
    no = last_letter(made)
    second = commands.ask_extension(**ask)
    commands.approve_change(change_id=second.id, answer="인정함", by=made.operator.actor, at=CONCLUDED)
    assert told(made) == {"agreement_change_asked": {"operator"}, "agreement_change_approved": BOTH}
    yes = last_letter(made)

    assert (no.kind, no.group, points(no)["답변"]) == ("change-refused", "measure", "증빙이 없음")
    assert (yes.kind, yes.group) == ("change", "")
    assert [points(yes)[key] for key in ("변경 항목", "변경 전", "변경 후")] == [
        "구축기간 연장", "2025. 2. 1.", "2025. 3. 1.",
    ]  # fmt: skip


def test_each_letter_of_a_change_names_who_decided_on_that_change_alone():
    made = a_concluded()
    ask = {"months": 1, "reason": "장비가 늦음", "cause_on": CAUSE, **the(made, CONCLUDED), "by": made.adopter.actor}
    for answer in ("증빙이 없음", "아직 없음"):
        change = commands.ask_extension(**ask)
        commands.refuse_change(change_id=change.id, answer=answer, by=made.operator.actor, at=CONCLUDED)

    letter = last_letter(made)
    assert points(letter)["답변"] == "아직 없음"
    assert [(row[1].ko, row[2].ko) for row in letter.content.approved] == [("윤수행", "협약변경 불승인")]


def test_a_supplier_that_took_the_place_of_another_is_told_to_both_and_to_the_rest():
    made = a_concluded()
    new = succeeding.another(made)
    change = commands.ask_supplier(**succeeding.asked(made, new))
    succeeding.consented(made, new)
    commands.prepare_change(**succeeding.prepared(made, change))
    told(made)
    succeeding.all_sign(made, new)
    followed()

    said = Mail.objects.filter(template="agreement_party_changed")
    people = (made.adopter, made.supplier, new, made.operator)
    assert {one.to for one in said} == {one.person.email for one in people}
    assert "이음데이터" in said[0].body
    assert [row[2].ko for row in last_letter(made).content.approved] == ["변경 협약서 확정", "협약변경 승인"]
    assert [queries.letters(of=one.actor)[0].kind for one in (made.adopter, made.supplier, new)] == ["change"] * 3


def test_a_change_that_is_only_told_makes_no_letter():
    made = a_concluded()
    followed()
    told(made)
    before = len(queries.letters(of=made.adopter.actor))
    change = {"item": "staff", "before": "김하나", "after": "이두리", "reason": "퇴사", "cause_on": CAUSE}
    commands.ask_change(**change, **the(made, CONCLUDED), by=made.adopter.actor)

    assert told(made) == {"agreement_change_notified": {"operator"}}
    assert len(queries.letters(of=made.adopter.actor)) == before
    assert list(audit.check(machine_now() + timedelta(minutes=2))) == []


@pytest.mark.parametrize(
    ("conclude", "act", "kind", "says"),
    [
        (False, lambda made: commands.refuse(reason="거짓 서류", **the(made), by=made.officer.actor),
         "no-agreement", "거짓 서류"),
        (True, lambda made: commands.terminate(in_good_faith=False, reason="과제 중단", **the(made, CONCLUDED),
                                               by=made.officer.actor), "termination", "중단(불성실)"),
    ],
    ids=["refused", "terminated"],
)  # fmt: skip
def test_no_agreement_and_a_terminated_one_are_letters_of_their_own_that_can_be_objected_to(conclude, act, kind, says):
    made = a_concluded() if conclude else in_papers()
    told(made)
    act(made)
    name = "agreement_terminated" if conclude else "agreement_refused"
    assert told(made)[name] == BOTH | {"operator"}

    letter = last_letter(made)
    assert (letter.kind, letter.group) == (kind, "measure")
    assert says in points(letter).values()
    assert letter.content.objection.ko.endswith("까지")
