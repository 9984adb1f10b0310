"""What the door answered, as the company reads it, also before the house has settled it."""

import json
import uuid
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from documents.test_forms import words_of
from gonggo.applications import queries, sealed
from gonggo.intake import queries as door
from gonggo.intake.models import Event, Signature
from gonggo.intake.receipts import Signer, core_of, seals
from gonggo.kernel.table import written
from world import a_ready_application, write

pytestmark = pytest.mark.django_db(databases=["default", "door"])
CLOSES = datetime(2024, 4, 30, 9, 0, tzinfo=UTC)
STAMP = datetime(2024, 4, 29, 7, 41, 7, 382_911, tzinfo=UTC)


def answered(consortium, event: str, *, seq: int = 1, at: datetime = STAMP, code: str = "", signed: bool = True) -> str:
    """A row of the door, as it writes it."""
    standing = sealed.open_revision(consortium.id)
    row = Event.objects.create(
        id=uuid.uuid4(),
        subject_kind="application",
        subject_id=consortium.id,
        number=consortium.application.number,
        seq=seq,
        event=event,
        code=code,
        basis="4-window" if code else "",
        stamped_at=at,
        closes_at=CLOSES,
        sealed_id=standing.id,
        sealed_digest=standing.digest,
        person_id=consortium.adopter.person.id,
        role="company_manager",
        company_id=consortium.adopter.actor.company_id,
        previous="",
        link="0" * 64,
        written_at=at,
        batch=uuid.uuid4(),
    )
    if signed:
        signer = Signer("test", Ed25519PrivateKey.generate())
        kept = seals([core_of(door.event_rows([row.id])[row.id])], signer.sign)[0].signature
        Signature.objects.create(batch=row.batch, **asdict(kept))
    return f"/company/receipts/{row.id}"


@pytest.mark.clause("4-online")
def test_receipt_shows_number_stamp_to_the_millisecond_deadline_and_who():
    consortium = a_ready_application()
    url = answered(consortium, "submitted")

    for persona in (consortium.adopter, consortium.colleague, consortium.supplier):
        said = persona.client.get(url).content.decode()
        for words in (
            "접수되었습니다",
            f"{consortium.application.number}-1",
            "2024년 4월 29일(월) 16:41:07.382",
            "2024년 4월 30일(화) 18:00:00",
            "하나정밀, 이음데이터",
            "1일 1시간 18분",
            "1분 안에 공개 기록에 봉인됩니다",
        ):
            assert words in said


def test_submitted_is_shown_as_received_though_the_house_has_not_settled_it():
    consortium = a_ready_application()
    answered(consortium, "submitted")

    said = consortium.adopter.client.get(f"/company/applications/{consortium.id}").content.decode()

    assert consortium.again().state == "draft"
    assert "접수증 보기" in said


@pytest.mark.clause("4-window")
def test_late_answer_is_calm_names_both_times_and_says_what_stands():
    consortium = a_ready_application()
    answered(consortium, "submitted")
    url = answered(consortium, "refused", seq=2, at=CLOSES + timedelta(seconds=3, milliseconds=204), code="late")

    said = consortium.adopter.client.get(url).content.decode()

    assert "접수 마감(18:00) 이후에 제출되어 접수되지 않았습니다. 제출 시각 18:00:03." in said
    assert f"접수된 신청({consortium.application.number}-1)이 그대로 유효합니다" in said
    assert "미접수 확인서 내려받기" in said
    assert "접수되었습니다" not in said


def test_late_the_certificate_of_non_receipt_is_a_signed_file_and_a_paper_to_download():
    consortium = a_ready_application()
    url = answered(consortium, "refused", at=CLOSES + timedelta(seconds=3), code="late")

    file, paper = (consortium.adopter.client.get(f"{url}/{kind}") for kind in ("file", "pdf"))

    assert (file.status_code, b'"refused"' in file.content, b'"late"' in file.content) == (200, True, True)
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert all(answer["Content-Disposition"].startswith("attachment") for answer in (file, paper))


def test_withdrawn_answer_says_that_one_can_submit_again():
    consortium = a_ready_application()
    answered(consortium, "submitted")
    url = answered(consortium, "withdrawn", seq=2, at=STAMP + timedelta(hours=1))

    said = consortium.adopter.client.get(url).content.decode()

    assert "신청이 철회되었습니다" in said
    assert "다시 제출하러 가기" in said
    assert (
        "신청 철회</a>" not in consortium.adopter.client.get(f"/company/applications/{consortium.id}").content.decode()
    )


@pytest.mark.parametrize("more", ["", "/qr.svg", "/file", "/pdf"])
def test_receipt_of_others_does_not_exist(more, stranger):
    url = answered(a_ready_application(), "submitted")

    assert stranger.client.get(url + more).status_code == 404
    assert stranger.client.get(f"/company/receipts/{uuid.uuid4()}{more}").status_code == 404


def test_each_company_downloads_a_file_with_its_own_papers_and_not_the_others():
    consortium = a_ready_application()
    url = answered(consortium, "submitted")

    files = {
        persona.actor.company_id: json.loads(persona.client.get(f"{url}/file").content)
        for persona in (consortium.adopter, consortium.supplier)
    }

    for company_id, made in files.items():
        own = {row.document.sha256 for row in queries.paper_rows(consortium.application, company_id)}
        assert made["own"]["company"] == str(company_id)
        assert {paper["sha256"] for paper in made["own"]["papers"]} == own
    assert len({json.dumps(made["core"], sort_keys=True) for made in files.values()}) == 1


def test_file_is_an_attachment_and_not_ready_before_its_signature_is_kept():
    consortium = a_ready_application()
    url, early = answered(consortium, "submitted"), answered(consortium, "submitted", seq=2, signed=False)
    client = consortium.adopter.client

    ready, soon = client.get(f"{url}/file"), client.get(f"{early}/file")

    assert ready["Content-Disposition"] == f'attachment; filename="{consortium.application.number}-1.json"'
    assert (soon.status_code, soon["Retry-After"]) == (503, "2")


def test_qr_is_drawn_as_svg_and_pdf_is_a_pdf():
    consortium = a_ready_application()
    url = answered(consortium, "submitted")
    client = consortium.adopter.client

    qr, pdf = client.get(f"{url}/qr.svg"), client.get(f"{url}/pdf")

    assert qr["Content-Type"] == "image/svg+xml"
    assert b"<svg" in qr.content
    assert pdf.content.startswith(b"%PDF")
    assert pdf["Content-Disposition"].startswith("attachment")


def test_receipt_shows_what_was_submitted_with_its_tables_as_page_and_as_paper_and_not_what_was_written_later():
    consortium = a_ready_application()
    lines = [
        {"line": "labour", "content": "예약 화면", "ground": "두 명", "government": "29000000"},
    ]
    url = answered(consortium, "submitted")
    write(consortium, consortium.adopter, {"budget": written(lines)})

    for persona in (consortium.adopter, consortium.supplier):
        page, paper = persona.client.get(url), persona.client.get(f"{url}/pdf")
        said, printed = page.content.decode(), words_of(paper.content)
        budget = next(one for part in page.context["page"].parts for one in part.pairs if one.term.ko == "사업비 내역")
        assert [str(cell) for cell in budget.table.foot[0].cells[3:6]] == ["50,000,000", "40,000,000", "20,000,000"]
        for words in (said, printed):
            assert "제출한 내용" in words
            assert "내용 칸" in words
            assert "50,000,000" in words
            assert "과제명은 무엇인가요? 답" in words
            assert "예약 화면" not in words
            assert "government" not in words
    lead_contact = "manager@example.kr"
    assert lead_contact in words_of(consortium.adopter.client.get(f"{url}/pdf").content)
    assert lead_contact not in words_of(consortium.supplier.client.get(f"{url}/pdf").content)
    assert lead_contact not in consortium.supplier.client.get(url).content.decode()


def test_receipt_page_costs_twelve_selects_at_most(costs):
    consortium = a_ready_application()
    url = answered(consortium, "submitted")
    client = consortium.adopter.client
    client.get(url)

    with costs() as spent:
        client.get(url)

    assert spent.count <= 12, str(spent)


def test_withdrawal_is_offered_only_when_received_and_to_the_lead():
    consortium = a_ready_application()
    url = f"/company/applications/{consortium.id}/withdraw"

    assert consortium.adopter.client.get(url).status_code == 409
    assert consortium.supplier.client.get(url).status_code == 409


class StandingClock:
    """A clock that stands."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    def offset(self) -> timedelta:
        return self._at - datetime.now(tz=UTC)


def test_what_is_received_as_it_is_offers_its_receipt_and_no_second_submission():
    consortium = a_ready_application()
    url = answered(consortium, "submitted")

    said = consortium.adopter.client.get(f"/company/applications/{consortium.id}/check").content.decode()

    assert "이미 접수되었습니다" in said
    assert url in said
    assert "/intake/submit" not in said


@pytest.mark.clause("4-window")
def test_after_the_deadline_the_draft_is_readable_and_nothing_offers_to_submit(settings):
    consortium = a_ready_application()
    base = f"/company/applications/{consortium.id}"
    client = consortium.adopter.client
    settings.GONGGO_CLOCK = StandingClock(CLOSES)

    hub, check = (client.get(page).content.decode() for page in (base, f"{base}/check"))

    assert "접수 마감이 지나 제출할 수 없습니다" in hub
    assert "접수 마감이 지나 제출할 수 없습니다" in check
    assert "과제명은 무엇인가요? 답" in check
    assert "/intake/submit" not in check
