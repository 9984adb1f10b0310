"""What a company reads of its own files: being checked, with an officer, done, or a problem; never more than is so."""

import re
from dataclasses import replace

import pytest

from gonggo.documents.models import StoredFile
from personas import NOW
from world import a_draft, place

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def said_of(case, **state) -> str:
    """The words of the slot with a paper that stands so."""
    slot = next(paper.slot for paper in case.program.papers_of("adopter") if paper.kind == "upload")
    place(case, case.adopter, slot)
    StoredFile.objects.update(**state)
    page = case.adopter.client.get(f"/company/applications/{case.id}/papers").content.decode()
    row = re.search(rf'<li id="slot-{slot}".*?</li>', page, re.DOTALL)
    assert row is not None
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row[0]))


@pytest.fixture
def scanner_set(settings, tmp_path):
    settings.GONGGO_ENVIRONMENT = replace(settings.GONGGO_ENVIRONMENT, scanner=str(tmp_path / "clamd"))


def test_a_clean_file_is_done():
    said = said_of(a_draft(), scan="clean", scanned_at=NOW)

    assert ("완료" in said, "검사" in said, "담당자" in said) == (True, False, False)


def test_a_file_that_waits_for_the_scanner_is_being_checked(scanner_set):
    said = said_of(a_draft(), scan="waiting")

    assert ("검사 중" in said, "완료" in said) == (True, False)


def test_a_file_from_before_the_scanner_was_set_is_being_checked(scanner_set):
    said = said_of(a_draft(), scan="not_scanned")

    assert ("검사 중" in said, "완료" in said) == (True, False)


def test_a_file_in_a_house_without_a_scanner_is_done_and_says_that_it_was_not_checked():
    assert "완료 (악성코드 검사는 하지 않음)" in said_of(a_draft(), scan="not_scanned")


def test_a_held_file_is_with_an_officer_and_says_that_it_can_be_submitted():
    said = said_of(a_draft(), scan="clean", scanned_at=NOW, hold="held", traits=["pdf.javascript"])

    assert ("담당자 확인 중" in said, "그대로 제출할 수 있습니다" in said, "완료" in said) == (True, True, False)


def test_a_held_file_that_the_scanner_has_not_seen_is_being_checked_first(scanner_set):
    said = said_of(a_draft(), scan="waiting", hold="held", traits=["pdf.javascript"])

    assert ("검사 중" in said, "담당자 확인 중" in said) == (True, False)


def test_a_released_file_is_done(scanner_set):
    state = {"hold": "released", "released_at": NOW, "release_reason": "지면만 고침"}
    case = a_draft()

    said = said_of(case, scan="clean", scanned_at=NOW, released_by=case.adopter.person.id, **state)

    assert ("완료" in said, "담당자 확인" in said) == (True, False)


def test_a_file_with_malware_is_a_problem_with_its_remedy():
    said = said_of(a_draft(), scan="infected", scanned_at=NOW)

    assert ("문제" in said, "악성코드가 들어 있어" in said, "다시 고르기" in said) == (True, True, True)
