"""What the desk's pages cost: six SELECTs for the hub, twelve at most elsewhere, the same for 1, 3 and 30 rows."""

from uuid import uuid4

import pytest

from gonggo.applications import commands
from personas import NOW, a_colleague_of, an_owner
from world import a_complete_draft, a_draft, a_ready_application, place, the_program

pytestmark = pytest.mark.django_db(databases=["default", "door"])

HUB, OTHERS = 6, 12


def start(owner, *, times: int) -> None:
    program = the_program()
    for _ in range(times):
        commands.start_application(
            program_key=program.key,
            track="new",
            type=program.types[0].key,
            operator=program.operators[0].key,
            another=uuid4(),
            by=owner.actor,
            at=NOW,
        )


def cost(costs, client, path: str) -> int:
    client.get(path)  # what a process reads once is read
    with costs() as spent:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return spent.count


def test_hub_costs_six_selects_empty_and_full(costs):
    empty, full = a_draft(), a_ready_application()
    for _ in range(30):
        a_colleague_of(full.adopter)

    found = {
        name: cost(costs, persona.client, f"/company/applications/{of.id}")
        for name, of, persona in (
            ("empty", empty, empty.adopter),
            ("full", full, full.adopter),
            ("supplier", full, full.supplier),
        )
    }

    assert found == dict.fromkeys(found, HUB)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_list_of_applications_costs_the_same_for_any_number(costs, count):
    owner = an_owner()
    start(owner, times=count)

    assert cost(costs, owner.client, "/company/") == 12


@pytest.mark.parametrize("count", [1, 3, 30])
def test_list_of_versions_costs_the_same_for_any_number(costs, count):
    consortium = a_draft()
    slot = next(p.slot for p in consortium.program.papers_of("adopter") if p.kind == "upload")
    for place_no in range(count):
        place(consortium, consortium.adopter, slot, words=f"판 {place_no}")

    page = f"/company/applications/{consortium.id}/papers/{slot}/versions"

    assert cost(costs, consortium.adopter.client, page) == 10


def test_every_page_of_an_application_costs_twelve_at_most(costs):
    draft, ready = a_complete_draft(), a_ready_application()
    found = {}
    for of in (draft, ready):
        base = f"/company/applications/{of.id}"
        pages = [f"{base}/history", f"{base}/papers", f"{base}/check"]
        pages += [f"{base}/sections/{section.key}" for section in of.program.sections_of("adopter", "new")]
        found |= {page: cost(costs, of.adopter.client, page) for page in pages}

    assert {page: count for page, count in found.items() if count > OTHERS} == {}
