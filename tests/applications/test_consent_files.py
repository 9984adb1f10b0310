"""Consents as papers: the words, who agreed, how they were known, and that nothing else is in them."""

import pytest
from django.conf import settings

from documents.test_forms import words_of
from gonggo.applications import commands, in_person, sealed
from gonggo.applications.consent_files import consent_files, sealed_program
from gonggo.applications.consent_papers import consent_papers
from gonggo.applications.people import masked, person_row, secret_of
from gonggo.kernel.clock import machine_now
from gonggo.signing.verify import verified
from personas import NOW
from world import a_complete_draft, a_ready_application, consent, write

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def seal(case) -> None:
    commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW)


def papers_of(case):
    standing = sealed.open_revision(case.id)
    return consent_papers(case.application, sealed_program(standing), standing)


def files_of(case, company=None) -> dict[str, str]:
    standing = sealed.open_revision(case.id)
    found = consent_files(case.application, standing, company_id=company)
    return {one.name: " ".join(words_of(one.made(NOW)).split()) for one in found}


@pytest.mark.clause("5-documents")
def test_each_consent_of_company_and_person_is_a_paper_with_the_words_the_giver_and_the_digests():
    case = a_ready_application()

    files = files_of(case, case.adopter.company.id)

    standing = sealed.open_revision(case.id)
    own = [one for one in papers_of(case) if one.company_id == case.adopter.company.id]
    assert [(one.text.key, one.is_own) for one in own] == [
        ("credit", False), ("pledge", False), ("part", False), ("credit", True), ("information", True),
    ]  # fmt: skip
    company = files["form-2.pdf"]
    for words in (
        "서식 2",
        "하나정밀",
        "기업을 대표하여",
        "김하나",
        "자기 계정으로 로그인하고",
        case.application.number,
    ):
        assert words in company
    assert own[0].evidence.part_digest in company.replace(" ", "")
    assert standing.digest in company.replace(" ", "")
    assert own[0].text.text[0].ko[:30] in company
    person = next(words for name, words in files.items() if name.startswith("form-3-김하나"))
    assert ("본인으로서" in person, "대표자" in person, "이음데이터" in person) == (True, True, False)


def test_of_a_person_without_an_account_the_paper_names_link_and_masked_contact_and_not_the_whole_one():
    case = a_complete_draft()
    row = next(iter(case.application.people.filter(company_id=case.supplier.company.id)))
    seal(case)
    standing = sealed.open_revision(case.id)
    program = sealed_program(standing)
    commands.consent_in_person(
        person_id=row.id,
        secret=secret_of(row),
        part_digest=in_person.part_digest(program, standing.content, row.id),
        language="en",
        proved_at=machine_now(),
        at=NOW,
    )

    words = next(iter(files_of(case).values()))

    contact = masked(person_row(row.id))
    assert f"Link and one-time code sent to them ({contact}" in words
    assert case.supplier.person.email not in words
    assert "As a person, for themselves" in words


def test_a_consent_to_what_is_no_longer_sealed_is_no_paper_of_it():
    case = a_complete_draft()
    seal(case)
    consent(case, case.adopter)
    assert len(papers_of(case)) == 5

    write(case, case.adopter, {"task-title": "고친 이름"})
    seal(case)

    assert [one.is_own for one in papers_of(case)] == [True, True]


def test_the_paper_bears_the_houses_signature_and_any_change_to_it_is_found():
    case = a_ready_application()
    made = consent_files(case.application, sealed.open_revision(case.id))[0].made(NOW)
    authority = settings.GONGGO_SIGNING_AUTHORITY.chain
    changed = made.replace(b"/Title", b"/Titel", 1)

    assert changed != made
    assert (verified(made, authority).is_sound, verified(changed, authority).is_sound) == (True, False)
