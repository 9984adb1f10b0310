"""The operators' pages: a list with what each has in hand, one operator with its agreement, moves and forms."""

from datetime import date

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from gonggo.kernel.actor import SYSTEM, Role
from gonggo.operators import commands
from gonggo.operators.models import Operator
from gonggo.operators.states import OperatorState
from offices import as_many_more
from personas import NOW, Persona, an_officer
from world import PUBLISHED, a_pdf, agree_with_operators

pytestmark = pytest.mark.django_db(databases=["default", "door"])
REASON = "공고에 실린 대로 선정함"


@pytest.fixture
def now(monkeypatch) -> None:
    """The program's clock stands at the moment of the case."""
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: NOW)


@pytest.fixture
def named(case) -> Operator:
    """The operator that has the case, not admitted yet."""
    rows = commands.name_operators(program=case.program, by=SYSTEM, at=PUBLISHED)
    return next(row for row in rows if row.operator == case.application.operator)


def an_upload() -> dict[str, object]:
    paper = SimpleUploadedFile("협약서.pdf", a_pdf("협약서"), content_type="application/pdf")
    days = {"agreed_on": "2024-04-01", "begins_on": "2024-04-01", "last_on": "2025-03-31"}
    return {"number": "2024-01", "paper": paper} | days


def again(row: Operator) -> Operator:
    return Operator.objects.get(id=row.id)


def test_an_operator_is_admitted_and_agreed_with_through_the_pages_and_reads_its_agreement(
    case, named, operator, agency_officer, now
):
    place, client = f"/agency/operators/{named.id}", agency_officer.client
    assert place in client.get("/agency/operators/").content.decode()
    assert 'name="number"' not in client.get(place).content.decode()

    admitted = client.post(f"{place}/change", {"move": "admit", "reason": REASON})
    assert (admitted.status_code, admitted["Location"], again(named).state) == (302, place, "admitted")
    agreed = client.post(f"{place}/agree", an_upload())
    assert (agreed.status_code, again(named).state, again(named).last_on) == (302, "agreed", date(2025, 3, 31))

    assert REASON in client.get(place).content.decode()
    own = f"/operator/agreements/{named.id}"
    assert own in operator.client.get("/operator/agreements/").content.decode()
    shown = operator.client.get(own).content.decode()
    assert ("2024-01" in shown, REASON in shown) == (True, True)
    for one, page in ((operator, own), (agency_officer, place)):
        answer = one.client.post(f"{page}/paper")
        assert b"".join(answer.streaming_content).startswith(b"%PDF")


@pytest.mark.parametrize("given", [{}, {"move": "admit"}, {"move": "resume", "reason": REASON}, {"reason": REASON}])
def test_a_decision_without_its_reason_or_not_offered_is_told_at_its_field(named, agency_officer, given):
    answer = agency_officer.client.post(f"/agency/operators/{named.id}/change", given)

    assert (answer.status_code, again(named).state) == (422, "named")


def test_an_agreement_with_days_that_cannot_be_is_told_at_its_field(named, agency_officer, now):
    place = f"/agency/operators/{named.id}"
    agency_officer.client.post(f"{place}/change", {"move": "admit", "reason": REASON})
    answer = agency_officer.client.post(f"{place}/agree", an_upload() | {"last_on": "2024-03-01"})

    assert (answer.status_code, again(named).state) == (422, "admitted")
    assert "협약일은 오늘이거나 그 전" in answer.content.decode()


def test_what_an_ended_operator_has_goes_to_another_at_once(case, agency_officer, now):
    agree_with_operators(case.program)
    row = Operator.objects.get(operator=case.application.operator)
    as_many_more(case, 2)
    place, other = f"/agency/operators/{row.id}", case.program.operators[1].key
    ended = agency_officer.client.post(f"{place}/change", {"move": "end", "reason": "협약 해지"})
    shown = agency_officer.client.get(place).content.decode()
    silent = agency_officer.client.post(f"{place}/give", {"give-operator": other})
    assert (ended.status_code, "신청 3건" in shown, silent.status_code) == (302, True, 422)
    assert case.again().operator == row.operator

    given = agency_officer.client.post(f"{place}/give", {"give-operator": other, "give-reason": "협약 해지"})

    assert (given.status_code, case.again().operator) == (302, other)
    assert "모두 맡기기" not in agency_officer.client.get(place).content.decode()


def test_only_the_agency_and_the_operator_itself_know_of_an_agreement(named, operator, another_operator):
    inspector = an_officer(Role.INSPECTOR, kind="agency")
    own = f"/operator/agreements/{named.id}"

    assert (operator.client.get(own).status_code, another_operator.client.get(own).status_code) == (200, 404)
    assert another_operator.client.post(f"{own}/paper").status_code == 404
    assert operator.client.get(f"/agency/operators/{named.id}").status_code == 404
    assert inspector.client.get(f"/agency/operators/{named.id}").status_code == 200
    assert inspector.client.post(f"/agency/operators/{named.id}/change", {"move": "end"}).status_code == 404
    assert again(named).state == OperatorState.NAMED


def test_lasting_address_of_an_operator_leads_to_the_readers_desk(named, operator, agency_officer):
    found = [one.client.get(f"/go/operator/{named.id}")["Location"] for one in (operator, agency_officer)]

    assert found == [f"/operator/agreements/{named.id}", f"/agency/operators/{named.id}"]


def spent(persona: Persona, costs, page: str) -> int:
    client = persona.client
    client.get(page)
    with costs() as found:
        answer = client.get(page)
    assert answer.status_code == 200, page
    assert found.count <= 12, str(found)
    return found.count


def test_the_pages_cost_the_same_for_one_application_and_for_thirty(case, operator, agency_officer, costs):
    agree_with_operators(case.program)
    row = Operator.objects.get(operator=case.application.operator)
    counts = []
    for more in (0, 2, 27):
        as_many_more(case, more)
        pages = ("/agency/operators/", f"/agency/operators/{row.id}")
        own = ("/operator/agreements/", f"/operator/agreements/{row.id}")
        counts.append(
            [spent(agency_officer, costs, page) for page in pages] + [spent(operator, costs, page) for page in own]
        )

    assert counts[0] == counts[1] == counts[2]


@pytest.mark.parametrize("more", [1, 3, 30])
def test_the_list_costs_the_same_however_many_operators_there_are(case, named, agency_officer, costs, more):
    one = spent(agency_officer, costs, "/agency/operators/")
    Operator.objects.bulk_create(
        Operator(program=named.program, operator=f"more-{place}", state="named", named_at=PUBLISHED)
        for place in range(more)
    )

    assert spent(agency_officer, costs, "/agency/operators/") == one
