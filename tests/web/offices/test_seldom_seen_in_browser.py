"""Pages that few come to, in Chromium at both widths: no axe violation, nothing wider than the window, no complaint."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from playwright.sync_api import Page

from browsing import looked_at, reader
from evaluations import MEETING
from facts.test_tax_office import a_line
from gonggo.facts.tax_office import Said
from gonggo.kernel.actor import Role
from gonggo.objections.models import Objection
from gonggo.wiring.fake_nts import FakeNts, Habit
from offices import received
from paying import ASKED, a_paying
from paying import asked as asked_for
from personas import an_officer
from pool.test_succession import a_successor, an_approved
from pool.test_succession import followed as succeeded
from sittings import a_sitting
from web.company.test_objecting import told_of
from web.company.test_quotes import quoted, submitted
from world import NOW, a_ready_application

pytestmark = pytest.mark.browser
CLEAN: tuple[list[str], int, list[str]] = ([], 0, [])


@pytest.fixture
def clock(monkeypatch) -> Callable[[datetime], None]:
    def stands(at: datetime) -> None:
        monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: at)

    return stands


@pytest.mark.parametrize("kind", ["no-agreement", "return-order", "recovery", "sanction-disposition"])
def test_a_company_objects_from_the_letter_of_a_decision_after_the_result(house, chromium, clock, kind):
    who, _, letter = told_of(kind, clock)
    page = reader(chromium, house, who)
    found = {}

    page.goto(f"/company/letters/{letter.id}")
    found["letter"] = looked_at(page, f"objecting-{kind}-letter")
    page.get_by_role("link", name="이의신청하기").click()
    found["form"] = looked_at(page, f"objecting-{kind}-form")
    page.get_by_role("button", name="이의신청하기").click()
    page.get_by_role("alert").or_(page.locator(".g-err")).first.wait_for()
    page.complaints.clear()  # a 422 is what was wanted
    found["refused"] = looked_at(page, f"objecting-{kind}-refused")
    page.get_by_label("사실관계").check()
    page.get_by_label("이의신청 내용").fill("증빙을 보지 않고 정했습니다.")
    page.get_by_role("button", name="이의신청하기").click()
    page.wait_for_url("**/company/objections/*")
    found["filed"] = looked_at(page, f"objecting-{kind}-filed")

    assert found == dict.fromkeys(found, CLEAN)
    assert Objection.objects.get().company_id == who.company.id


def test_a_successor_finds_its_draft_in_the_pool_and_what_to_do_with_it(house, chromium, clock):
    draft = succeeded(an_approved(), a_successor())
    clock(NOW + timedelta(hours=1))
    page = reader(chromium, house, draft.supplier)
    found = {}

    page.goto("/company/waiting/")
    found["waiting"] = looked_at(page, "successor-waiting")
    page.get_by_role("link", name="이어받은 풀 등록 확인하고 제출하기").click()
    page.get_by_text("이어받은 등록의 초안").wait_for()
    assert page.get_by_text("최초 평가가 시작되는").count() == 0
    found["draft"] = looked_at(page, "successor-draft")
    for label in ("필수 입력: 상세정보", "솔루션", "제출 서류"):
        page.locator("main").get_by_role("link", name=label, exact=True).click()
        found[label] = looked_at(page, f"successor-{label}")
        page.go_back()
    page.goto(f"/company/pool/{draft.id}/check")
    found["check"] = looked_at(page, "successor-check")

    assert found == dict.fromkeys(found, CLEAN)


HEARD = {
    "answers": "국세청에 조회했습니다: 해당 없음",
    "unreachable": "국세청 조회에서 답을 받지 못해",
    "unknown": "국세청에 등록되지 않은 사업자등록번호",
}


@pytest.mark.parametrize("name", HEARD)
def test_an_operator_looks_a_payee_up_at_the_tax_office(house, chromium, clock, monkeypatch, name):
    clock(ASKED)
    on = a_paying()
    place = f"/operator/payments/{asked_for(on).id}"
    office = {
        "answers": FakeNts(),
        "unreachable": FakeNts(habits=[Habit.ERROR]),
        "unknown": FakeNts({on.company.company.brn: Said.UNREGISTERED}),
    }[name]
    page = reader(chromium, house, on.operator)
    found = {}

    with a_line(office) as line:
        monkeypatch.setattr("gonggo.wiring.tax_office.at_hand", lambda: line)
        page.goto(place)
        found["before"] = looked_at(page, f"tax-office-{name}-before")
        page.get_by_role("button", name="국세청에 조회하기").click()
        page.get_by_text(HEARD[name]).first.wait_for()
        found["after"] = looked_at(page, f"tax-office-{name}-after")

    assert found == dict.fromkeys(found, CLEAN)


def test_an_office_reads_the_consents_given_online_and_takes_one(house, chromium):
    case = received(a_ready_application())
    operator = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[0].key)
    page = reader(chromium, house, operator)

    page.goto(f"/operator/applications/{case.id}")
    seen = looked_at(page, "office-consents")
    taken = _taken(page)

    assert (seen, taken.suggested_filename.endswith(".pdf")) == (CLEAN, True)


def _taken(page: Page):
    consents = page.get_by_role("heading", name="온라인 동의").first
    with page.expect_download() as coming:
        consents.locator("xpath=following::button[1]").click()
    return coming.value


def test_an_evaluator_reads_the_budget_with_its_quotes(house, chromium, clock):
    case = quoted()
    submitted(case)
    clock(MEETING)
    sitting = a_sitting(case)
    page = reader(chromium, house, sitting.me)

    page.goto(sitting.place())
    link = page.get_by_role("link", name="견적서 1").first
    link.click()

    assert page.url.endswith("quote-1")
    assert looked_at(page, "evaluator-quote") == CLEAN


def test_a_supplier_of_the_pool_reads_what_is_known_of_it_in_both_languages(house, chromium):
    page = reader(chromium, house, an_approved().supplier)
    found = {}

    for language in ("ko", "en"):
        page.goto(f"/language/{language}?next=/company/facts/")
        page.get_by_role("table").wait_for()
        found[language] = looked_at(page, f"supplier-facts-{language}")

    assert found == dict.fromkeys(found, CLEAN)
