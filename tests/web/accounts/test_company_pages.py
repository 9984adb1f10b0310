"""Claiming, contesting, inviting and leaving, as a browser does it."""

import re

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gonggo.documents.models import Document
from gonggo.facts.queries import names_of
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import legal_day
from gonggo.parties import queries
from gonggo.parties.models import Claim, Company, Invitation, Membership
from personas import NOW, PASSWORD, a_brn, a_member, a_person
from world import a_pdf

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def said(**more):
    return {"brn": a_brn(), "name": "새별전자", "representative": "정혼자", "address": "서울 중구 세종대로 1", **more}


def test_claim_registers_the_company_and_the_session_acts_for_it(member):
    client, words = member.client, said()
    answer = client.post("/accounts/company/", words)

    company = Company.objects.get(brn=words["brn"])
    assert answer["Location"] == "/company/"
    assert client.session[queries.ORGANISATION] == str(company.ref)
    assert names_of([company.id], legal_day(NOW)) == {company.id: "새별전자"}
    assert client.get("/company/people/").context["company_name"] == "새별전자"


def test_claim_with_a_wrong_number_says_so_at_the_field_and_keeps_what_was_typed(member):
    page = member.client.post("/accounts/company/", said(brn="123-45-67890"))
    assert "사업자등록번호 10자리가 맞지 않습니다" in page.context["form"].errors["brn"][0]
    assert "새별전자" in page.content.decode()
    assert not Company.objects.exists()


def test_claim_of_a_taken_number_reveals_nothing_of_its_holder(owner, member):
    page = member.client.post("/accounts/company/", said(brn=owner.company.brn)).content.decode()
    assert "이미 등록한 분이 있습니다" in page
    assert "/accounts/company/contest/" in page
    for secret in (owner.person.name, owner.person.email, "하나정밀", str(owner.company.id)):
        assert secret not in page


def test_contest_with_a_certificate_waits_for_an_officer(owner, member, tmp_path):
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(tmp_path / "a.pdf")
    paper = SimpleUploadedFile("증명원.pdf", (tmp_path / "a.pdf").read_bytes(), "application/pdf")
    client = member.client

    answer = client.post("/accounts/company/contest/", {"brn": owner.company.brn, "certificate": paper})

    assert answer["Location"] == "/accounts/"
    claim = Claim.objects.get(claimant=member.person)
    assert (claim.state, claim.certificate_id is None) == ("contested", False)
    assert "담당자가 확인하고 있습니다" in client.get("/accounts/").content.decode()


def test_contest_with_a_broken_file_says_what_is_wrong_and_makes_no_claim(owner, member):
    paper = SimpleUploadedFile("증명원.pdf", b"", "application/pdf")
    page = member.client.post("/accounts/company/contest/", {"brn": owner.company.brn, "certificate": paper})
    assert (page.status_code, "certificate" in page.context["form"].errors) == (200, True)
    assert not Claim.objects.filter(claimant=member.person).exists()


def test_contest_of_ones_own_company_is_refused_before_its_file_is_kept(owner):
    paper = SimpleUploadedFile("증명원.pdf", a_pdf(), content_type="application/pdf")

    page = owner.client.post("/accounts/company/contest/", {"brn": owner.company.brn, "certificate": paper})

    assert set(page.context["form"].errors) == {"brn"}
    assert Document.objects.count() == 0


def test_contest_with_another_kind_than_the_field_names_is_refused_at_it_and_keeps_nothing(owner, member):
    paper = SimpleUploadedFile("증명원.zip", b"PK\x05\x06" + bytes(18), "application/zip")
    page = member.client.post("/accounts/company/contest/", {"brn": owner.company.brn, "certificate": paper})

    assert (page.status_code, "certificate" in page.context["form"].errors) == (200, True)
    assert "PDF, 그림(PNG), 그림(JPG)" in page.content.decode()
    assert (Claim.objects.filter(claimant=member.person).exists(), Document.objects.exists()) == (False, False)


def test_invitation_goes_by_mail_and_a_new_person_signs_up_with_it_and_joins(owner):
    owner.client.post("/company/people/invite", {"email": "Dul@example.kr", "role": "company_writer"})
    link = re.search(r"https?://testserver(/accounts/invitations/\S+/)", mail.outbox[-1].body).group(1)
    assert mail.outbox[-1].to == ["dul@example.kr"]

    guest = Client()
    page = guest.get(link)
    assert (page.context["company_name"], page.context["inviter"]) == ("하나정밀", "김하나")
    signed_up = guest.post(
        "/accounts/signup/",
        {"name": "둘째", "email": "dul@example.kr", "password1": PASSWORD, "next": link},
    )
    assert signed_up["Location"] == link
    joined = guest.post(link)

    person = queries.person_by_email("dul@example.kr")
    assert joined["Location"] == "/company/"
    assert queries.actor_for(person.id, owner.company.ref).role is Role.COMPANY_WRITER
    assert guest.get("/company/people/").status_code == 200
    assert "이미 쓰였거나" in guest.get(link).content.decode()


def test_invitation_does_not_prove_another_address_than_its_own(owner):
    owner.client.post("/company/people/invite", {"email": "dul@example.kr", "role": "company_writer"})
    link = re.search(r"(/accounts/invitations/\S+/)", mail.outbox[-1].body).group(1)
    guest = Client()
    guest.get(link)
    answer = guest.post(
        "/accounts/signup/", {"name": "셋째", "email": "set@example.kr", "password1": PASSWORD, "next": link}
    )
    assert answer["Location"].startswith("/accounts/address/code/")


def test_invitation_opened_by_another_person_cannot_be_accepted(owner, stranger):
    owner.client.post("/company/people/invite", {"email": "dul@example.kr", "role": "company_writer"})
    link = re.search(r"(/accounts/invitations/\S+/)", mail.outbox[-1].body).group(1)
    client = stranger.client
    assert "이 화면" not in client.get(link).content.decode()
    assert client.post(link).status_code not in (200, 302)
    assert not Membership.objects.filter(person=stranger.person, company=owner.company).exists()


def test_invitation_that_never_was_is_404(member):
    assert member.client.get("/accounts/invitations/made-up/").status_code == 404


def test_people_page_of_a_writer_shows_members_without_the_manager_s_tools(owner, colleague):
    page = colleague.client.get("/company/people/")
    assert (page.context["manages"], len(page.context["members"])) == (False, 2)
    assert "/invite" not in page.content.decode()


def test_role_taken_away_is_gone_with_the_next_request(owner, colleague):
    theirs, mine = colleague.client, owner.client
    assert theirs.get("/company/people/").status_code == 200
    held = Membership.objects.get(person=colleague.person, until_at=None)
    mine.post(f"/company/people/{held.id}/end")
    assert theirs.get("/company/people/").status_code == 404


def test_role_is_changed_and_an_invitation_withdrawn_by_the_manager(owner, colleague):
    client = owner.client
    held = Membership.objects.get(person=colleague.person, until_at=None)
    client.post(f"/company/people/{held.id}/role", {"role": "company_viewer"})
    client.post("/company/people/invite", {"email": "a@example.kr", "role": "company_writer"})
    invitation = Invitation.objects.get()
    client.post(f"/company/people/invitations/{invitation.id}/withdraw")
    invitation.refresh_from_db()
    assert queries.actor_for(colleague.person.id, owner.company.ref).role is Role.COMPANY_VIEWER
    assert invitation.state == "withdrawn"


def test_pages_of_a_company_s_people_are_404_for_a_stranger(owner, colleague, stranger, agency_officer):
    held = Membership.objects.get(person=colleague.person, until_at=None)
    before = list(Membership.objects.order_by("id").values())
    assert stranger.client.post(f"/company/people/{held.id}/end").status_code == 404
    assert stranger.client.post(f"/company/people/{held.id}/role", {"role": "company_viewer"}).status_code == 404
    assert agency_officer.client.get("/company/people/").status_code == 404
    assert a_member(a_person()).client.get("/company/people/").status_code == 404
    assert list(Membership.objects.order_by("id").values()) == before
