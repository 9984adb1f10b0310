"""Whose page it is: owner and colleague write, the partner sees states and counts, a stranger finds nothing."""

import re

import pytest

from gonggo.applications import queries
from gonggo.documents.models import StoredFile
from gonggo.kernel.actor import Role
from gonggo.programs.definition import PaperKind
from personas import NOW, a_colleague_of
from world import a_complete_draft, a_draft, a_ready_application

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def pages(consortium, role: str) -> list[str]:
    """Every page of an application that one opens with GET."""
    base = f"/company/applications/{consortium.id}"
    slot = next(p.slot for p in consortium.program.papers_of(role) if p.kind is PaperKind.UPLOAD)
    return [
        base,
        f"{base}/history",
        f"{base}/papers",
        f"{base}/papers/{slot}/versions",
        f"{base}/check",
        *[f"{base}/sections/{page.key}" for page in consortium.program.sections_of(role, "new")],
    ]


def acts(consortium) -> list[str]:
    """Every address of an application that takes a POST."""
    base = f"/company/applications/{consortium.id}"
    slot = next(p.slot for p in consortium.program.papers_of("adopter") if p.kind is PaperKind.UPLOAD)
    section = consortium.program.sections_of("adopter", "new")[0].key
    party = queries.parties_of(consortium.application)[1].id
    return [
        f"{base}/parties/invite",
        f"{base}/parties/{party}/remove",
        f"{base}/parties/leave",
        f"{base}/sections/{section}",
        f"{base}/sections/{section}/keep",
        f"{base}/papers/{slot}/file",
        f"{base}/papers/{slot}/remove",
        f"{base}/check/seal",
        f"{base}/check/consent",
        f"{base}/check/consent/withdraw",
    ]


@pytest.mark.parametrize("who", ["adopter", "colleague", "supplier"])
def test_page_of_ones_own_application_opens_for_everybody_of_its_companies(who):
    consortium = a_complete_draft()
    client = getattr(consortium, who).client
    role = "supplier" if who == "supplier" else "adopter"

    assert {path: client.get(path).status_code for path in pages(consortium, role)} == dict.fromkeys(
        pages(consortium, role), 200
    )


def test_stranger_finds_no_page_and_no_act_of_it_and_changes_nothing(stranger):
    consortium = a_ready_application()
    client = stranger.client
    before = queries.draft_of(consortium.application)

    opened = {path: client.get(path).status_code for path in pages(consortium, "adopter")}
    pressed = {path: client.post(path, {"agree": "1"}).status_code for path in acts(consortium)}

    assert set(opened.values()) | set(pressed.values()) == {404}
    assert queries.draft_of(consortium.application) == before


def test_page_of_the_partners_role_does_not_exist():
    consortium = a_draft()
    theirs = consortium.program.sections_of("supplier", "new")[0].key

    answer = consortium.adopter.client.get(f"/company/applications/{consortium.id}/sections/{theirs}")

    assert answer.status_code == 404


def test_partners_answers_and_files_stand_on_no_page_of_the_other_company():
    consortium = a_ready_application()
    of_supplier = "solution-functions에 숨은 문장"
    from world import write

    write(consortium, consortium.supplier, {"solution-functions": of_supplier})
    theirs = queries.paper_rows(consortium.application, consortium.supplier.actor.company_id)
    client = consortium.adopter.client

    said = " ".join(client.get(path).content.decode() for path in pages(consortium, "adopter"))

    assert of_supplier not in said
    assert [row.document.sha256 for row in theirs if row.document.sha256 in said] == []
    assert [row.document.id for row in theirs if str(row.document.id) in said] == []


def test_leads_contacts_stand_on_no_page_of_the_supplier_though_it_consents_to_the_plan():
    consortium = a_ready_application()
    client = consortium.supplier.client

    said = " ".join(client.get(path).content.decode() for path in pages(consortium, "supplier"))

    assert "manager@example.kr" not in said
    assert "50,000,000" in said  # the budget it consents to


def test_paper_goes_back_to_its_own_company_as_an_attachment_and_to_no_other(stranger):
    consortium = a_complete_draft()
    paper = queries.paper_rows(consortium.application, consortium.adopter.actor.company_id)[0]
    url = f"/company/applications/{consortium.id}/files/{paper.document.id}"

    own = consortium.colleague.client.get(url)

    assert own["Content-Disposition"].startswith("attachment")
    assert own["X-Content-Type-Options"] == "nosniff"
    assert b"".join(own.streaming_content).startswith(b"%PDF")
    own.close()
    assert [p.client.get(url).status_code for p in (consortium.supplier, stranger)] == [404, 404]


def test_viewer_reads_and_is_offered_nothing_to_press():
    consortium = a_complete_draft()
    viewer = a_colleague_of(consortium.adopter, "구경만", role=Role.COMPANY_VIEWER)
    base = f"/company/applications/{consortium.id}"

    said = {path: viewer.client.get(path).content.decode() for path in pages(consortium, "adopter")}

    posts = {path: len(re.findall(r'<form[^>]*method="post"', text)) for path, text in said.items()}
    plain = {path: count for path, count in posts.items() if "/sections/" not in path}
    assert set(plain.values()) == {2}  # the header's two sign-out buttons, wide and narrow
    assert "data-capability" not in said[f"{base}/sections/overview"]
    assert viewer.client.post(f"{base}/check/seal").status_code == 409


@pytest.mark.parametrize(("scan", "hold"), [("infected", "none"), ("waiting", "none"), ("not_scanned", "held")])
def test_an_unsafe_paper_goes_back_only_to_who_sent_it(scan, hold):
    consortium = a_complete_draft()
    paper = queries.paper_rows(consortium.application, consortium.adopter.company.id)[0].document
    scanned = NOW if scan == "infected" else None
    StoredFile.objects.filter(sha256=paper.sha256).update(scan=scan, scanned_at=scanned, hold=hold)
    where = f"/company/applications/{consortium.id}/files/{paper.id}"

    own, colleague = consortium.adopter.client.get(where), consortium.colleague.client.get(where)

    assert (own.status_code, own.get("Content-Disposition", "")[:10]) == (200, "attachment")
    assert colleague.get("Content-Disposition", "") == ""
    assert b"%PDF" not in colleague.content
    own.close()
