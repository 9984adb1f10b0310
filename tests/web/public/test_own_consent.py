"""The link of a person whose data is in an application: nothing is shown before the code, then their own part alone."""

import re

import pytest
from django.test import Client

from gonggo.applications import commands, people
from gonggo.applications.models import NamedPerson
from gonggo.kernel.table import written
from gonggo.signing.models import Consent
from personas import NOW
from world import Consortium, a_complete_draft, write

pytestmark = pytest.mark.django_db(databases=["default", "door"])
ROWS = [
    {"name": "한동욱", "unit": "설계팀", "role": "설계", "share": "40", "career": "특급 기술자, 12년"},
    {"name": "임다른", "unit": "개발팀", "role": "개발", "share": "50", "career": "중급 기술자, 5년"},
]


def an_application_with_staff() -> Consortium:
    """Complete, with an engineer named by telephone."""
    consortium = a_complete_draft()
    write(consortium, consortium.supplier, {"staff-list": written(ROWS)})
    commands.name_person(
        application_id=consortium.id,
        name="한동욱",
        capacities=["staff"],
        contact="010-1234-5678",
        by=consortium.supplier.actor,
        at=NOW,
    )
    return consortium


@pytest.fixture
def case() -> Consortium:
    return an_application_with_staff()


def person() -> NamedPerson:
    return NamedPerson.objects.select_related("application").get(name="한동욱")


def address() -> str:
    return f"/consent/{person().id}/{people.secret_of(person())}"


def proved() -> Client:
    client = Client()
    client.post(address(), {"act": "code"})
    client.post(address(), {"act": "prove", "code": people.code_of(person())})
    return client


def part_on(page: str) -> str:
    found = re.search(r'name="part" value="([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]


def consents() -> list[str]:
    return list(Consent.objects.filter(party_id=person().id, withdrawn_at=None).values_list("text_key", flat=True))


@pytest.mark.clause("5-documents")
def test_before_the_code_the_link_says_nothing_of_the_person_and_leaves_no_trace_elsewhere(case):
    answer = Client().get(address())

    said = answer.content.decode()
    assert (answer.status_code, answer["Referrer-Policy"], answer["X-Robots-Tag"]) == (200, "same-origin", "noindex")
    assert "no-store" in answer["Cache-Control"]
    assert [word for word in ("한동욱", "특급", "5678" * 2, case.application.number) if word in said] == []


@pytest.mark.clause("5-documents")
def test_person_without_an_account_sees_their_own_part_consents_and_takes_it_back(case):
    client = proved()
    said = client.get(address()).content.decode()
    cells = [cell.strip() for cell in re.findall(r'<span class="cv">([^<]*)</span>', said)]
    assert (cells, "임다른" in said) == (["설계팀", "설계", "40", "특급 기술자, 12년"], False)

    client.post(address(), {"act": "agree", "part": part_on(said)})
    assert (consents(), "동의하셨습니다" in client.get(address()).content.decode()) == (["information"], True)
    client.post(address(), {"act": "decline"})

    assert (consents(), "동의하지 않으셨습니다" in client.get(address()).content.decode()) == ([], True)


def test_proof_of_one_browser_is_none_in_another(case):
    proved()

    answer = Client().post(address(), {"act": "agree", "part": "0" * 64})

    assert (answer.status_code, consents()) == (409, [])


def test_wrong_code_is_said_at_its_field_and_shows_nothing(case):
    client = Client()
    client.post(address(), {"act": "code"})
    wrong = f"{(int(people.code_of(person())) + 1) % 10**6:06d}"

    answer = client.post(address(), {"act": "prove", "code": wrong})

    said = answer.content.decode()
    assert (answer.status_code, "4번 더" in said, "한동욱" in said) == (422, True, False)


@pytest.mark.parametrize("posted", [{}, {"act": "score"}, {"act": "status", "status": "received"}])
def test_other_posts_find_nothing(case, posted):
    assert Client().post(address(), posted).status_code == 404


def test_wrong_secret_and_a_link_that_was_taken_back_find_nothing(case):
    good = address()
    wrong = f"{good[:-4]}0000" if not good.endswith("0000") else f"{good[:-4]}1111"
    assert Client().get(wrong).status_code == 404

    commands.remove_person(application_id=case.id, person_id=person().id, by=case.supplier.actor, at=NOW)

    assert Client().get(good).status_code == 404
