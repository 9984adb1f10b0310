"""Papers, consents, eligibility, signatures: without any of them there is no agreement."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pypdf
import pytest

from agreeing import (
    RESULT,
    Agreeing,
    an_agreement,
    give_consents,
    in_papers,
    in_signing,
    judged,
    papers_accepted,
    sign_all,
    upload,
)
from agreements.test_reviewing import refused, the
from gonggo.agreements import commands, papers, queries
from gonggo.agreements.states import AgreementState
from gonggo.documents import vault
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.clock import machine_now
from gonggo.kernel.refusal import OutOfReach
from gonggo.signing.commands import sign
from gonggo.signing.queries import signing_of
from personas import an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def prepare(made: Agreeing) -> dict:
    return {**the(made), "by": made.officer.actor}


@pytest.mark.clause("7-data-consent")
def test_there_is_no_agreement_without_the_data_use_consent_the_private_share_and_every_paper():
    made = in_papers()

    first = refused("agreement_consent_missing", made, commands.prepare_signing, **prepare(made))
    assert (str(first.basis), first.facts["count"]) == ("7-data-consent", 7)
    give_consents(made)
    refused("agreement_papers_missing", made, commands.prepare_signing, **prepare(made))
    for slot in ("revised-plan", "account"):
        upload(made, slot)
        commands.accept_paper(slot=slot, **the(made), by=made.operator.actor)
    refused("private_share_missing", made, commands.prepare_signing, **prepare(made))
    upload(made, "private-share")
    refused("private_share_missing", made, commands.prepare_signing, **prepare(made))
    commands.accept_paper(slot="private-share", **the(made), by=made.operator.actor)
    refused("agreement_papers_missing", made, commands.prepare_signing, **prepare(made))
    commands.leave_out_guarantee(**the(made), by=made.adopter.actor)
    refused("not_judged", made, commands.prepare_signing, **prepare(made))
    judged(made)

    commands.prepare_signing(**prepare(made))

    assert (made.terms.state, made.terms.has_advance) == (AgreementState.SIGNING, False)


def test_papers_are_placed_by_the_lead_in_time_and_looked_at_by_the_office():
    made = in_papers()
    late = datetime(2024, 7, 22, 15, 0, tzinfo=UTC)  # 00:00 of the day after the last, in Seoul

    refused("agreement_slot_unknown", made, upload_of(made, "diary"))
    refused("lead_company_only", made, lambda: upload(made, "account", by=made.supplier))
    refused("agreement_papers_late", made, lambda: upload(made, "account", at=late))
    refused("agreement_slot_empty", made, commands.accept_paper, slot="account", **the(made), by=made.operator.actor)
    upload(made, "account", at=late - timedelta(microseconds=1))
    sent = {"slot": "account", **the(made)}
    refused("wrong_role", made, commands.accept_paper, **sent, by=made.adopter.actor)
    refused("agreement_reason_missing", made, commands.send_back_paper, reason="", **sent, by=made.operator.actor)
    commands.send_back_paper(reason="흐려서 읽을 수 없음", **sent, by=made.operator.actor)
    upload(made, "account", at=late)  # what was sent back can be replaced until there must be an agreement
    commands.accept_paper(**sent, by=made.operator.actor)
    refused("agreement_paper_accepted", made, lambda: upload(made, "account"))

    slots = {one.slot.key: one for one in papers.slots_of(made.terms, made.on.program)}
    assert (slots["account"].is_accepted, slots["account"].is_open, slots["guarantee"].is_open) == (True, False, True)


def upload_of(made: Agreeing, slot: str):
    return lambda: upload(made, slot)


def test_consents_are_taken_whole_with_proof_and_shown_with_text_and_date():
    made = in_papers()
    said = {**the(made), "language": "ko", "by": made.adopter.actor}

    refused("agreement_texts_missing", made, commands.consent, keys=["data-use"], stepped_up_at=machine_now(), **said)
    both = ["data-use", "integrity"]
    refused("step_up_missing", made, commands.consent, keys=both, stepped_up_at=None, **said)
    stranger = an_owner(at=RESULT)
    with pytest.raises(OutOfReach):
        commands.consent(keys=both, stepped_up_at=machine_now(), **the(made), language="ko", by=stranger.actor)
    commands.consent(keys=both, stepped_up_at=machine_now(), **said)

    shown = papers.data_consents(made.terms, of=made.adopter.actor)
    assert [(one.text.key, one.given_at, one.person) for one in shown] == [
        ("data-use", RESULT, made.adopter.person.name),
        ("integrity", RESULT, made.adopter.person.name),
    ]
    assert papers.data_consents(made.terms, of=made.supplier.actor) == []


def test_what_is_not_met_stops_the_agreement_until_an_officer_decides():
    made = in_papers()
    give_consents(made)
    papers_accepted(made)
    refused("not_judged", made, commands.let_pass, reason="괜찮음", **the(made), by=made.officer.actor)
    commands.judge(**the(made), by=made.operator.actor)
    refused("eligibility_open", made, commands.prepare_signing, **prepare(made))
    refused("nothing_to_let_pass", made, commands.let_pass, reason="괜찮음", **the(made), by=made.officer.actor)
    find(made, "not_met")
    refused("eligibility_lost", made, commands.prepare_signing, **prepare(made))
    refused("wrong_role", made, commands.let_pass, reason="괜찮음", **the(made), by=made.operator.actor)
    refused("agreement_reason_missing", made, commands.let_pass, reason=" ", **the(made), by=made.officer.actor)
    commands.let_pass(reason="해소 증빙을 확인함", **the(made), by=made.officer.actor)

    commands.prepare_signing(**prepare(made))

    assert made.row.state == AgreementState.SIGNING


def find(made: Agreeing, answer: str) -> None:
    from gonggo.agreements.judged import judgement_of
    from gonggo.applications.commands import find_verdicts

    found = judgement_of(made.row)
    answers = {one.id: answer for one in found.unknown}
    find_verdicts(application_id=made.application.id, answers=answers, reason="확인", by=made.officer.actor, at=RESULT)


def test_an_overdue_agreement_is_not_prepared_until_the_day_is_put_off():
    made = in_papers()
    give_consents(made)
    papers_accepted(made)
    late = datetime(2024, 8, 6, 1, 0, tzinfo=UTC)
    judged(made, at=late)
    refused("agreement_overdue", made, commands.prepare_signing, **prepare(made) | {"at": late})
    off = {**the(made), "reason": "비목 협의가 길어짐", "by": made.officer.actor}
    earlier = {"papers_due_on": date(2024, 7, 1), "conclude_by_on": date(2024, 9, 1)}
    refused("agreement_days_not_later", made, commands.put_off, **off, **earlier)
    refused("wrong_role", made, commands.put_off, **off | {"by": made.adopter.actor}, **earlier)
    commands.put_off(**off, papers_due_on=date(2024, 7, 31), conclude_by_on=date(2024, 8, 30))

    commands.prepare_signing(**prepare(made) | {"at": late})

    assert made.row.state == AgreementState.SIGNING


@pytest.mark.clause("1-basis")
@pytest.mark.clause("1-roles-agency", "1-roles-operator", "1-roles-adopter", "1-roles-supplier")
def test_the_agreement_names_its_legal_basis_its_parties_and_the_money_and_keeps_its_digest():
    made = in_signing()

    with vault.opened(made.row.sha256) as file:
        text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(file.read())).pages)

    folded = "".join(text.split())
    for words in ("제18조", made.row.number, "50,000,000", "110,000,000", "하나정밀", "이음데이터", "6개월"):
        assert words in folded, words
    assert [one.label.ko for one in signing_of(made.row.ref).signers] == [
        "전담기관",
        made.on.program.operator_label.ko,
        "도입기업",
        "공급기업",
    ]


def test_a_signature_out_of_order_is_refused_and_the_last_one_concludes_the_agreement():
    made = in_signing()
    signing = signing_of(made.row.ref)
    wrong = {"signing_id": signing.id, "party": made.adopter.company.ref, "stepped_up_at": machine_now()}
    refused("signature_out_of_order", made, sign, **wrong, by=made.adopter.actor, at=RESULT)

    signed_at = datetime(2024, 8, 31, 3, 0, tzinfo=UTC)
    sign_all(made, at=signed_at)

    terms = made.terms
    assert (terms.state, terms.concluded_at) == (AgreementState.CONCLUDED, signed_at)
    assert (terms.begins_on, terms.last_on) == (date(2024, 8, 31), date(2025, 2, 28))
    assert commands.conclude(agreement_id=made.agreement_id, at=signed_at) is None


def test_what_was_taken_back_is_prepared_anew():
    made = in_signing()
    refused("wrong_role", made, commands.take_back, reason="고칠 것", **the(made), by=made.adopter.actor)

    commands.take_back(reason="주소가 틀림", **prepare(made))
    commands.prepare_signing(**prepare(made))
    sign_all(made)

    assert queries.terms(made.agreement_id, of=SYSTEM).state is AgreementState.CONCLUDED


def test_the_agency_may_make_no_agreement_and_says_why():
    made = an_agreement()
    refused("agreement_reason_missing", made, commands.refuse, reason="", **prepare(made))
    refused("wrong_role", made, commands.refuse, reason="서류 없음", **the(made), by=made.operator.actor)

    commands.refuse(reason="서류를 내지 않음", **prepare(made))

    assert (made.row.state, made.row.end_reason) == (AgreementState.LAPSED, "서류를 내지 않음")
    refused("wrong_state", made, commands.refuse, reason="또", **prepare(made))
