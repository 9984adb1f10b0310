"""How a sanction is shown on every desk."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext, gettext_lazy

from gonggo.facts.queries import Span
from gonggo.journal.queries import Happening
from gonggo.kernel.ref import Kind
from gonggo.settlement.sanctions.definition import Rules
from gonggo.settlement.sanctions.queries import Sanction
from gonggo.settlement.states import GroundKind, SanctionState
from gonggo.web.ui.rows import Pair, Row, Stage, Table
from gonggo.web.ui.wording import day, desk_instant

N = SanctionState
GLYPHS = {
    N.PROPOSED: "doing",
    N.NOTICED: "todo",
    N.HEARD: "doing",
    N.DRAWN: "waiting",
    N.DECIDED: "bad",
    N.STAYED: "waiting",
    N.ENDED: "done",
    N.LIFTED: "withdrawn",
    N.DROPPED: "withdrawn",
}
_FACTS = {
    "sanction.proposed": gettext_lazy("제안"),
    "sanction.noticed": gettext_lazy("사전통지"),
    "sanction.heard": gettext_lazy("의견제출"),
    "sanction.drawn_up": gettext_lazy("결정안"),
    "sanction.decided": gettext_lazy("결정"),
    "sanction.dropped": gettext_lazy("제재하지 않음"),
    "sanction.stayed": gettext_lazy("집행정지"),
    "sanction.resumed": gettext_lazy("다시 시작"),
    "sanction.lifted": gettext_lazy("취소"),
    "sanction.ended": gettext_lazy("기간 끝남"),
}


def term(row: Sanction, said: str) -> str:
    """From its first to its last day; nothing before it is decided."""
    if row.first_on is None or row.until_on is None:
        return ""
    last = row.until_on - timedelta(days=1)
    return f"{day(row.first_on, said, year=True)} ~ {day(last, said, year=True)}"


def pairs(row: Sanction, rules: Rules, said: str, *, is_office: bool) -> list[Pair]:
    """What it is for, what was said, what is decided; a decision that is only drawn up is the office's."""
    state, ground = N(row.state), rules.ground(row.ground)
    found = [
        Pair(gettext("상태"), str(state.label), state=GLYPHS[state], note=row.closed_for),
        Pair(gettext("제재의 성격"), str(GroundKind(row.kind).label)),
        Pair(
            gettext("제재 사유"),
            ground.label if ground else row.ground,
            note=ground.says if ground else "",
            basis=ground.basis if ground else None,
        ),
        Pair(gettext("사실관계"), row.reason),
    ]
    if row.hear_until_on:
        found.append(Pair(gettext("의견제출 기한"), day(row.hear_until_on, said, year=True), basis=rules.hearing_basis))
        found.append(Pair(gettext("의견"), row.opinion or gettext("없음")))
    if row.months and row.first_on and (is_office or row.decided_at):
        found += [
            Pair(gettext("기간"), gettext("%(months)s개월") % {"months": row.months}, basis=rules.months_basis),
            Pair(gettext("위원회가 결정한 날"), day(row.first_on, said, year=True)),
            Pair(gettext("결정의 사유"), row.decision),
        ]
        if row.persons:
            found.append(Pair(gettext("함께 제한하는 대표자"), row.persons))
    if row.decided_at:
        found.append(Pair(gettext("제한 기간"), term(row, said), basis=rules.register_basis))
    return found


def register(spans: Sequence[Span], said: str) -> Table:
    """The days on which the register bars the company and those barred with it."""
    heads = [gettext("누구"), gettext("첫날"), gettext("마지막 날")]
    lines = [
        Row(
            [
                gettext("기업") if one.subject.kind is Kind.COMPANY else gettext("대표자"),
                day(one.since_on, said, year=True),
                day(one.until_on - timedelta(days=1), said, year=True),
            ]
        )
        for one in spans
    ]
    return Table(gettext("명부에 오른 기간"), heads, lines)


def course(happened: Sequence[Happening], people: Mapping[UUID, str], said: str) -> list[Stage]:
    """What happened to it, the oldest first."""
    return [
        Stage(
            str(_FACTS[one.name]),
            desk_instant(one.at, said),
            people.get(one.person_id, "") if one.person_id else "",
            one.data.get("reason", ""),
            "done",
        )
        for one in happened
        if one.name in _FACTS
    ]
