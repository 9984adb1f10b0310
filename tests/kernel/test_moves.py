"""A machine is a table; what it does not list cannot happen."""

import pytest

from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.moves import diagram, moves
from gonggo.kernel.refusal import RefusalBook, Refused, refusals

LIGHT = moves(
    ("stop", {"green", "amber"}, "red", {Role.OPERATOR_OFFICER}),
    ("go", {"red"}, "green", {Role.OPERATOR_OFFICER, Role.SYSTEM}),
)
OFFICER = Actor(None, Role.OPERATOR_OFFICER)
VIEWER = Actor(None, Role.COMPANY_VIEWER)


def test_check_of_a_listed_move_gives_the_state_after_it():
    assert LIGHT.check("stop", "amber", OFFICER) == "red"


@pytest.mark.parametrize(
    ("command", "state", "by", "code"),
    [("stop", "red", OFFICER, "wrong_state"), ("stop", "green", VIEWER, "wrong_role")],
)
def test_check_of_a_move_that_is_not_listed_is_refused(command, state, by, code):
    with pytest.raises(Refused) as refused:
        LIGHT.check(command, state, by)

    assert refused.value.code == code


def test_offered_are_the_commands_that_this_actor_may_give_now():
    assert [LIGHT.offered(state, OFFICER) for state in ("red", "green")] == [["go"], ["stop"]]
    assert LIGHT.offered("red", VIEWER) == []


def test_a_command_that_stands_twice_is_a_bug():
    with pytest.raises(ValueError, match="twice"):
        moves(("go", {"red"}, "green", set()), ("go", {"amber"}, "green", set()))


def test_diagram_lists_each_source_of_each_move():
    assert diagram(LIGHT) == (
        "stateDiagram-v2\n"
        "    amber --> red: stop (operator_officer)\n"
        "    green --> red: stop (operator_officer)\n"
        "    red --> green: go (operator_officer, system)\n"
    )


def test_words_of_a_refusal_have_its_facts_put_in():
    book = RefusalBook([refusals(("late", "{at} 늦었습니다.", "Late: {at}.", "다음에.", "Next time."))])

    words = book.words(Refused("late", at="18:00:03"))

    assert (words.says.ko, words.says.en, words.remedy.en) == ("18:00:03 늦었습니다.", "Late: 18:00:03.", "Next time.")


def test_two_rooms_with_the_same_code_are_a_bug():
    table = refusals(("late", "ㄱ", "a", "ㄴ", "b"))

    with pytest.raises(ValueError, match="two rooms"):
        RefusalBook([table, table])
