"""Aftercare through the pages: a report filed with last year's figures, a request answered, a consent withdrawn."""

from datetime import date, datetime
from uuid import uuid4

import pytest
from django.conf import settings

from caring import FIGURES, Caring, an_aftercare, asked, consented, filed, missed
from deliveries import CONFIRMED, at
from gonggo.aftercare import commands
from gonggo.aftercare.models import Aftercare, UseReport
from gonggo.web.ui.waiting import waiting
from personas import Persona, an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])
LATER = date(2025, 4, 1)


@pytest.fixture
def on(db: None) -> Caring:
    return an_aftercare()


@pytest.fixture
def clock(monkeypatch):
    def stand(when: datetime) -> None:
        monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: when)

    return stand


def page(who: Persona, address: str) -> str:
    answer = who.client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.clause("1-roles-adopter")
def test_a_use_report_is_filed_with_last_years_figures_in_it_and_seen_by_the_offices_as_chart_and_table(on, clock):
    filed(on)
    second = on.report(2)
    clock(at(second.opens_on))
    place = f"/company/aftercare/{on.id}/reports/2"
    assert place in page(on.adopter, f"/company/aftercare/{on.id}")
    assert 'value="12,000,000"' in page(on.adopter, place)
    figures = {key: str(value) for key, value in FIGURES.items()} | {"sales": "20,000,000"}
    assert on.adopter.client.post(place, figures | {"sales": ""}).status_code == 422
    assert on.adopter.client.post(place, figures).status_code == 302

    for who, desk in ((on.operator, "operator"), (on.officer, "agency"), (on.adopter, "company")):
        shown = page(who, f"/{desk}/aftercare/{on.id}")
        assert ("<svg" in shown, shown.count("20,000,000") >= 2) == (True, True)
    assert page(on.operator, f"/operator/aftercare/{on.id}?figure=users").count("<svg") >= 1
    assert on.report(2).state == "submitted"
    assert "20,000,000" not in page(on.supplier, f"/company/aftercare/{on.id}")
    assert on.supplier.client.get(f"/company/aftercare/{on.id}/reports/3").status_code == 302


@pytest.mark.clause("1-roles-supplier")
def test_a_request_goes_back_and_forth_through_the_pages(on, clock):
    clock(at(LATER))
    root = f"/company/aftercare/{on.id}/requests"
    said = {"supplier_id": str(on.supplier.company.id), "title": "화면이 하얌", "text": ""}
    assert on.adopter.client.post(f"{root}/ask", said).status_code == 422
    sent = on.adopter.client.post(f"{root}/ask", said | {"text": "아침부터"})
    place = sent["Location"]
    assert "answer-text" in page(on.supplier, place)
    assert "answer-text" not in page(on.adopter, place)
    assert on.supplier.client.post(f"{place}/answer", {"answer-text": " "}).status_code == 422
    assert on.supplier.client.post(f"{place}/answer", {"answer-text": "내일까지"}).status_code == 302
    assert on.supplier.client.post(f"{place}/finish", {"finish-text": "고침"}).status_code == 302
    assert on.supplier.client.post(f"{place}/confirm").status_code == 409
    assert on.adopter.client.post(f"{place}/confirm").status_code == 302
    assert on.adopter.client.post(f"{place}/confirm").status_code == 409
    assert an_owner().client.get(place).status_code == 404
    assert on.adopter.client.post(f"{place}/fly").status_code == 404

    assert "내일까지" in page(on.operator, f"/operator/aftercare/{on.id}")


@pytest.mark.clause("7-data-consent")
def test_the_consent_to_use_data_is_shown_with_its_words_and_day_and_withdrawn(on, clock):
    consented(on)
    clock(at(LATER))
    place = f"/company/aftercare/{on.id}"
    before = page(on.adopter, place)
    assert ("2024-07-31" in before, "전담기관이 모으고 분석해" in before) == (True, True)
    assert on.adopter.client.post(f"{place}/consent/withdraw").status_code == 302
    assert on.adopter.client.post(f"{place}/consent/withdraw").status_code == 409

    after = page(on.adopter, place)
    assert ("2025-04-01" in after, "consent/withdraw" in after) == (True, False)
    assert "2025-04-01" in page(on.officer, f"/agency/aftercare/{on.id}")


def lines(who: Persona, when: datetime) -> list[tuple[str, object]]:
    return [(line.what, line.due) for line in waiting(who.actor, at=when)]


def test_what_waits_is_named_with_its_day_and_an_overdue_request_stands_at_the_operators(on):
    due = on.report().due_on
    assert "활용실적 보고하기" not in dict(lines(on.adopter, at(LATER)))
    assert ("활용실적 보고하기", due) in lines(on.adopter, at(on.report().opens_on))
    request = asked(on)
    assert ("유지·보수 요청에 답하기", request.due_on) in lines(on.supplier, at(request.due_on))
    assert "답이 늦은 유지·보수 요청 챙기기" not in dict(lines(on.operator, at(request.due_on)))
    assert "답이 늦은 유지·보수 요청 챙기기" in dict(lines(on.operator, at(LATER)))
    commands.finish(request_id=request.id, text="고침", by=on.supplier.actor, at=at(LATER))
    assert "처리된 유지·보수 확인하기" in dict(lines(on.adopter, at(LATER)))
    missed(on)
    assert "기한이 지난 활용실적 보고하기" in dict(lines(on.adopter, at(on.report().missed_on)))


@pytest.mark.parametrize(("who", "desk"), [("operator", "operator"), ("officer", "agency"), ("adopter", "company")])
def test_the_lists_cost_the_same_for_one_three_and_thirty(on, costs, clock, who, desk):
    clock(at(LATER))
    asked(on)
    client, spent = getattr(on, who).client, []
    for more in (0, 2, 27):
        for _ in range(more):
            another(on)
        with costs() as found:
            shown = client.get(f"/{desk}/aftercare/").content.decode()
        spent.append(found.count)

    assert (len(set(spent)), spent[0] <= 12, "기한이 지난 것 1건" in shown) == (1, True, True)


def another(on: Caring) -> None:
    """One more task of the same companies that is cared for."""
    agreement = on.of.of.row
    parties = list(agreement.parties.all())
    agreement.pk, agreement.application_id = uuid4(), uuid4()
    agreement.number = f"M-{Aftercare.objects.count()}"
    agreement._state.adding = True
    agreement.save()
    for one in parties:
        one.pk, one.agreement = uuid4(), agreement
        one._state.adding = True
        one.save()
    row = on.row
    row.pk, row.agreement_id, row.number = uuid4(), agreement.pk, agreement.number
    row._state.adding = True
    row.save()
    UseReport.objects.create(
        aftercare=row, year=1, opens_on=LATER, due_on=LATER, missed_on=LATER, since_at=at(CONFIRMED)
    )


@pytest.mark.parametrize(("who", "desk"), [("operator", "operator"), ("officer", "agency"), ("adopter", "company")])
def test_a_task_with_requests_costs_the_same_for_one_three_and_thirty(on, costs, clock, who, desk):
    clock(at(LATER))
    consented(on)
    filed(on)
    client, spent = getattr(on, who).client, []
    for more in (1, 2, 27):
        for _ in range(more):
            asked(on)
        with costs() as found:
            client.get(f"/{desk}/aftercare/{on.id}")
        spent.append(found.count)

    assert (len(set(spent)), spent[0] <= 12) == (1, True), str(found)
