"""Whatever is sent, an application builds on a task that the company had; the page offers those, the seal insists."""

import pytest

from agreeing import TITLE, had_by
from gonggo.applications import commands, sealed
from gonggo.kernel.refusal import Refused
from personas import NOW
from world import a_complete_draft, write

pytestmark = [pytest.mark.django_db(databases=["default", "door"]), pytest.mark.clause("2-advanced")]


def gaps_at_the_check(case, **answers: str) -> list[tuple[str, str, str]]:
    """(code, question, basis) of what the check page refuses to seal, by the command itself."""
    write(case, case.adopter, {key.replace("_", "-"): value for key, value in answers.items()})
    try:
        commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW)
    except Refused as refused:
        return [(gap.code, gap.item, str(gap.basis)) for gap in refused.facts["gaps"]]
    return []


@pytest.mark.parametrize(
    ("title", "year", "found"),
    [
        (TITLE, "2022", []),
        (f" {TITLE} ", "2022", []),
        ("남이 한 과제", "2022", [("earlier_task_not_had", "earlier-title", "2-advanced")]),
        (TITLE, "2021", [("earlier_year_other", "earlier-year", "2-advanced")]),
    ],
)
def test_whatever_is_sent_only_a_task_that_the_company_had_is_sealed(title, year, found):
    case = a_complete_draft(track="advanced")
    had_by(case.adopter)

    assert gaps_at_the_check(case, earlier_title=title, earlier_year=year) == found
    assert (sealed.open_revision(case.id) is None) == bool(found)


def test_a_company_of_which_no_task_is_known_is_sealed_with_what_it_wrote():
    case = a_complete_draft(track="advanced")
    had_by(case.supplier)

    assert gaps_at_the_check(case, earlier_title="예전 과제", earlier_year="2021") == []
