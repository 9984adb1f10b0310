"""A company looks at its uploaded PDF page by page, as whoever judges it will."""

import hashlib
import io
import struct

import pytest

from documents import crafted
from documents.test_forms import SHEET, VALUES
from gonggo.applications import commands
from gonggo.documents import forms, vault
from gonggo.documents.commands import receive
from gonggo.documents.commands.pages import MOST_PAGES
from personas import NOW
from world import a_draft

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def put(case, content: bytes, name: str = "plan.pdf", slot: str = "plan") -> str:
    document = receive(
        io.BytesIO(content), declared_name=name, size_limit=30 * 1024 * 1024, by=case.adopter.actor, at=NOW
    )
    commands.place_paper(application_id=case.id, slot=slot, document_id=document.id, by=case.adopter.actor, at=NOW)
    return f"/company/applications/{case.id}/files/{document.id}/pages"


def test_each_page_is_a_picture_with_its_text_and_the_way_to_the_next():
    case = a_draft()
    pages = put(case, forms.pdf(SHEET, VALUES))

    said = case.adopter.client.get(f"{pages}/1").content.decode()
    picture = case.adopter.client.get(f"{pages}/1.png")

    assert "3쪽 중 1쪽" in said
    assert "1-1 기업명 달빛제과" in said
    assert f"{pages}/2" in said
    assert "1쪽의 그림. 글은 아래에 있습니다." in said
    assert (picture["Content-Type"], picture.content[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">I", picture.content[16:20]) == (900,)


def test_the_list_of_papers_leads_to_the_pages_of_a_pdf_and_of_nothing_else():
    case = a_draft()
    pdf = put(case, forms.pdf(SHEET))
    other = put(case, crafted.docx(), "registration.docx", "business-registration")

    said = case.adopter.client.get(f"/company/applications/{case.id}/papers").content.decode()

    assert (f"{pdf}/1" in said, f"{other}/1" in said) == (True, False)
    assert case.adopter.client.get(f"{other}/1").status_code == 404


def test_a_page_is_drawn_once_and_kept_under_the_digest_of_its_file():
    case, content = a_draft(), forms.pdf(SHEET, {"name": "한 번 그린 것"})
    pages, digest = put(case, content), hashlib.sha256(content).hexdigest()
    assert vault.kept_page(digest, 2) == b""

    drawn = case.adopter.client.get(f"{pages}/2.png").content

    assert vault.kept_page(digest, 2).endswith(drawn)
    assert case.adopter.client.get(f"{pages}/2.png").content == drawn


@pytest.mark.parametrize("number", [0, 4, MOST_PAGES + 1])
def test_there_is_no_picture_of_a_page_that_is_not_there(number):
    case = a_draft()
    pages = put(case, forms.pdf(SHEET, VALUES))

    assert case.adopter.client.get(f"{pages}/{number}.png").status_code == 404


def test_a_partner_and_a_stranger_see_no_page(stranger):
    case = a_draft()
    pages = put(case, forms.pdf(SHEET))

    for persona in (case.supplier, stranger):
        assert persona.client.get(f"{pages}/1").status_code == 404
        assert persona.client.get(f"{pages}/1.png").status_code == 404


def test_a_pdf_that_cannot_be_drawn_says_so_and_stays():
    case = a_draft()
    pages = put(case, forms.pdf(SHEET, VALUES))

    said = case.adopter.client.get(f"{pages}/4").content.decode()

    assert "이 파일은 미리 보여 드릴 수 없습니다" in said
