"""Applying together: people who consent, a supplier that is exchanged, pages opened, answers restored."""

from datetime import timedelta

import pytest
from django.conf import settings

from costs import costs  # noqa: F401  # a fixture
from gonggo.applications import commands, queries
from gonggo.applications.models import NamedPerson, OpenedSection, Party
from gonggo.intake import queries as door
from personas import NOW, a_brn
from web.company.test_writing import standing
from world import a_draft, a_ready_application, consent, write

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def at(consortium, more: str = "") -> str:
    return f"/company/applications/{consortium.id}{more}"


def said(persona, path: str) -> str:
    return persona.client.get(path).content.decode()


def open_plan(consortium) -> None:
    commands.open_section(
        application_id=consortium.id,
        section="goal",
        company_id=consortium.supplier.company.id,
        by=consortium.adopter.actor,
        at=NOW,
    )


def exchange_url(consortium) -> str:
    party = Party.objects.get(application_id=consortium.id, company_id=consortium.supplier.company.id)
    return at(consortium, f"/parties/{party.id}/exchange")


@pytest.mark.clause("5-documents")
def test_company_names_its_people_and_sees_who_has_consented_and_of_the_partners_only_how_many():
    consortium = a_draft()
    client = consortium.supplier.client
    posted = {"name": "한동욱", "capacities": ["staff"], "contact": "han@example.kr"}

    answer = client.post(at(consortium, "/people"), posted)

    assert answer.status_code == 302
    assert "han@example.kr" not in said(consortium.supplier, at(consortium, "/people"))
    assert "메일로 링크를 보냈습니다" in said(consortium.supplier, at(consortium, "/people"))
    hub = said(consortium.adopter, at(consortium))
    assert ("1명을 등록했고, 그 가운데 0명이 동의했습니다" in hub, "한동욱" in hub) == (True, False)


def test_bad_person_is_said_at_the_field_and_what_was_typed_stays():
    consortium = a_draft()

    answer = consortium.supplier.client.post(
        at(consortium, "/people"), {"name": "한동욱", "capacities": ["staff"], "contact": "모름"}
    )

    assert answer.status_code == 422
    assert "연락처를 읽을 수 없어" in answer.context["form"].errors["contact"][0]
    assert ("한동욱" in answer.content.decode(), NamedPerson.objects.count()) == (True, 0)


def test_check_page_waits_for_a_person_and_names_one_of_another_company_not_at_all():
    consortium = a_ready_application()
    commands.name_person(
        application_id=consortium.id,
        name="한동욱",
        capacities=["staff"],
        contact="han@example.kr",
        by=consortium.supplier.actor,
        at=NOW,
    )
    commands.seal(application_id=consortium.id, by=consortium.adopter.actor, at=NOW)
    consent(consortium, consortium.supplier)

    lead, own = (said(persona, at(consortium, "/check")) for persona in (consortium.adopter, consortium.supplier))

    assert ("이음데이터의 사람" in lead, "한동욱" in lead, "/intake/submit" in lead) == (True, False, False)
    assert "한동욱" in own


@pytest.mark.clause("3-consortium")
def test_lead_exchanges_its_supplier_on_a_page_and_the_trail_stands_on_the_hub_and_in_the_history():
    consortium = a_ready_application()
    posted = {"brn": a_brn(), "email": "new@example.kr", "reason": "솔루션이 맞지 않음"}

    answer = consortium.adopter.client.post(exchange_url(consortium), posted)

    assert answer.status_code == 302
    hub = said(consortium.adopter, at(consortium))
    assert ("이음데이터 →" in hub, "사유: 솔루션이 맞지 않음" in hub) == (True, True)
    assert "함께할 기업을 바꾸었습니다" in said(consortium.adopter, at(consortium, "/history"))
    assert consortium.supplier.client.get(at(consortium)).status_code == 404


def test_exchange_without_a_reason_is_refused_at_the_field_and_the_suppliers_page_has_none_to_exchange():
    consortium = a_ready_application()

    answer = consortium.adopter.client.post(exchange_url(consortium), {"brn": a_brn(), "email": "a@example.kr"})

    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"reason"})
    assert consortium.supplier.client.get(exchange_url(consortium)).status_code == 404
    assert Party.objects.filter(application_id=consortium.id, ended_at=None).count() == 2


def test_opened_page_is_written_by_the_supplier_and_the_lead_sees_who_wrote():
    consortium = a_draft()
    consortium.adopter.client.post(
        at(consortium, "/together"), {"section": "goal", "company": str(consortium.supplier.company.id)}
    )

    consortium.supplier.client.post(at(consortium, "/sections/goal"), {"plan-goal": "함께 세운 목표", "go": "stay"})

    answers = queries.draft_of(consortium.again()).answers[consortium.adopter.company.id]
    assert answers["plan-goal"] == "함께 세운 목표"
    assert "오지환 (이음데이터)" in said(consortium.adopter, at(consortium))
    assert "목표 (하나정밀)" in said(consortium.supplier, at(consortium))


def test_closed_page_is_not_there_for_the_supplier_and_pages_are_opened_by_the_lead_alone():
    consortium = a_draft()
    open_plan(consortium)
    company = str(consortium.supplier.company.id)
    consortium.adopter.client.post(at(consortium, "/together/close"), {"section": "goal", "company": company})

    assert OpenedSection.objects.get().closed_at is not None
    assert consortium.supplier.client.get(at(consortium, "/sections/goal")).status_code == 404
    assert consortium.supplier.client.get(at(consortium, "/together")).status_code == 404
    closed = consortium.adopter.client.post(at(consortium, "/together/close"), {"section": "goal", "company": "없음"})
    assert closed.status_code == 409


def test_who_writes_together_is_seen_for_a_minute_and_nobody_of_a_page_that_is_not_shared():
    consortium = a_draft()
    open_plan(consortium)
    for persona, page in ((consortium.colleague, "overview"), (consortium.supplier, "solution")):
        persona.client.get(at(consortium, f"/sections/{page}/present"))

    first = said(consortium.adopter, at(consortium, "/sections/goal/present"))
    consortium.supplier.client.get(at(consortium, "/sections/goal/present"))
    then = said(consortium.adopter, at(consortium, "/sections/goal/present"))

    assert ("이두리" in first, "오지환" in first) == (True, False)
    assert "오지환 (이음데이터)" in then


def test_in_the_last_hour_no_page_asks_for_more_than_it_was_opened_with(monkeypatch):
    consortium = a_draft()
    closes = consortium.program.window("application").closes

    asked = {}
    for left in (timedelta(hours=2), timedelta(minutes=30)):
        monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda at=closes - left: at)
        goal, schedule = (said(consortium.adopter, at(consortium, f"/sections/{one}")) for one in ("goal", "schedule"))
        polled = consortium.adopter.client.get(at(consortium, "/sections/goal/present"))
        asked[left] = "/sections/goal/present" in goal, "hx-get" in schedule, polled.status_code

    assert list(asked.values()) == [(True, True, 200), (False, False, 286)]  # 286: htmx asks no more


def test_earlier_answer_is_seen_with_its_writer_and_restored():
    consortium = a_draft()
    write(consortium, consortium.adopter, {"plan-goal": "첫 목표"})
    write(consortium, consortium.colleague, {"plan-goal": "둘째 목표"})
    path = at(consortium, "/sections/goal/plan-goal")

    page = said(consortium.adopter, f"{path}/versions")
    answer = consortium.adopter.client.post(f"{path}/restore", {"revision": "1", "base": "2"})

    assert ("첫 목표" in page, "이두리" in page, answer.status_code) == (True, True, 302)
    steps = door.draft_history(queries.ref_of(consortium.id), consortium.adopter.company.id, "plan-goal")
    assert [step.value for step in steps] == ["첫 목표", "둘째 목표", "첫 목표"]
    assert consortium.supplier.client.get(f"{path}/versions").status_code == 404
    bad = consortium.adopter.client.post(f"{path}/restore", {"revision": "²", "base": "-1"})
    assert bad.status_code == 409


def test_earlier_answer_in_rows_is_seen_as_a_table_and_restored():
    consortium = a_draft()
    write(consortium, consortium.adopter, {"government": "1000000"})
    first = standing(consortium)["budget"]
    write(consortium, consortium.adopter, {"government": "2000000"})
    path = at(consortium, "/sections/money/budget")

    page = consortium.adopter.client.get(f"{path}/versions").context["page"]
    consortium.adopter.client.post(f"{path}/restore", {"revision": "1", "base": "2"})

    assert [str(one.table.rows[0].cells[3]) for one in page.versions] == ["2,000,000", "1,000,000"]
    assert standing(consortium)["budget"] == first


@pytest.mark.parametrize("count", [1, 3, 30])
def test_pages_cost_the_same_for_any_number_of_people_and_versions(costs, count):  # noqa: F811
    consortium = a_draft()
    for place in range(count):
        commands.name_person(
            application_id=consortium.id,
            name="한동욱",
            capacities=["staff"],
            contact=f"han{place}@example.kr",
            by=consortium.adopter.actor,
            at=NOW,
        )
        write(consortium, consortium.adopter, {"plan-goal": f"목표 {place}"})
    client = consortium.adopter.client
    found = {}
    for page in ("", "/people", "/together", "/sections/goal/plan-goal/versions", "/sections/goal/present"):
        client.get(at(consortium, page))
        with costs() as spent:
            assert client.get(at(consortium, page)).status_code == 200
        found[page] = spent.count

    assert found == {
        "": 6,
        "/people": 7,
        "/together": 6,
        "/sections/goal/plan-goal/versions": 7,
        "/sections/goal/present": 9,
    }
