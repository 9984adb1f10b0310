"""A company reads its own result from the instant on, and gives its place up for good."""

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.conf import settings
from django.urls import reverse

from costs import counted
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.programs.checking import Checked, checked
from gonggo.programs.commands import publish
from gonggo.selection import commands, queries
from gonggo.selection.models import Place
from personas import a_colleague_of
from program_folders import a_copy, spoil
from selections import DRAWN, INSTANT, Selection, a_selection, announced, with_one_place
from world import PUBLISHED

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def on(db: None) -> Selection:
    """T-1 is selected, T-2 and T-3 are in reserve, T-4 is not selected; the instant has not come."""
    found = a_selection((90, 80, 70, 0), program=with_one_place())
    announced(found)
    return found


@pytest.fixture
def out(on, monkeypatch) -> None:
    """The instant has come."""
    commands.publish_due(now=INSTANT)
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: INSTANT)


def page(on: Selection, number: int) -> str:
    client, row = on.companies[number - 1].client, on.applications[number - 1]
    answer = client.get(reverse("company:result", args=[row.id]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_the_instant_the_page_says_when_the_notice_expects_it_and_nothing_else(on, monkeypatch):
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: DRAWN)

    for number in (1, 2, 4):
        said = page(on, number)
        assert "결과 발표 전입니다" in said
        assert "7월 초" in said
        assert "과제 포기하기" not in said
    hub = on.companies[0].client.get(reverse("company:application", args=[on.applications[0].id])).content.decode()
    assert "선정되었습니다" not in hub


@pytest.mark.clause("7-selection")
def test_after_the_instant_each_reads_its_outcome_its_opinion_and_what_comes_next(on, out):
    first, second, third, fourth = (page(on, number) for number in (1, 2, 3, 4))

    assert all(
        word in first
        for word in ("선정", "90점의 의견", "사업비 검토와 협약", "2024년 7월 15일(월)까지", "과제 포기하기")
    )
    assert all(word in second for word in ("예비 1순위", "2024년 12월 31일(화) 18:00까지"))
    assert "예비 2순위" in third
    assert all(word in fourth for word in ("미선정", "50점의 의견", "이의신청하기"))
    assert "과제 포기하기" not in fourth
    assert "90.0" not in first


def test_the_task_list_and_the_history_say_the_outcome_too(on, out):
    client, row = on.companies[0].client, on.applications[0]

    hub = client.get(reverse("company:application", args=[row.id])).content.decode()
    assert all(word in hub for word in ("선정되었습니다", "결과 보기"))
    assert "선정 결과가 공개되었습니다: 선정" in client.get(reverse("company:history", args=[row.id])).content.decode()


def test_the_lead_gives_its_place_up_with_a_reason_once_and_for_good(on, out):
    client, row = on.companies[0].client, on.applications[0]
    place = reverse("company:give_up", args=[row.id])

    for lacking in ({}, {"reason": "폐업"}, {"reason": " ", "sure": "on"}):
        assert client.post(place, lacking).status_code == 422
    assert Place.objects.get(number="T-1").given_up_at is None

    assert client.post(place, {"reason": "폐업", "sure": "on"})["Location"] == reverse("company:result", args=[row.id])
    said = page(on, 1)
    assert "포기" in said
    assert "과제 포기하기" not in said
    assert client.post(place, {"reason": "폐업", "sure": "on"}).status_code == 409
    assert queries.selected(on.key) == []


def test_a_viewer_a_partner_and_a_stranger_give_nothing_up(on, out, stranger):
    viewer = a_colleague_of(on.companies[0], "구경만", role=Role.COMPANY_VIEWER)
    place = reverse("company:give_up", args=[on.applications[0].id])
    told = {"reason": "폐업", "sure": "on"}

    own = reverse("company:result", args=[on.applications[0].id])
    assert "과제 포기하기" not in viewer.client.get(own).content.decode()
    assert viewer.client.post(place, told).status_code == 409
    assert stranger.client.post(place, told).status_code == 404
    assert stranger.client.get(own).status_code == 404
    assert Place.objects.get(number="T-1").given_up_at is None


def test_the_page_costs_no_more_than_twelve_before_and_after(on):
    client, where = on.companies[1].client, reverse("company:result", args=[on.applications[1].id])
    for _ in range(2):
        with counted() as spent:
            assert client.get(where).status_code == 200
        assert spent.count <= 12, str(spent)
        commands.publish_due(now=INSTANT)


@pytest.mark.clause("1-applicant-term")
def test_a_company_is_an_applicant_until_it_is_selected_and_an_adopter_from_then_on(on, monkeypatch):
    assert {number: called(on, number) for number in (1, 2, 4)} == dict.fromkeys((1, 2, 4), "신청기업(도입기업)")

    commands.publish_due(now=INSTANT)
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: INSTANT)

    assert called(on, 1) == "도입기업"
    assert called(on, 2) == "신청기업(도입기업)"  # in reserve
    assert called(on, 4) == "신청기업(도입기업)"  # not selected


def called(on: Selection, number: int) -> str:
    """The company's role as its list of applications has it."""
    (found,) = re.findall(r"((?:신청기업\()?도입기업\)?)\s*</span></td>", listed(on, number))
    return found


def listed(on: Selection, number: int) -> str:
    """The company's page with its list of applications."""
    client = on.companies[number - 1].client
    return client.get(reverse("company:applications")).content.decode()


def test_the_list_of_applications_says_that_one_is_selected_once_it_is_published(on, monkeypatch):
    before = [re.findall(r"(적합|선정)\s*</span>", listed(on, number)) for number in (1, 4)]
    commands.publish_due(now=INSTANT)
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: INSTANT)
    after = [re.findall(r"(적합|선정)\s*</span>", listed(on, number)) for number in (1, 4)]

    assert (before, after) == ([["적합"], ["적합"]], [["선정"], ["적합"]])


@cache
def _telling_scores() -> Checked:
    with TemporaryDirectory() as folder:
        copy = a_copy(Path(folder))
        spoil(copy, "selection.toml", 'label = { ko = "점수 공개", en = "Scores public" }\nvalue = false',
              'label = { ko = "점수 공개", en = "Scores public" }\nvalue = true')  # fmt: skip
        return checked(copy)


def test_where_the_program_tells_scores_each_reads_its_own_by_item_and_their_sum(db, monkeypatch):
    on = a_selection((90, 80, 0), program=publish(_telling_scores(), by=SYSTEM, at=PUBLISHED))
    announced(on)
    commands.publish_due(now=INSTANT)
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: INSTANT)

    found = queries.result_of(on.applications[0].id, of=on.companies[0].actor)
    shown = page(on, 1)

    assert [one.total for one in found.scores] == [70, 90]
    assert sum(one.weight for one in found.scores[0].marks) == 100
    assert "현장평가 점수" in shown
    assert "대면평가 점수" in shown
    assert [one.total for one in queries.result_of(on.applications[2].id, of=on.companies[2].actor).scores] == [50]


def test_by_default_no_score_is_told(on, out):
    assert queries.result_of(on.applications[0].id, of=on.companies[0].actor).scores == ()
    assert "평가점수" not in page(on, 1)
