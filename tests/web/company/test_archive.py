"""Everything that a company sent, in one archive that can be checked without the house."""

import io
import json
import zipfile
from datetime import UTC, datetime

import pytest
from django.conf import settings

from documents.test_forms import words_of
from gonggo.signing.authority import key_from, own_certificate, pem_of
from gonggo.signing.manifests import findings
from gonggo.signing.verify import verified
from gonggo.wiring.cli import main
from web.company.test_receipts import answered
from world import a_ready_application, place

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def archive_of(case, persona=None) -> bytes:
    answer = (persona or case.adopter).client.post(f"/company/applications/{case.id}/archive")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    return b"".join(answer.streaming_content)


def names(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.namelist()


def changed(content: bytes, name: str, made: bytes | None) -> bytes:
    """The archive with one file replaced, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for each in before.namelist():
            if each != name:
                after.writestr(each, before.read(each))
        if made is not None:
            after.writestr(name, made)
    return out.getvalue()


@pytest.fixture
def sent():
    case = a_ready_application()
    answered(case, "submitted")
    return case


def authority():
    return settings.GONGGO_SIGNING_AUTHORITY.chain


def test_archive_holds_receipts_revisions_papers_consents_and_a_signed_list(sent, tmp_path):
    content = archive_of(sent)
    path = tmp_path / "sent.zip"
    path.write_bytes(content)

    found = names(content)

    number = sent.application.number
    assert found[0] == "README.txt"
    assert {f"receipts/{number}-1.json", "revisions/1.json", "consents.json"} <= set(found)
    assert sum(name.startswith("papers/") for name in found) == 6
    assert found[-3:] == ["manifest.json", "manifest.sig", "manifest.pem"]
    assert findings(path, authority()) == []


@pytest.mark.clause("5-documents")
def test_archive_holds_each_consent_of_the_company_and_its_people_as_a_signed_pdf_and_none_of_the_partners(sent):
    names_of = {sent.adopter: ("하나정밀", "김하나"), sent.supplier: ("이음데이터", "오지환")}
    for persona, own in names_of.items():
        with zipfile.ZipFile(io.BytesIO(archive_of(sent, persona))) as archive:
            files = {name: archive.read(name) for name in archive.namelist() if name.startswith("consents/")}
        others = {name for pair in names_of.values() for name in pair} - set(own)

        assert sorted(name.split("/")[1].removesuffix(".pdf")[:6] for name in files) == [
            "form-2", "form-2", "form-3", "part", "pledge",
        ]  # fmt: skip
        assert all(verified(made, authority()).is_sound for made in files.values())
        words = [words_of(made) for made in files.values()]
        assert [sum(name in one for one in words) for name in (*own, *sorted(others))] == [5, 5, 0, 0]
        assert not [name for name in files if any(other in name for other in others)]


def test_archive_keeps_every_version_of_a_paper(sent):
    place(sent, sent.adopter, "plan", words="고친 것")

    assert sum(name.startswith("papers/plan/") for name in names(archive_of(sent))) == 2


def test_no_partners_paper_answer_or_contact_is_in_a_companys_archive(sent):
    place(sent, sent.adopter, "plan", words="도입기업만의 서류")
    content = archive_of(sent, sent.supplier)

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist() if not name.startswith("papers/"))
        revision = json.loads(archive.read("revisions/1.json"))
        slots = {name.split("/")[1] for name in archive.namelist() if name.startswith("papers/")}
    assert "plan" not in slots
    assert revision["own"]["company"] == str(sent.supplier.actor.company_id)
    assert "manager@example.kr" not in whole.decode(errors="replace")
    assert {one["person"] for one in json.loads(zipfile.ZipFile(io.BytesIO(content)).read("consents.json"))} == {
        str(sent.supplier.person.id)
    }


@pytest.mark.parametrize(
    ("name", "made", "words"),
    [
        ("consents.json", b"[]", "consents.json: changed."),
        ("consents.json", None, "consents.json: missing."),
        ("more.txt", b"?", "more.txt: not on the list."),
        ("manifest.json", b'{"files":[]}', "The list was changed after it was signed."),
        ("manifest.sig", None, "The archive has no list or no signature."),
        ("manifest.pem", b"-----", "The list was changed after it was signed."),
    ],
)
def test_what_was_changed_in_an_archive_is_found(sent, tmp_path, name, made, words):
    path = tmp_path / "sent.zip"
    path.write_bytes(changed(archive_of(sent), name, made))

    assert [text.en for text in findings(path, authority())] == [words]


def test_the_command_checks_an_archive_against_an_authoritys_certificate(sent, tmp_path, capsys):
    path, pem = tmp_path / "sent.zip", tmp_path / "authority.pem"
    path.write_bytes(archive_of(sent))
    pem.write_text(pem_of(settings.GONGGO_SIGNING_AUTHORITY))

    assert main(["receipt", "verify", str(path), "--authority", str(pem)]) == 0
    assert "서명이 올바르고" in capsys.readouterr().out
    path.write_bytes(changed(path.read_bytes(), "consents.json", b"[]"))
    assert main(["receipt", "verify", str(path), "--authority", str(pem), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["findings"][0]["en"] == "consents.json: changed."


def test_an_archive_signed_by_another_authority_is_not_trusted(sent, tmp_path):
    other = own_certificate(key_from(b"x" * 32), "other", since=datetime(2024, 1, 1, tzinfo=UTC))
    path = tmp_path / "sent.zip"
    path.write_bytes(archive_of(sent))

    assert [text.en for text in findings(path, [other])] == ["This authority does not stand behind the signature."]


def test_nobody_else_takes_the_archive(sent, stranger):
    address = f"/company/applications/{sent.id}/archive"

    assert stranger.client.post(address).status_code == 404
    assert sent.adopter.client.get(address).status_code == 405
