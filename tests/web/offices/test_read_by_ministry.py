"""What the ministry and the auditor read of tasks after their agreement: lists and pages, with nothing to press."""

from collections.abc import Iterable
from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings

import settling
from caring import Caring, an_aftercare, asked
from costs import counted
from gonggo.agreements.models import Agreement
from gonggo.kernel.actor import Role
from gonggo.settlement import commands
from gonggo.settlement.models import Settlement
from personas import Persona, an_officer

pytestmark = pytest.mark.django_db(databases=["default", "door"])
MOST = 12


@pytest.fixture(params=[Role.MINISTRY, Role.AUDITOR])
def reader(request, db) -> Persona:
    return an_officer(request.param, kind="ministry", name="차감사")


def read(reader: Persona, address: str) -> str:
    """The page, which nothing can be pressed on, nor any paper opened."""
    client = reader.client
    with counted() as spent:
        answer = client.get(address)
    page = answer.content.decode()
    assert (answer.status_code, spent.count <= MOST) == (200, True), (address, str(spent))
    assert [one for one in ("/do/", "/papers/", "/history", 'enctype="') if one in page] == []
    return page


def unnamed(page: str, people: Iterable[Persona]) -> bool:
    return not any(one.person.name in page for one in people)


def test_settlement_return_and_recovery_are_read_with_their_sums_and_without_who_did_what(reader):
    made = settling.confirmed(disallowed=55_000_000)
    gain = {"gain": 5_000_000, "surcharge": 0, "paid_on": date(2024, 8, 5), "reason": "거짓 세금계산서"}
    told = {"agreement_id": made.row.agreement_id, "by": made.operator.actor, "at": settling.CONFIRMED}
    recovery = commands.propose_recovery(**told, **gain)

    settlement, one = (
        read(reader, f"/agency/settlements/{made.row.id}"),
        read(reader, f"/agency/recoveries/{recovery.id}"),
    )
    assert "10,000,000원" in settlement
    assert "거짓 세금계산서" in one
    assert unnamed(settlement + one, (made.operator, made.confirmer, made.company))
    assert f"/agency/settlements/{made.row.id}" in read(reader, "/agency/settlements/")
    assert f"/agency/recoveries/{recovery.id}" in read(reader, "/agency/recoveries/")


def test_a_task_and_its_aftercare_are_read_without_papers_and_without_who_did_what(reader, monkeypatch):
    on = an_aftercare()
    asked(on)
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: settling.CONFIRMED)
    pages = [read(reader, f"/agency/{place}/{key}") for place, key in tasks(on)]

    assert all(on.row.number in page for page in pages)
    assert unnamed("".join(pages), (on.operator, on.officer, on.of.inspector, on.of.lead, on.adopter))
    for place, key in tasks(on):
        assert f"/agency/{place}/{key}" in read(reader, f"/agency/{place}/")


def tasks(on: Caring) -> list[tuple[str, object]]:
    return [("deliveries", on.of.id), ("aftercare", on.id)]


def test_the_list_of_settlements_costs_the_same_for_one_three_and_thirty(reader):
    made, client, spent = settling.due(), reader.client, []
    for more in (0, 2, 27):
        for _ in range(more):
            another(made.row)
        with counted() as found:
            page = client.get("/agency/settlements/").content.decode()
        spent.append((found.count, page.count("/agency/settlements/") - page.count('/agency/settlements/"')))

    assert [rows for _, rows in spent] == [1, 3, 30]
    assert (len({count for count, _ in spent}), spent[0][0] <= MOST) == (1, True)


def another(row: Settlement) -> None:
    """One more of the same company."""
    agreement = Agreement.objects.get(id=row.agreement_id)
    agreement.pk, agreement.application_id = uuid4(), uuid4()
    agreement.number = f"M-{Agreement.objects.count()}"
    agreement._state.adding = True
    agreement.save()
    row = Settlement.objects.get(id=row.id)
    row.pk, row.agreement_id = uuid4(), agreement.pk
    row._state.adding = True
    row.save()
