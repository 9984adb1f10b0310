"""Every version of a notice stays readable at an address of its own, and a later one says what it changed."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from gonggo.kernel.actor import SYSTEM
from gonggo.programs.commands import load
from program_folders import a_copy, amend

pytestmark = pytest.mark.django_db(databases=["default", "door"])
KEY = "smart-service-2024"
AMENDED = datetime(2024, 4, 30, 3, tzinfo=UTC)


@pytest.fixture
def amended(program, tmp_path):
    return load(amend(a_copy(tmp_path)), by=SYSTEM, at=AMENDED)


def _changes(page: str) -> str:
    section = re.search(r'<section id="changes">.*?</section>', page, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", section[0])) if section else ""


def test_later_version_shows_each_changed_value_before_and_now_with_its_clause(visitor, amended):
    page = visitor.get(f"/programs/{KEY}").content.decode()

    said = _changes(page)
    assert "신청·접수: 닫는 때" in said
    assert said.index("2024년 4월 30일(화) 18:00") < said.index("2024년 5월 2일(목) 18:00")
    assert re.search(r'href="[^"]*#4-window"', page[page.index('id="changes"') :])


def test_first_version_has_no_changes_and_stays_readable_at_its_address(visitor, amended):
    page = visitor.get(f"/programs/{KEY}/versions/1").content.decode()

    assert 'id="changes"' not in page
    assert "지난 1판입니다" in page
    assert "2024-04-30T18:00" in page or "4월 30일(화) 18:00" in page


def test_changes_are_told_in_the_language_of_the_reader(amended):
    page = Client(headers={"accept-language": "en"}).get(f"/programs/{KEY}").content.decode()

    assert "Applications: closes" in _changes(page)
    assert "18:00 KST" in _changes(page)


def test_board_links_each_version_to_itself_and_not_to_the_latest(visitor, amended):
    page = visitor.get("/board/").content.decode()

    links = re.findall(r'href="(/programs/[^"]+)"', page[page.index("history-") :])
    assert links[:2] == [f"/programs/{KEY}/versions/2", f"/programs/{KEY}/versions/1"]


def test_post_of_the_first_notice_leads_to_the_first_version(visitor, amended):
    page = visitor.get(f"/board/{KEY}/notice").content.decode()

    assert f'href="/programs/{KEY}/versions/1"' in page
