"""The selection in Chromium: two confirm, the instant comes, a company reads and gives up, the next is promoted.

Nothing is wider than the window, and axe finds nothing.
"""

import pytest
from django.conf import settings

from browsing import looked_at, opened, reader
from gonggo.selection import commands, queries
from gonggo.selection.models import Round
from selections import DRAWN, INSTANT, a_selection, with_one_place

pytestmark = pytest.mark.browser
PAGE = "/agency/selection/"


def test_a_selection_goes_its_whole_way_in_the_browsers_of_those_concerned(house, chromium, monkeypatch):
    on = a_selection((90, 80, 80, 0), program=with_one_place())
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: DRAWN)
    found = {}

    def look(page, place: str) -> None:
        found[place] = looked_at(page)

    first, second = reader(chromium, house, on.officer), reader(chromium, house, on.second)
    assert first.goto(PAGE).status == 200
    look(first, "tie")
    first.get_by_label("T-3의 순서").select_option("1")
    first.get_by_label("T-2의 순서").select_option("2")
    first.get_by_label("위원회가 이렇게 정한 사유").fill("지역 안배")
    first.get_by_role("button", name="이 순서로 정하기").click()
    first.get_by_role("button", name="순위 작성하기").click()
    first.get_by_role("button", name="이 명단을 첫 번째로 확정하기").wait_for()
    look(first, "drawn")
    first.get_by_role("button", name="이 명단을 첫 번째로 확정하기").click()
    first.get_by_text("먼저 확정하셨으므로").wait_for()
    assert first.get_by_role("button", name="이 명단을 두 번째로 확정하기").count() == 0

    second.goto(PAGE)
    second.get_by_role("button", name="이 명단을 두 번째로 확정하기").click()
    second.get_by_role("dialog").get_by_role("button", name="두 번째로 확정하기").click()
    second.get_by_label("공개 시각").fill("2024-05-01T09:00")
    second.get_by_role("button", name="공개 시각 정하기").click()
    second.get_by_text("지난 시각이라").first.wait_for()
    look(second, "refused")
    second.complaints.clear()  # the refusal's own 422
    second.get_by_label("공개 시각").fill("2024-07-05T09:00")
    second.get_by_role("button", name="공개 시각 정하기").click()
    second.get_by_role("button", name="공개 시각 바꾸기").wait_for()
    look(second, "announced")
    assert Round.objects.get().publish_at == INSTANT

    company, public = reader(chromium, house, on.companies[0]), opened(chromium, house)
    own = f"/company/applications/{on.applications[0].id}/result"
    for page, place in ((company, own), (public, f"/programs/{on.key}/results")):
        assert page.goto(place).status == 200
        page.get_by_text("결과 발표 전입니다").wait_for()
        look(page, f"before {place}")

    commands.publish_due(now=INSTANT)
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: INSTANT)
    public.reload()
    public.get_by_text("T-1").first.wait_for()
    look(public, "public")
    company.reload()
    look(company, "own")
    company.get_by_text("과제를 하지 않으려면").click()
    company.get_by_label("포기하는 사유").fill("폐업")
    company.get_by_label("되돌릴 수 없다는 것을 확인했습니다").check()
    company.get_by_role("button", name="과제 포기하기").click()
    company.get_by_role("dialog").get_by_role("button", name="과제 포기하기").click()
    company.get_by_text("과제를 포기했습니다").first.wait_for()

    second.goto(PAGE)
    second.get_by_role("button", name="T-3 선정하기").click()
    second.get_by_text("예비에서 선정").first.wait_for()
    look(second, "promoted")
    assert [row.number for row in queries.selected(on.key)] == ["T-3"]
    assert found == {place: ([], 0, []) for place in found}
