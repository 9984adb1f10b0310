"""The form's pure questions: what an application's amounts are."""

import pytest

from gonggo.applications import form
from gonggo.programs.definition import SectionKind
from world import MONEY, the_program


@pytest.mark.django_db
@pytest.mark.parametrize("left_open", [{}, {"in_kind": ""}, {"in_kind": " "}])
def test_an_amount_that_may_be_left_open_and_is_counts_as_0_won(left_open):
    money = next(section for section in the_program().sections if section.kind is SectionKind.MONEY)
    asked = [q.model_copy(update={"required": q.required and q.key != "in_kind"}) for q in money.questions]
    optional = money.model_copy(update={"questions": tuple(asked)})
    given = {key: value for key, value in MONEY.items() if key != "in_kind"} | left_open

    assert form.money_of(optional, given) == {"government": 50_000_000, "cash": 40_000_000, "in_kind": 0}
