"""Nothing about the company is asked twice: a second application begins with what it wrote about itself last time."""

import uuid
from datetime import timedelta

import pytest

from gonggo.applications import commands, queries
from gonggo.intake import queries as door
from gonggo.kernel.actor import Role
from personas import NOW, a_colleague_of
from world import Consortium, a_draft, join, write

pytestmark = pytest.mark.django_db(databases=["default", "door"])
SERVICE = "방문 돌봄을 예약받아 보냅니다"
NOTE = "지난 신청에서 쓴 답을 가져왔습니다"


def another_application(case: Consortium) -> Consortium:
    application = commands.start_application(
        program_key=case.program.key,
        track="new",
        type=case.program.types[0].key,
        operator=case.program.operators[0].key,
        another=uuid.uuid4(),
        by=case.adopter.actor,
        at=NOW,
    )
    join(application, case.adopter, case.supplier)
    return Consortium(case.program, application, case.adopter, case.colleague, case.supplier)


def page(case: Consortium, persona=None, key: str = "company") -> str:
    client = (persona or case.adopter).client
    return client.get(f"/company/applications/{case.id}/sections/{key}").content.decode()


def saved(case: Consortium, persona=None) -> dict[str, str]:
    company_id = (persona or case.adopter).actor.company_id
    drafts = door.drafts(queries.ref_of(case.id)).get(company_id, {})
    return {key: draft.value for key, draft in drafts.items()}


@pytest.fixture
def first() -> Consortium:
    case = a_draft()
    write(case, case.adopter, {"company-service": SERVICE, "task-title": "지난 과제"})
    return case


def test_the_second_application_shows_what_was_written_of_the_company_and_saves_nothing_by_itself(first):
    second = another_application(first)

    shown = page(second)

    assert (SERVICE in shown, NOTE in shown, saved(second)) == (True, True, {})


def test_the_first_application_begins_empty(first):
    shown = page(a_draft())

    assert (SERVICE in shown, NOTE in shown) == (False, False)


def test_what_is_about_the_task_is_not_taken_over(first):
    shown = page(another_application(first), key="overview")

    assert ("지난 과제" in shown, NOTE in shown) == (False, False)


def test_sending_the_page_saves_it_and_the_note_is_gone(first):
    second = another_application(first)
    section = next(s for s in second.program.sections_of("adopter", "new") if s.key == "company")
    typed = {question.key: saved(first)[question.key] for question in section.questions}

    first.adopter.client.post(f"/company/applications/{second.id}/sections/company", {**typed, "go": "next"})

    assert (saved(second)["company-service"], NOTE in page(second)) == (SERVICE, False)


def test_an_answer_that_was_emptied_stays_empty(first):
    second = another_application(first)
    section = next(s for s in second.program.sections_of("adopter", "new") if s.key == "company")
    typed = {question.key: saved(first)[question.key] for question in section.questions} | {"company-service": ""}

    first.adopter.client.post(f"/company/applications/{second.id}/sections/company", typed)

    assert (SERVICE in page(second), NOTE in page(second)) == (False, False)


def test_the_answer_written_last_is_taken_over(first):
    second = another_application(first)
    commands.save_answers(
        application_id=second.id,
        section="company",
        values={"company-service": "새로 고친 서비스"},
        base={},
        by=second.adopter.actor,
        at=NOW + timedelta(minutes=1),
    )

    shown = page(another_application(first))

    assert ("새로 고친 서비스" in shown, SERVICE in shown) == (True, False)


def test_a_partner_gets_its_own_earlier_answers_and_never_the_leads(first):
    write(first, first.supplier, {"staff-lead": "오지환 이사"})
    second = another_application(first)

    shown = page(second, second.supplier, key="staff")

    assert ("오지환 이사" in shown, SERVICE in shown) == (True, False)
    assert "오지환 이사" not in page(second)


def test_who_only_reads_sees_what_is_saved_and_no_more(first):
    second = another_application(first)

    shown = page(second, a_colleague_of(first.adopter, role=Role.COMPANY_VIEWER))

    assert (SERVICE in shown, NOTE in shown) == (False, False)


def test_the_page_costs_the_same_after_1_3_and_30_earlier_applications(first, costs):
    counted = []
    for more in (0, 2, 27):
        for _ in range(more):
            write(another_application(first), first.adopter)
        second = another_application(first)
        client = first.adopter.client
        with costs() as spent:
            client.get(f"/company/applications/{second.id}/sections/company")
        counted.append(spent.count)

    assert len(set(counted)) == 1
    assert counted[0] <= 12, str(spent)
