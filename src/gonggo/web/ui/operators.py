"""How an operator in a program is shown on every desk: its state, its agreement, what happened to it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext, gettext_lazy

from gonggo.journal.queries import Happening
from gonggo.operators.queries import Operator
from gonggo.operators.states import OperatorState
from gonggo.web.ui.rows import Pair, Stage
from gonggo.web.ui.wording import day, desk_instant

GLYPHS = {
    OperatorState.NAMED: "todo",
    OperatorState.ADMITTED: "doing",
    OperatorState.AGREED: "met",
    OperatorState.SUSPENDED: "waiting",
    OperatorState.ENDED: "withdrawn",
}
_FACTS = {
    "operator.named": gettext_lazy("공고에 실림"),
    "operator.admitted": gettext_lazy("선정"),
    "operator.agreed": gettext_lazy("협약 체결"),
    "operator.suspended": gettext_lazy("업무 정지"),
    "operator.resumed": gettext_lazy("업무 재개"),
    "operator.ended": gettext_lazy("종료"),
}


def agreement_pairs(row: Operator, language: str) -> list[Pair]:
    """Its state and, once there is one, the agreement."""
    state = OperatorState(row.state)
    pairs = [Pair(gettext("상태"), str(state.label), state=GLYPHS[state])]
    if row.agreed_on is not None:
        pairs += [
            Pair(gettext("협약번호"), row.number),
            Pair(gettext("협약일"), day(row.agreed_on, language, year=True)),
            Pair(gettext("협약기간"), term(row, language)),
        ]
    return pairs


def term(row: Operator, language: str) -> str:
    """From the first day of the agreement to the last; nothing without one."""
    if row.begins_on is None or row.last_on is None:
        return ""
    return f"{day(row.begins_on, language, year=True)} ~ {day(row.last_on, language, year=True)}"


def course(happened: Sequence[Happening], people: Mapping[UUID, str], language: str) -> list[Stage]:
    """What happened to it, the oldest first, with who decided and why."""
    return [
        Stage(
            str(_FACTS[one.name]),
            desk_instant(one.at, language),
            people.get(one.person_id, "") if one.person_id else "",
            one.data.get("reason", ""),
            "done",
        )
        for one in happened
        if one.name in _FACTS
    ]
