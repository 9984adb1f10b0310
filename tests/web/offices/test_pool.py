"""The agency's pages of the pool: the queue with its due days, one registration, the decision on it."""

import re
import uuid
from datetime import date, timedelta

import pytest

from gonggo.documents import queries as documents
from gonggo.documents.models import StoredFile
from gonggo.documents.states import Hold, Scan
from gonggo.journal.models import Access
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import Role
from gonggo.kernel.canonical import digest
from gonggo.kernel.clock import machine_now
from gonggo.pool import commands, queries
from gonggo.pool.models import Registration
from gonggo.web.ui.wording import day
from personas import NOW, an_officer
from suppliers import an_officer_of_the_agency, begun, place, received, write

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def officer():
    return an_officer_of_the_agency()


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.clause("A2-approval")
def test_queue_shows_what_waits_with_its_due_day_and_no_draft(officer):
    case, draft = received(), begun(name="딴데이터")

    said = words(officer.client.get("/agency/pool/"))

    assert case.again().number in said
    assert draft.again().number not in said
    assert "기한이 지났습니다" not in said
    assert f"{day(date(2024, 5, 2))} ~ {day(date(2024, 5, 9))}" in said


def test_registration_shows_what_was_submitted_and_each_opening_is_logged(officer):
    case = received()

    said = words(officer.client.get(f"/agency/pool/{case.id}"))

    assert "010-9876-5432" in said
    assert "재고를 관리하는 이음" in said
    assert Access.objects.get().purpose == "pool"


@pytest.mark.clause("A2-approval")
@pytest.mark.parametrize(("late", "shown"), [(timedelta(days=11), False), (timedelta(days=12), True)])
def test_overdue_registration_stands_out_from_the_day_after_it_was_due(officer, late, shown):
    case = received(at=NOW - late)  # on the 18th, due on Monday the 29th, which is today; on the 17th, due on Friday

    pages = [words(officer.client.get(page)) for page in ("/agency/pool/", f"/agency/pool/{case.id}")]

    assert ["기한이 지났습니다" in page for page in pages] == [shown] * 2


@pytest.mark.parametrize(
    ("move", "ground", "state"),
    [
        ("approve", "", "approved"),
        ("approve_conditionally", "(2)", "conditional"),
        ("hold", "(2)", "held"),
        ("ask_for_correction", "", "correction"),
        ("refuse", "(5)", "refused"),
    ],
)
@pytest.mark.clause("A2-approval", "A2-restrictions")
def test_each_decision_is_taken_from_the_page(officer, move, ground, state):
    case = received()

    answer = officer.client.post(
        f"/agency/pool/{case.id}/decide", {"move": move, "ground": ground, "reason": "서류를 확인함"}
    )

    assert (answer.status_code, case.state) == (302, state)
    assert "서류를 확인함" in words(officer.client.get(f"/agency/pool/{case.id}"))
    assert "서류를 확인함" in words(case.supplier.client.get(f"/company/pool/{case.id}"))


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "move"),
        ({"move": "receive", "reason": "x"}, "move"),
        ({"move": "refuse", "reason": "까닭"}, "ground"),
        ({"move": "hold", "ground": "(5)", "reason": "까닭"}, "ground"),
        ({"move": "refuse", "ground": "(5)"}, "reason"),
    ],
)
def test_decision_that_lacks_something_says_it_at_the_field_and_changes_nothing(officer, sent, field):
    case = received()

    answer = officer.client.post(f"/agency/pool/{case.id}/decide", sent)

    assert (answer.status_code, case.state) == (422, "received")
    assert field in answer.context["form"].errors


def test_paper_is_downloaded_as_submitted_and_another_digest_is_not_there(officer):
    case = received()
    paper = officer.client.get(f"/agency/pool/{case.id}").context["page"].papers[0]
    address = f"/agency/pool/{case.id}/papers/{paper.slot}"

    good, bad = (
        officer.client.post(address, {"sha256": paper.file.sha256}),
        officer.client.post(address, {"sha256": "0" * 64}),
    )

    assert (good.status_code, good["Content-Disposition"].split(";")[0], bad.status_code) == (200, "attachment", 404)
    good.close()


def test_no_other_office_and_no_company_finds_the_queue_or_a_registration(stranger, operator_officer, ministry):
    case = received()
    accountant = an_officer(Role.ACCOUNTANT, kind="agency")

    for persona in (stranger, case.supplier, operator_officer, ministry, accountant):
        for address in ("/agency/pool/", f"/agency/pool/{case.id}"):
            assert persona.client.get(address).status_code == 404
        decided = persona.client.post(f"/agency/pool/{case.id}/decide", {"move": "approve"})
        assert decided.status_code == 404

    assert case.state == "received"


@pytest.mark.parametrize("count", [1, 3, 30])
def test_queue_costs_the_same_for_any_number(costs, officer, count):
    row = received().again()
    kept = {field.attname: getattr(row, field.attname) for field in Registration._meta.fields}
    Registration.objects.bulk_create(
        Registration(**kept | {"id": uuid.uuid4(), "number": f"X-{n}", "company_id": uuid.uuid4()})
        for n in range(count - 1)
    )
    client = officer.client
    client.get("/agency/pool/")
    with costs() as spent:
        assert client.get("/agency/pool/").status_code == 200

    assert spent.count == 7


def test_papers_stand_in_the_order_of_the_notice_and_what_was_replaced_can_still_be_taken(officer):
    case = received()
    commands.ask_for_correction(registration_id=case.id, reason="확인서 기한", by=officer.actor, at=NOW)
    old = next(p for p in queries.as_submitted(case.again()).papers if p.slot == "sme-certificate")
    write(case, "company", company_phone="02-999-8888")
    place(case, "sme-certificate", text="기한이 남은 확인서")
    commands.answer_correction(
        registration_id=case.id,
        shown=digest(queries.draft_of(case.again()).content),
        language="ko",
        stepped_up_at=machine_now(),
        by=case.supplier.actor,
        at=NOW,
    )
    place(case, "local-tax-clearance", text="보내지 않은 것")

    page = officer.client.get(f"/agency/pool/{case.id}").context["page"]
    taken = officer.client.post(f"/agency/pool/{case.id}/papers/{old.slot}", {"sha256": old.sha256})
    unsent = next(now.document for now in queries.draft_of(case.again()).held if now.slot == "local-tax-clearance")
    refused = officer.client.post(f"/agency/pool/{case.id}/papers/local-tax-clearance", {"sha256": unsent.sha256})

    slots = [slot.slot for slot in queries.pool(case.again()).papers]
    assert [slots.index(one.slot) for one in page.papers] == sorted(slots.index(one.slot) for one in page.papers)
    assert [(one.slot, one.file.sha256) for one in page.earlier] == [(old.slot, old.sha256)]
    assert (taken.status_code, refused.status_code) == (200, 404)
    taken.close()


def test_held_paper_waits_in_the_agencys_list_and_is_released_with_a_reason(officer, operator_officer):
    case = received()
    now = queries.draft_of(case.again()).held[0]
    found = {"scan": Scan.CLEAN, "scanned_at": NOW, "hold": Hold.HELD, "traits": ["pdf.javascript"]}
    StoredFile.objects.filter(sha256=now.document.sha256).update(**found)
    one = f"/agency/pool/{case.id}/held/{now.document.id}"

    listed = words(officer.client.get("/agency/held/"))
    seen = [person.client.get(one).status_code for person in (officer, operator_officer, case.supplier)]
    without = officer.client.post(f"{one}/release", {"reason": " "})
    before = documents.document(now.document.id).hold
    released = officer.client.post(f"{one}/release", {"reason": "글꼴만 고르는 스크립트"}, follow=True)

    assert case.again().number in listed
    assert "PDF 안의 자바스크립트" in listed
    assert (seen, without.status_code, before) == ([200, 404, 404], 422, Hold.HELD)
    assert "보류를 풀었습니다" in words(released)
    assert case.again().number not in words(officer.client.get("/agency/held/"))
    assert documents.document(now.document.id).hold is Hold.RELEASED
    assert timeline(queries.ref_of(case.id))[-1].name == "pool.paper_released"
