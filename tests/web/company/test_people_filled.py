"""The form to name a person begins with what the house knows already; nobody writes it twice."""

import pytest

from gonggo.applications.people_known import Proposed, proposed
from gonggo.applications.queries import draft_of
from gonggo.kernel.actor import Role
from personas import a_colleague_of
from world import a_draft, name_people, write

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def people(case, persona):
    return persona.client.get(f"/company/applications/{case.id}/people").context


def proposal(case, persona, known) -> Proposed | None:
    draft = draft_of(case.application)
    member = next(one for one in draft.members if one.company_id == persona.company.id)
    return proposed(draft, member, known)


def test_the_representative_stands_in_the_form_with_what_the_answers_say_of_them():
    case = a_draft()
    me = case.adopter.person.name
    write(case, case.adopter, {"company-manager": f"{me} 대표", "company-manager-email": "manager@hana.example.kr"})

    context = people(case, case.adopter)

    assert context["form"].initial == {
        "name": me,
        "capacities": ("representative", "manager"),
        "contact": "manager@hana.example.kr",
    }
    assert context["is_filled"]


def test_an_address_of_somebody_else_is_not_the_representatives():
    case = a_draft()
    write(case, case.adopter, {"company-manager": "박과장", "company-manager-email": "park@hana.example.kr"})

    assert proposal(case, case.adopter, ["김하나"]) == Proposed("김하나", ("representative",), "")


def test_the_next_representative_is_proposed_until_one_is_named():
    case = a_draft()
    both = ["이 수진", "김하나"]

    first = proposal(case, case.adopter, both)
    name_people(case, case.adopter)

    assert first == Proposed("이 수진", ("representative",), "")
    assert proposal(case, case.adopter, both) is None
    assert proposal(case, case.adopter, []) is None


def test_where_everybody_is_named_and_for_who_only_reads_nothing_is_filled_in():
    case = a_draft()
    viewer = a_colleague_of(case.adopter, role=Role.COMPANY_VIEWER)
    before = [people(case, one)["is_filled"] for one in (case.adopter, viewer)]

    name_people(case, case.adopter)

    assert (before, people(case, case.adopter)["is_filled"]) == ([True, False], False)
