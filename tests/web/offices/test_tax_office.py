"""The operator looks a payee up at the tax office from the page of the payment that it prepares."""

import pytest
from django.conf import settings

from facts.test_tax_office import a_line
from gonggo.facts.definition import BUSINESS_HALTED
from gonggo.facts.models import Fact
from gonggo.facts.tax_office import Said
from gonggo.parties.rules import written_brn
from gonggo.wiring.fake_nts import FakeNts, Habit
from paying import ASKED, Paying, a_paying, asked

pytestmark = pytest.mark.django_db(databases=["default", "door"])
SAYS = "국세청에 조회하기"


@pytest.fixture
def on(monkeypatch) -> Paying:
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: ASKED)
    return a_paying()


@pytest.fixture
def page(on: Paying) -> str:
    return f"/operator/payments/{asked(on).id}"


def told(on: Paying, place: str) -> str:
    return on.operator.client.get(place).content.decode()


def looked_up(on: Paying, page: str, monkeypatch, office: FakeNts) -> str:
    with a_line(office) as line:
        monkeypatch.setattr("gonggo.wiring.tax_office.at_hand", lambda: line)
        assert SAYS in told(on, page)
        answer = on.operator.client.post(f"{page}/look-up", follow=True)
        assert answer.status_code == 200
        return answer.content.decode()


def is_chosen(shown: str, value: str) -> bool:
    boxes = [one for one in shown.split("<input") if BUSINESS_HALTED in one]
    return any("checked" in one and f'value="{value}"' in one for one in boxes)


def test_without_a_line_there_is_nothing_to_press_and_nothing_happens(on, page):
    assert SAYS not in told(on, page)
    assert on.operator.client.post(f"{page}/look-up").status_code == 302
    assert not Fact.objects.filter(source="tax_service").exists()


def test_what_the_tax_office_says_stands_in_the_form_that_the_operator_goes_on_with(on, page, monkeypatch):
    shown = looked_up(on, page, monkeypatch, FakeNts())
    assert "국세청에 조회했습니다: 해당 없음" in shown
    assert is_chosen(shown, "none")
    assert Fact.objects.get(source="tax_service").recorded_by == on.operator.person.id


def test_a_suspended_business_is_said_to_be_so_with_its_day(on, page, monkeypatch):
    number = on.company.company.brn
    office = FakeNts({number: Said.SUSPENDED}, ended={number: "20240701"})
    shown = looked_up(on, page, monkeypatch, office)
    assert "2024년 7월 1일" in shown
    assert is_chosen(shown, "suspended")


@pytest.mark.parametrize("habit", [Habit.ERROR, Habit.BABBLE, Habit.FORGET])
def test_where_it_does_not_answer_the_page_says_so_and_what_to_do_and_nothing_is_chosen(on, page, monkeypatch, habit):
    shown = looked_up(on, page, monkeypatch, FakeNts(habits=[habit]))
    assert "국세청 조회에서 답을 받지 못해 확인 필요로 남겼습니다" in shown
    assert "홈택스에서 직접 확인하여" in shown
    assert not any(is_chosen(shown, one) for one in ("none", "suspended", "closed"))
    assert not Fact.objects.filter(source="tax_service").exists()


def test_a_number_that_the_tax_office_does_not_know_is_told_with_the_remedy(on, page, monkeypatch):
    shown = looked_up(on, page, monkeypatch, FakeNts({on.company.company.brn: Said.UNREGISTERED}))
    assert f"국세청에 등록되지 않은 사업자등록번호({written_brn(on.company.company.brn)})" in shown
    assert not Fact.objects.filter(source="tax_service").exists()


@pytest.mark.parametrize("is_there", [True, False])
def test_the_page_costs_twelve_selects_at_most_with_and_without_a_line(on, page, monkeypatch, costs, is_there):
    with a_line(FakeNts()) as line:
        monkeypatch.setattr("gonggo.wiring.tax_office.at_hand", lambda: line if is_there else None)
        client = on.operator.client
        client.get(page)  # what a process reads once is read
        with costs() as spent:
            assert client.get(page).status_code == 200
    assert spent.count <= 12, str(spent)
