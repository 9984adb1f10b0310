"""A company that went out of an application keeps the receipts of its own time, and nothing else of it."""

import json
import uuid

import pytest

from gonggo.applications import commands, sealed
from gonggo.intake.models import Event
from personas import NOW, Persona, an_owner
from web.company.test_receipts import answered
from world import Consortium, a_ready_application, consent, hand_in_papers, join, name_people, write

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def gone() -> tuple[Consortium, str]:
    """Submitted, and then the supplier went out: the consortium and the receipt of the supplier's time."""
    case = a_ready_application()
    url = answered(case, "submitted")
    commands.leave_party(application_id=case.id, by=case.supplier.actor, at=NOW)
    return case, url


def submitted_again(case: Consortium) -> tuple[Persona, str]:
    """Another supplier comes in and the consortium submits with it."""
    another = an_owner("한다른", company_name="다음소프트")
    join(case.application, case.adopter, another)
    new = Consortium(case.program, case.application, case.adopter, case.colleague, another)
    write(new, another)
    hand_in_papers(new, another)
    name_people(new, another)
    commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW)
    consent(new, case.adopter)
    consent(new, another)
    return another, answered(case, "submitted", seq=2)


def test_it_reads_the_receipt_and_nothing_else_of_the_application(gone):
    case, url = gone
    page = case.supplier.client.get(url)
    said = page.content.decode()

    assert (page.status_code, f"{case.application.number}-1" in said) == (200, True)
    assert ("하나정밀" in said, "김하나" in said, str(case.id) in said) == (False, False, False)
    closed = [
        f"/company/applications/{case.id}",
        f"/company/applications/{case.id}/history",
        f"{url}/pdf",
        f"{url}/qr.svg",
    ]
    assert {case.supplier.client.get(one).status_code for one in closed} == {404}


def test_it_downloads_its_own_file_with_its_own_papers(gone):
    case, url = gone
    answer = case.supplier.client.get(f"{url}/file")

    held = sealed.open_revision(case.id)
    assert held is None
    file = json.loads(answer.content)
    assert (answer.status_code, file["own"]["company"]) == (200, str(case.supplier.company.id))
    assert len(file["own"]["papers"]) == len(
        [paper for paper in case.program.papers_of("supplier") if paper.kind == "upload"]
    )


def test_a_receipt_of_after_its_time_is_not_there(gone):
    case, _ = gone
    another, later = submitted_again(case)

    found = {
        "who went out": [case.supplier.client.get(later + more).status_code for more in ("", "/file")],
        "who came in": [another.client.get(later + more).status_code for more in ("", "/file")],
    }

    assert found == {"who went out": [404, 404], "who came in": [200, 200]}


def test_who_came_in_later_finds_no_file_of_the_others_in_an_earlier_receipt(gone):
    case, url = gone
    another, _ = submitted_again(case)

    file = json.loads(another.client.get(f"{url}/file").content)

    assert "own" not in file or file["own"] is None


def test_who_was_only_invited_or_is_a_stranger_finds_nothing(gone, stranger):
    case, url = gone
    commands.invite_party(
        application_id=case.id,
        role="supplier",
        brn=stranger.company.brn,
        email="x@example.kr",
        by=case.adopter.actor,
        at=NOW,
    )

    found = [
        stranger.client.get(where).status_code for where in (url, f"{url}/file", f"/company/receipts/{uuid.uuid4()}")
    ]

    assert found == [404, 404, 404]


def test_the_list_holds_the_receipts_of_its_own_time(gone):
    case, _ = gone
    submitted_again(case)
    number = case.application.number

    listed = {
        name: [f"{number}-{seq}" in persona.client.get("/company/receipts/").content.decode() for seq in (1, 2)]
        for name, persona in (("went out", case.supplier), ("stayed", case.adopter), ("colleague", case.colleague))
    }

    assert listed == {"went out": [True, False], "stayed": [True, True], "colleague": [True, True]}


def test_an_empty_list_says_what_would_be_there(stranger):
    assert "아직 접수증이 없습니다" in stranger.client.get("/company/receipts/").content.decode()


def test_the_list_costs_the_same_for_1_3_and_30_receipts(gone, costs):
    case, _ = gone
    counted = []
    for seqs in (range(0), range(2, 4), range(4, 31)):
        for seq in seqs:
            row = Event.objects.get(seq=1)
            row.pk, row.seq = uuid.uuid4(), seq
            row.save(force_insert=True)
        client = case.supplier.client
        with costs() as spent:
            shown = client.get("/company/receipts/").content.decode()
        counted.append((shown.count("<td role") // 2, spent.count))

    assert [rows for rows, _ in counted] == [1, 3, 30]
    assert len({count for _, count in counted}) == 1
    assert counted[0][1] <= 12
