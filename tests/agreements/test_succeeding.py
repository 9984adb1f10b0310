"""A supplier takes the place of another: of the pool, eligible, with its consents, once everybody has signed."""

from datetime import date

import pytest
from django.conf import settings

from agreeing import a_concluded
from agreements.test_reviewing import refused
from gonggo.agreements import commands, newcomer, queries
from gonggo.agreements.models import Change, Party
from gonggo.agreements.states import ChangeState
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.refusal import OutOfReach
from gonggo.payments.terms import of_terms
from gonggo.pool.models import Registration
from gonggo.signing.queries import signing_of
from personas import an_owner
from succeeding import NOW, all_sign, another, asked, consented, everything, in_pool, prepared

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def test_who_comes_in_is_bound_once_all_have_signed_and_who_leaves_is_bound_no_more():
    made = a_concluded()
    new = another(made)
    change = commands.ask_supplier(**asked(made, new))
    consented(made, new)
    commands.prepare_change(**prepared(made, change))
    before = made.terms
    assert [one.company_id for one in before.parties] == [made.adopter.company.id, made.supplier.company.id]

    all_sign(made, new)
    assert [one.company_id for one in made.terms.parties] == [made.adopter.company.id, new.company.id]
    assert Party.objects.get(company_id=made.supplier.company.id).left_on == date(2024, 10, 2)
    assert Change.objects.get().state == ChangeState.APPROVED
    assert queries.within_reach(made.agreement_id, of=new.actor)
    with pytest.raises(OutOfReach):
        queries.within_reach(made.agreement_id, of=made.supplier.actor)
    assert of_terms(before).parties != of_terms(made.terms).parties  # what was approved before is void by it


def test_only_a_supplier_of_the_agreement_leaves_and_only_another_of_the_pool_comes():
    made = a_concluded()
    new, stranger = another(made), an_owner("최낯선", company_name="먼나라", at=NOW)
    held = in_pool(made, an_owner("이보류", company_name="보류정보", at=NOW), "held")

    refused(
        "leaving_supplier_unknown", made, commands.ask_supplier, **asked(made, new, leaves_id=made.adopter.company.id)
    )
    refused("supplier_is_party", made, commands.ask_supplier, **asked(made, made.adopter))
    for one in (stranger, held):
        refused("supplier_not_in_pool", made, commands.ask_supplier, **asked(made, one))
    refused("lead_company_only", made, commands.ask_supplier, **asked(made, new, by=made.supplier.actor))
    words = {"item": "members", "before": "이음", "after": "새롬", "reason": "바꿈", "cause_on": date(2024, 9, 25)}
    told = {"agreement_id": made.agreement_id, "by": made.adopter.actor, "at": NOW}
    refused("change_needs_signatures", made, commands.ask_change, **words, **told)


def test_nobody_is_let_in_without_consents_and_before_everything_open_was_found():
    made = a_concluded()
    new = another(made)
    change = commands.ask_supplier(**asked(made, new))

    refused("change_needs_signatures", made, commands.approve_change, change_id=change.id, answer="예",
            by=made.operator.actor, at=NOW)  # fmt: skip
    refused("wrong_role", made, commands.prepare_change, **prepared(made, change, by=made.adopter.actor))
    refused("agreement_consent_missing", made, commands.prepare_change, **prepared(made, change))
    consented(made, new)
    refused("agreement_reason_missing", made, commands.prepare_change, **prepared(made, change, answer=" "))
    refused("supplier_findings_open", made, commands.prepare_change, **prepared(made, change, found_met=()))
    Registration.objects.update(state="refused")
    refused("supplier_not_in_pool", made, commands.prepare_change, **prepared(made, change))


def test_a_refused_change_takes_the_newcomer_out_again_with_what_was_being_signed():
    made = a_concluded()
    new = another(made)
    change = commands.ask_supplier(**asked(made, new))
    consented(made, new)
    commands.prepare_change(**prepared(made, change))
    told = {"change_id": change.id, "by": made.operator.actor, "at": NOW}
    commands.refuse_change(answer="다시 알아보세요", **told)

    signing = signing_of(made.row.ref)
    assert signing is not None
    assert (signing.state, Change.objects.get().state) == ("void", ChangeState.REFUSED)
    with pytest.raises(OutOfReach):
        queries.within_reach(made.agreement_id, of=new.actor)


def test_a_termination_refuses_what_was_still_asked_for():
    made = a_concluded()
    change = commands.ask_supplier(**asked(made, another(made)))
    commands.terminate(agreement_id=made.agreement_id, in_good_faith=True, reason="중단", by=made.officer.actor, at=NOW)

    assert Change.objects.get(id=change.id).state == ChangeState.REFUSED
    assert queries.terms(made.agreement_id, of=SYSTEM).state == "terminated"


def test_all_of_it_is_done_at_the_pages_of_the_companies_and_the_operator(monkeypatch):
    made = a_concluded()
    new = another(made)
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: NOW)
    page = f"/company/agreements/{made.agreement_id}"
    asks = {"leaves_id": str(made.supplier.company.id), "reason": "사업을 접음", "cause_on": "2024-09-25"}
    assert made.adopter.client.post(f"{page}/supplier", asks | {"brn": "1"}).status_code == 422
    assert made.adopter.client.post(f"{page}/supplier", asks | {"brn": new.company.brn}).status_code == 302
    change = Change.objects.get()

    assert "동의하고 서약하기" in new.client.get(page).content.decode()
    keys = [text.key for text in made.on.program.consents_of("supplier", "agreement")]
    assert new.client.post(f"{page}/consents/give", {"agreed": keys}).status_code == 302
    answer = f"/operator/tasks/changes/{change.id}"
    office = made.operator.client.get(f"/operator/tasks/{made.agreement_id}").content.decode()
    assert "새 기업이 갖춘 것으로 확인한 자격요건" in office
    said = {"is_approved": "yes", "answer": "확인함", "found_met": sorted(everything(made))}
    found = [one.key for one in newcomer.left_open(change.id, at=NOW) or ()]
    assert made.operator.client.post(answer, said | {"found_met": found}).status_code == 302
    assert Change.objects.get().state == ChangeState.SIGNING
    assert new.client.get(f"{page}/sign").status_code == 200


def test_a_supplier_tells_at_its_page_what_happened_in_its_own_life_alone(monkeypatch):
    made = a_concluded()
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: NOW)
    page = f"/company/agreements/{made.agreement_id}"
    said = {"before": "이음데이터", "after": "이음소프트", "reason": "등기", "cause_on": "2024-09-25"}

    assert made.supplier.client.post(f"{page}/change", said | {"item": "task"}).status_code == 422
    assert made.supplier.client.post(f"{page}/change", said | {"item": "name"}).status_code == 302
    assert (Change.objects.get().item, Change.objects.get().company_id) == ("name", made.supplier.company.id)
