"""자격 자가진단: without signing in, clause by clause, with nothing kept."""

import re

import pytest
from django.test import Client

from gonggo.eligibility.models import Run
from world import the_program

pytestmark = [pytest.mark.django_db(databases=["default", "door"]), pytest.mark.clause("3-as-of")]


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def asked(role: str = "adopter", track: str = "new", answers: dict[str, str] | None = None):
    where = f"/programs/{the_program().key}/self-check"
    return Client().get(where, {"role": role, "track": track} | (answers or {}))


def all_good(page, **changed: str) -> dict[str, str]:
    names = dict.fromkeys(re.findall(r'name="(condition\d+)"', page.content.decode()), "met")
    return names | changed | {"answered": "1"}


@pytest.mark.clause("3-exclusion-scope")
def test_each_role_is_asked_what_binds_it():
    adopter, supplier = words(asked()), words(asked("supplier"))

    assert "(4) 장비 도입이 주목적" in adopter
    assert "(4) 장비 도입이 주목적" not in supplier
    assert "(7) 국세·지방세 체납" in supplier


@pytest.mark.clause("2-advanced")
def test_each_track_is_asked_what_binds_it():
    assert "이전 신규과제(고도화)" in words(asked(track="advanced"))
    assert "이전 신규과제(고도화)" not in words(asked())


@pytest.mark.clause("3(7)", "3-exception-1")
def test_a_ground_that_applies_is_named_with_its_clause_and_until_when_it_can_be_cured():
    page = asked()
    place = re.search(r'id="id_(condition\d+)"[^>]*>\s*<legend>\(7\)', page.content.decode())
    assert place is not None

    said = words(asked(answers=all_good(page, **{place[1]: "not_met"})))

    result = said[said.index("결과 ") : said.index("결과 보기")]
    assert "해소 가능: 5월 20일(월) 09:00 전까지" in result
    assert "공고 3-(7)" in result


def test_nothing_in_the_way_is_said_and_nothing_is_kept():
    said = words(asked(answers=all_good(asked())))

    assert "자격에 걸리는 것이 없습니다" in said
    assert Run.objects.count() == 0


@pytest.mark.parametrize("answers", [{"answered": "1"}, {"answered": "1", "condition0": "maybe"}])
def test_answers_that_are_missing_or_not_on_offer_are_shown_again(answers):
    assert asked(answers=answers).status_code == 422


def test_a_role_or_track_that_is_not_there_falls_back_to_the_first_and_another_program_is_not_there():
    assert "(4) 장비 도입이 주목적" in words(asked("king", "old"))
    assert Client().get("/programs/nothing/self-check").status_code == 404
