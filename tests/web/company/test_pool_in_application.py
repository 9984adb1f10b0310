"""The hub and the check page of an application say how its supplier stands with the pool, to both companies."""

import re

import pytest

from gonggo.pool import commands
from personas import NOW
from suppliers import ANSWERS, SOLUTION, Supplying, an_officer_of_the_agency, place, received, write
from world import a_draft

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.clause("3-supplier-registered")
def test_standing_of_the_supplier_is_shown_to_both_from_nothing_to_approval():
    consortium = a_draft()
    both = (consortium.adopter, consortium.supplier)

    def said() -> list[str]:
        pages = [f"/company/applications/{consortium.id}{page}" for page in ("", "/check")]
        return [words(persona.client.get(page)) for persona in both for page in pages]

    assert all("등록하지 않음" in page and "5월 20일" in page for page in said())
    row = commands.start_registration(
        program_key=consortium.program.key, kind="new", by=consortium.supplier.actor, at=NOW
    )
    case = Supplying(consortium.program, consortium.supplier, row.id)
    for page in ANSWERS:
        write(case, page)
    commands.add_solution(registration_id=case.id, solution=SOLUTION, by=case.supplier.actor, at=NOW)
    from gonggo.pool import queries

    for paper in queries.pool(case.again()).papers:
        place(case, paper.slot)
    received(case)
    assert all("승인 대기" in page for page in said())

    commands.approve(registration_id=case.id, reason="", by=an_officer_of_the_agency().actor, at=NOW)

    assert all("승인 대기" not in page and "승인" in page for page in said())


@pytest.mark.clause("3-supplier-search")
def test_public_search_finds_the_approved_supplier_without_a_login_and_shows_nothing_personal(client):
    from suppliers import approved

    case = approved()
    received(name="기다리는기업")

    found = words(client.get("/guide/suppliers/", {"words": "재고관리", "field": "logistics"}))
    none = words(client.get("/guide/suppliers/", {"words": "재고관리", "field": "payment"}))
    odd = client.get("/guide/suppliers/", {"words": "\0' \" *", "field": "x", "page": "99999999"})

    assert "이음데이터" in found
    assert "기다리는기업" not in found
    assert "맞는 기업이 없습니다" in none
    assert odd.status_code == 200
    for key in ("representative-phone", "representative-mobile", "representative-email", "representative-name"):
        assert ANSWERS["representative"][key] not in found
    assert case.state == "approved"


@pytest.mark.parametrize("count", [1, 3, 30])
def test_public_search_costs_the_same_for_any_number(costs, client, count):
    import uuid

    from gonggo.pool.models import Registration, Supplier
    from suppliers import approved

    case = approved()
    row, supplier = case.again(), Supplier.objects.get()

    def values(of):
        return {field.attname: getattr(of, field.attname) for field in of._meta.fields}

    more = [
        Registration(**values(row) | {"id": uuid.uuid4(), "number": f"X-{n}", "company_id": uuid.uuid4()})
        for n in range(count - 1)
    ]
    Registration.objects.bulk_create(more)
    Supplier.objects.bulk_create(Supplier(**values(supplier) | {"registration_id": one.id}) for one in more)
    client.get("/guide/suppliers/?words=재고")
    with costs() as spent:
        assert client.get("/guide/suppliers/?words=재고").status_code == 200

    assert spent.count == 3
