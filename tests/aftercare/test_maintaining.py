"""유지·보수 요청 between adopter and supplier, and the consent to use data: shown, withdrawn."""

from datetime import date

import pytest

from caring import Caring, an_aftercare, asked, consented
from deliveries import at
from gonggo.aftercare import commands, queries
from gonggo.aftercare.models import MaintenanceRequest, RequestLine
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.signing.queries import consents_to, standing_consents
from personas import an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])
DAY = date(2025, 3, 6)


@pytest.fixture
def on(db: None) -> Caring:
    return an_aftercare()


def refused(act, *args, **told) -> str:
    with pytest.raises(Refused) as no:
        act(*args, **told)
    return no.value.code


@pytest.mark.clause("1-roles-supplier", "1-roles-adopter")
def test_an_adopter_asks_the_supplier_answers_and_mends_and_the_adopter_confirms(on):
    request = asked(on)
    due = request.due_on
    supplier = {"request_id": request.id, "by": on.supplier.actor, "at": at(DAY)}
    states = [
        commands.answer(text="내일까지 고칩니다", **supplier).state,
        commands.finish(text="고쳤습니다", **supplier).state,
    ]
    states.append(commands.confirm(request_id=request.id, by=on.adopter.actor, at=at(DAY)).state)

    assert (due, states) == (date(2025, 3, 10), ["answered", "done", "confirmed"])
    (row,) = queries.whole(on.id, of=on.operator.actor).requests
    assert [line.did for line in row.lines] == ["ask", "answer", "finish", "confirm"]
    assert on.facts()[1:] == [f"aftercare.request_{one}" for one in ("asked", "answered", "done", "confirmed")]


def test_what_does_not_work_after_all_is_opened_again_with_a_new_day(on):
    request = asked(on)
    commands.finish(request_id=request.id, text="고쳤습니다", by=on.supplier.actor, at=at(DAY))
    said = {"request_id": request.id, "by": on.adopter.actor, "at": at(date(2025, 3, 7))}
    assert refused(commands.reopen, **said, text=" ") == "request_text_missing"
    again = commands.reopen(**said, text="아직도 하얗습니다")

    assert (again.state, again.due_on) == ("reopened", date(2025, 3, 12))
    assert refused(commands.confirm, **said) == "wrong_state"


@pytest.mark.clause("1-roles-supplier")
def test_each_side_does_its_own_part_alone(on):
    request = asked(on)
    told = {"request_id": request.id, "at": at(DAY)}
    assert refused(commands.answer, **told, text="고침", by=on.adopter.actor) == "supplier_only"
    assert refused(commands.finish, **told, text="고침", by=on.adopter.actor) == "supplier_only"
    assert refused(commands.withdraw, **told, by=on.supplier.actor) == "asker_only"
    assert refused(commands.answer, **told, text="고침", by=on.operator.actor) == "wrong_role"
    with pytest.raises(OutOfReach):
        commands.answer(**told, text="고침", by=an_owner().actor)
    assert (MaintenanceRequest.objects.get().state, RequestLine.objects.count()) == ("asked", 1)

    commands.withdraw(**told, by=on.adopter.actor)
    assert refused(commands.answer, **told, text="고침", by=on.supplier.actor) == "wrong_state"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": " "}, "request_title_missing"),
        ({"title": "가" * 121}, "request_title_missing"),
        ({"text": ""}, "request_text_missing"),
        ({"text": "가" * 2001}, "request_text_missing"),
    ],
)
def test_a_request_that_says_nothing_is_refused_and_nothing_is_kept(on, changed, code):
    assert (refused(asked, on, **changed), MaintenanceRequest.objects.count()) == (code, 0)


def test_only_an_adopter_asks_and_only_the_supplier_of_the_task(on):
    assert refused(asked, on, by=on.supplier.actor) == "adopter_only"
    assert refused(asked, on, supplier_id=on.adopter.company.id) == "supplier_unknown"
    assert refused(asked, on, supplier_id=an_owner().company.id) == "supplier_unknown"
    with pytest.raises(OutOfReach):
        asked(on, by=an_owner().actor)

    assert MaintenanceRequest.objects.count() == 0


def test_maintenance_is_asked_for_until_the_last_day_of_aftercare_and_not_after(on):
    last = on.row.ends_on
    assert refused(asked, on, date.fromordinal(last.toordinal() + 1)) == "aftercare_over"

    assert asked(on, last).state == "asked"


@pytest.mark.clause("7-data-consent")
def test_the_consent_to_use_data_is_shown_with_its_day_and_withdrawn_once(on):
    assert refused(commands.withdraw_data_consent, aftercare_id=on.id, by=on.adopter.actor, at=at(DAY)) == (
        "consent_missing"
    )
    consented(on)
    assert refused(commands.withdraw_data_consent, aftercare_id=on.id, by=on.supplier.actor, at=at(DAY)) == (
        "consent_missing"
    )
    (given,) = consents_to(on.row.ref, "data-use")
    assert (given.given_at, given.withdrawn_at) == (at(date(2024, 7, 31)), None)
    commands.withdraw_data_consent(aftercare_id=on.id, by=on.adopter.actor, at=at(DAY))

    assert (standing_consents(on.row.ref), consents_to(on.row.ref, "data-use")[0].withdrawn_at) == ([], at(DAY))
    assert on.facts()[-1] == "aftercare.data_consent_withdrawn"
    assert refused(commands.withdraw_data_consent, aftercare_id=on.id, by=on.adopter.actor, at=at(DAY)) == (
        "consent_missing"
    )


def test_what_is_open_with_a_supplier_that_leaves_is_its_followers_to_answer_from_that_day(on):
    request, done = asked(on), asked(on)
    commands.withdraw(request_id=done.id, by=on.adopter.actor, at=at(date(2025, 3, 6)))
    new = an_owner("한새롬", company_name="새롬소프트")
    told = {"before": on.supplier.company.id, "after": new.company.id, "at": at(date(2025, 4, 1))}

    assert commands.hand_over(agreement_id=on.row.agreement_id, **told) == 1
    assert commands.hand_over(agreement_id=on.row.agreement_id, **told) == 0
    request.refresh_from_db()
    done.refresh_from_db()
    assert (request.supplier_id, request.due_on) == (new.company.id, date(2025, 4, 4))
    assert done.supplier_id == on.supplier.company.id
