"""The form's pure questions: what an application's amounts are, and that they are what its lines come to."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonggo.applications import budget, tables
from gonggo.kernel.table import written
from gonggo.programs.definition import QuestionKind, SectionKind
from gonggo.programs.loading import LIBRARY, read
from world import MONEY, a_budget

PROGRAM = read(LIBRARY / "smart-service-2024")
PAGE = next(section for section in PROGRAM.sections if section.kind is SectionKind.MONEY)
BUDGET = PROGRAM.question("budget")
ASKED = {key: int(won) for key, won in MONEY.items()}
WON = st.integers(0, 10**12)
LINES = st.lists(st.fixed_dictionaries(dict.fromkeys(MONEY, WON)), max_size=20)


@pytest.mark.parametrize("left_open", [{}, {"in_kind": ""}])
def test_an_amount_that_is_left_open_in_every_line_counts_as_0_won(left_open):
    lines = written([{key: won for key, won in MONEY.items() if key != "in_kind"} | left_open])

    assert budget.money_of(PAGE, {"budget": lines}) == ASKED | {"in_kind": 0}


@pytest.mark.parametrize("left_open", ["", " "])
def test_an_amount_that_a_program_asks_for_by_itself_may_be_left_open(left_open):
    won = BUDGET.model_copy(update={"kind": QuestionKind.WON, "table": None})
    page = PAGE.model_copy(update={"questions": tuple(won.model_copy(update={"key": key}) for key in MONEY)})

    assert budget.money_of(page, MONEY | {"in_kind": left_open}) == ASKED | {"in_kind": 0}


@given(LINES)
def test_the_sums_of_an_application_are_what_its_lines_come_to_and_nothing_else(lines):
    rows = written([{key: str(won) for key, won in line.items()} for line in lines])
    a_total_of_its_own = dict.fromkeys(MONEY, "1")

    found = budget.money_of(PAGE, {"budget": rows, **a_total_of_its_own})

    assert found == {key: sum(line[key] for line in lines) for key in MONEY}


def test_what_an_officer_looks_at_is_the_share_of_its_lines_in_all_of_them():
    lines = [{"line": "equipment-materials", "government": "3"}, {"line": "labour", "cash": "2", "in_kind": "4"}]

    found = budget.watched_part(PROGRAM, [budget.BudgetPart(uuid4(), PAGE, {"budget": written(lines)})])

    assert found == budget.WatchedPart(3, 9)


def fault(question: str, rows: list[dict[str, str]], **others: str):
    answers = {question: written(rows), **others}
    return tables.table_fault(PROGRAM, "new", "adopter", PROGRAM.question(question), answers)


STEP = {"work": "시험", "by": "both", "begins": "2", "ends": "3"}


@pytest.mark.parametrize(
    ("cells", "months", "code"),
    [
        ({}, "3", None),
        ({"ends": "4"}, "3", "cell_too_large"),
        ({"ends": "7"}, "12", "cell_too_large"),
        ({"ends": "6"}, "", None),
        ({"begins": "0"}, "3", "cell_too_small"),
        ({"ends": "1"}, "3", "cell_before"),
        ({"work": " "}, "3", "cell_missing"),
        ({"by": ""}, "3", "cell_missing"),
        ({"by": "nobody"}, "3", "answer_malformed"),
    ],
)
def test_a_step_lies_within_the_agreed_months_and_ends_after_it_begins(cells, months, code):
    found = fault("plan-schedule", [STEP, STEP | cells], **{"plan-months": months})

    assert (found[0] if found else None) == code


def test_a_share_of_working_time_is_at_most_all_of_it():
    person = {"name": "김하나", "unit": "영업", "role": "책임", "career": "6년"}

    assert fault("plan-staff", [person | {"share": "100"}]) is None
    assert fault("plan-staff", [person | {"share": "101"}])[0] == "cell_too_large"


def test_a_budget_of_the_tests_is_whole():
    assert fault("budget", [{}], budget=a_budget()) is None
