"""A supplier's pages of the pool: begun, filled, checked, sealed, submitted; each error at its field."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gonggo.intake.queries import receipts
from gonggo.kernel.actor import Role
from gonggo.pool import commands, queries
from gonggo.pool.models import Registration
from gonggo.wiring.settling import SETTLE
from personas import NOW, Persona, a_colleague_of, an_owner
from suppliers import ANSWERS, Supplying, an_officer_of_the_agency, begun, complete, received, sealed, withdrawn
from world import a_pdf, the_program

pytestmark = pytest.mark.django_db(databases=["default", "door"])
CAPABILITY = re.compile(r'action="/intake/submit"[^>]*><input type="hidden" name="capability" value="([^"]+)"')


def at(case: Supplying, more: str = "") -> str:
    return f"/company/pool/{case.id}{more}"


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.clause("A2-renewal", "A2-fields", "A2-documents")
def test_supplier_registers_with_nothing_but_the_pages_from_the_first_question_to_the_right_to_submit():
    the_program()
    owner = an_owner("오지환", company_name="이음데이터")
    client = owner.client

    begun_at = client.post("/company/pool/start", {"kind": "renewal"})["Location"]
    for page, values in ANSWERS.items():
        answer = client.post(f"{begun_at}/pages/{page}", values)
        assert answer.status_code == 302, text(answer)
    solution = {"name": "이음", "technologies": ["ai"], "summary": "재고를 줄입니다."}
    assert client.post(f"{begun_at}/solutions", solution).status_code == 302
    row = Registration.objects.get()
    for paper in queries.pool(row).papers:
        if paper.required:
            file = SimpleUploadedFile(f"{paper.slot}.pdf", a_pdf(paper.slot))
            assert client.post(f"{begun_at}/papers/{paper.slot}/file", {"file": file}).status_code == 302
    shown = re.search(r'name="shown" value="([0-9a-f]{64})"', client.get(f"{begun_at}/check").content.decode())
    assert shown is not None
    client.post(f"{begun_at}/check/seal", {"agree": "1", "shown": shown[1]})
    page = client.get(f"{begun_at}/check").content.decode()

    assert CAPABILITY.search(page) is not None
    assert queries.sealed(row) is not None
    assert "현행화" in page


def test_starting_again_leads_to_the_registration_that_was_begun():
    case = begun()

    answers = [case.supplier.client.get("/company/pool/start"), case.supplier.client.post("/company/pool/start")]

    assert [answer["Location"] for answer in answers] == [at(case)] * 2


def test_page_with_errors_says_each_at_its_field_and_keeps_what_was_typed():
    case = begun()

    answer = case.supplier.client.post(
        at(case, "/pages/representative"),
        {**ANSWERS["representative"], "representative-email": "없음", "representative-mobile": ""},
    )

    form = answer.context["form"]
    assert answer.status_code == 422
    assert set(form.errors) == {"representative-email", "representative-mobile"}
    assert 'value="없음"' in answer.content.decode()
    assert "오류:" in answer.content.decode()


def test_file_that_is_none_is_refused_at_its_slot_and_an_unknown_slot_is_not_there():
    case = begun()

    bad = case.supplier.client.post(
        at(case, "/papers/sme-certificate/file"), {"file": SimpleUploadedFile("a.pdf", b"nothing")}
    )
    gone = case.supplier.client.post(at(case, "/papers/nothing/file"), {"file": io.BytesIO(a_pdf())})

    assert (bad.status_code, gone.status_code) == (422, 404)
    assert queries.draft_of(case.again()).held == ()


def test_check_page_leads_from_each_gap_to_its_field():
    case = begun()

    problems = case.supplier.client.get(at(case, "/check")).context["problems"]

    urls = [problem.url for problem in problems]
    assert at(case, "/pages/representative#id_representative-mobile") in urls
    assert at(case, "/papers#slot-statements-2022") in urls


def test_sealing_without_the_box_or_over_other_content_seals_nothing():
    case = complete()
    client = case.supplier.client

    client.post(at(case, "/check/seal"), {"shown": "0" * 64})
    answer = client.post(at(case, "/check/seal"), {"agree": "1", "shown": "0" * 64})

    assert answer.status_code == 409
    assert queries.sealed(case.again()) is None


def test_receipt_of_a_registration_opens_to_its_company_and_to_no_other(stranger):
    case = received()
    receipt = f"/company/receipts/{case.again().receipt_id}"

    own, other = case.supplier.client.get(receipt), stranger.client.get(receipt)

    assert "접수되었습니다" in own.content.decode()
    assert case.again().number in own.content.decode()
    assert other.status_code == 404
    assert case.again().number in case.supplier.client.get("/company/receipts/").content.decode()


def test_correction_is_shown_with_its_reason_and_handed_in_from_the_check_page():
    case = received()
    officer = an_officer_of_the_agency()
    commands.ask_for_correction(
        registration_id=case.id, reason="중소기업확인서의 날짜가 지났습니다", by=officer.actor, at=NOW
    )
    client = case.supplier.client

    hub = client.get(at(case))
    shown = re.search(r'name="shown" value="([0-9a-f]{64})"', client.get(at(case, "/check")).content.decode())
    assert shown is not None
    answer = client.post(at(case, "/check/seal"), {"agree": "1", "shown": shown[1]})

    assert "중소기업확인서의 날짜가 지났습니다" in hub.content.decode()
    assert (answer["Location"], case.state) == (at(case), "received")


def test_received_registration_leads_to_its_withdrawal_and_the_receipt_of_it_says_what_holds():
    case = received()
    client = case.supplier.client

    hub, page = client.get(at(case)), client.get(at(case, "/withdraw"))
    withdrawn(case)
    receipt = client.get(f"/company/receipts/{receipts(queries.ref_of(case.id))[-1].id}")

    assert at(case, "/withdraw") in hub.content.decode()
    assert 'action="/intake/withdraw"' in page.content.decode()
    assert "신청이 철회되었습니다" in receipt.content.decode()
    assert at(case, "/withdraw") not in client.get(at(case)).content.decode()


PAGES = ("", "/pages/company", "/pages/representative", "/pages/details", "/solutions", "/papers", "/check")


def test_owner_and_colleague_open_every_page_and_a_stranger_and_the_offices_none(stranger, agency_officer):
    case = complete()
    sealed(case)
    people = {
        "owner": case.supplier,
        "colleague": a_colleague_of(case.supplier),
        "viewer": a_colleague_of(case.supplier, role=Role.COMPANY_VIEWER),
    }

    for page in PAGES:
        assert {name: one.client.get(at(case, page)).status_code for name, one in people.items()} == dict.fromkeys(
            people, 200
        )
        for other in (stranger, agency_officer):
            assert other.client.get(at(case, page)).status_code == 404


def test_viewer_saves_nothing_and_a_stranger_finds_nothing_to_save(stranger):
    case = begun()
    viewer = a_colleague_of(case.supplier, role=Role.COMPANY_VIEWER)

    def post(persona: Persona) -> int:
        return persona.client.post(at(case, "/pages/company"), ANSWERS["company"]).status_code

    before = case.again().answers
    assert (post(viewer), post(stranger)) == (409, 404)
    assert case.again().answers == before


@pytest.mark.parametrize("count", [0, 3, 10])
def test_pages_cost_twelve_selects_at_most_whatever_they_hold(costs, count):
    from gonggo.pool import form

    case = complete() if count else begun()
    for number in range(1, count):
        solution = form.Solution(f"솔루션 {number}", ("ai",), "설명")
        commands.add_solution(registration_id=case.id, solution=solution, by=case.supplier.actor, at=NOW)
    client = case.supplier.client
    found = {}
    for page in PAGES:
        client.get(at(case, page))
        with costs() as spent:
            assert client.get(at(case, page)).status_code == 200
        found[page] = spent.count

    assert {page: number for page, number in found.items() if number > 12} == {}


def test_every_kind_of_subject_at_the_door_has_a_room_that_follows_it():
    assert {str(kind) for kind in SETTLE} == {"application", "pool_registration"}


def test_the_facts_of_a_company_that_registered_are_what_it_said_of_itself():
    case = received()

    answer = case.supplier.client.get("/company/facts/")

    assert answer.status_code == 200
    assert "이음데이터" in text(answer)
