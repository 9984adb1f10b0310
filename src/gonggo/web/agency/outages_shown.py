"""What the page of outages shows: the record as a chart with its table, what the rule gives, what was proposed."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext, ngettext

from gonggo.outages.definition import Rule
from gonggo.outages.queries import Last, Proposal, Seen
from gonggo.outages.rules import Given, Outage, Reading, concerns
from gonggo.outages.states import ProposalState
from gonggo.programs.definition import Program
from gonggo.programs.extending import APPLICATION
from gonggo.web.ui.reach import Lane, Mark, Reach, Span
from gonggo.web.ui.rows import Cell, Pair, Row, Table
from gonggo.web.ui.speech import language
from gonggo.web.ui.wording import desk_instant, instant

BEFORE = timedelta(hours=1)
STATES = {ProposalState.PROPOSED: "doing", ProposalState.CONFIRMED: "done", ProposalState.DROPPED: "withdrawn"}


def rule_words(rule: str) -> str:
    return {
        Rule.INSIDE: gettext("마감이 장애 중이었음"),
        Rule.NEAR: gettext("마감 직전에 복구됨"),
        Rule.LONG: gettext("오래 멈춤"),
    }[Rule(rule)]


def target_words(target: str) -> str:
    return {"door": gettext("접수창구"), "pages": gettext("화면")}.get(target, target)


def standing(program: Program, looks: Sequence[Last]) -> list[Pair]:
    """The deadline in force, what it was before, and the newest look at each target."""
    part, said = program.windows[APPLICATION], language()
    pairs = [Pair(gettext("접수 마감"), instant(part.closes, said, year=True), basis=program.versions[-1].basis)]
    for moved in reversed(part.moved):
        old = instant(moved.old, said, year=True)
        pairs.append(Pair(gettext("연장 전 마감"), old, note=moved.reason.said(said)))
    for look in looks:
        words = gettext("닿음") if look.ok else gettext("닿지 않음")
        name = gettext("마지막 점검: %(target)s") % {"target": target_words(look.target)}
        note = f"{desk_instant(look.at, said)} · {look.ms:,} ms {look.reason}"
        pairs.append(Pair(name, words, note=note, state="done" if look.ok else "bad"))
    return pairs


def reach(seen: Seen, until: datetime) -> Reach:
    """From some hours before the deadline to now, or to where the record is of interest no more."""
    first = min([seen.closes_at, *(one.began_at for one in seen.outages)])
    last = max([seen.closes_at, *(one.recovered_at or until for one in seen.outages)]) + timedelta(hours=1)
    since, end = first - BEFORE, min(last, max(until, seen.closes_at))
    targets = sorted({one.target for one in seen.changes})
    lanes = [Lane(target_words(target), _spans(seen.changes, target, since, min(until, end))) for target in targets]
    marks = [Mark(seen.closes_at, gettext("접수 마감"))]
    return Reach(gettext("밖에서 본 것"), since, end, lanes, marks, _table(seen))


def _spans(changes: Sequence[Reading], target: str, since: datetime, until: datetime) -> list[Span]:
    own = [one for one in changes if one.target == target and one.at < until]
    ends = [*(one.at for one in own[1:]), until]
    return [Span(one.at, end, one.ok) for one, end in zip(own, ends, strict=True) if end > since] if own else []


def _table(seen: Seen) -> Table:
    said = language()
    heads = [gettext("닿지 않기 시작한 때"), gettext("복구된 때"), gettext("얼마 동안"), gettext("마감과의 관계")]
    return Table(
        gettext("장애"),
        heads,
        [
            Row(
                [
                    desk_instant(one.began_at, said),
                    desk_instant(one.recovered_at, said) if one.recovered_at else gettext("아직 복구되지 않음"),
                    lasted(one),
                    _concern(one, seen),
                ]
            )
            for one in seen.outages
        ],
    )


def lasted(outage: Outage) -> str:
    if outage.lasted is None:
        return "-"
    minutes, seconds = divmod(int(outage.lasted.total_seconds()), 60)
    words = ngettext("%(count)d분", "%(count)d분", minutes) % {"count": minutes}
    return f"{words} {gettext('%(count)d초') % {'count': seconds}}" if seconds else words


def _concern(outage: Outage, seen: Seen) -> Cell:
    rule = concerns(outage, seen.closes_at, seen.rules)
    if rule is None:
        return Cell(gettext("마감에 영향 없음") if outage.recovered_at else gettext("복구되면 정해짐"))
    return Cell(rule_words(rule), basis=seen.rules.ground(rule))


def given(found: Given, seen: Seen) -> list[Pair]:
    """What the rule gives, and how it came to that."""
    said = language()
    pairs = [
        Pair(gettext("기준"), rule_words(found.rule), basis=seen.rules.ground(found.rule)),
        Pair(gettext("새 마감"), instant(found.closes_at, said, year=True)),
    ]
    if found.is_put_off:
        before = instant(found.before_hours, said)
        words = gettext("%(before)s은 업무시간 밖이어서 다음 근무일의 원래 시각으로 옮깁니다.") % {"before": before}
        pairs.append(Pair(gettext("업무시간"), words))
    return pairs


def proposed(row: Proposal, names: Mapping[UUID, str]) -> list[Pair]:
    said = language()
    return [
        Pair(gettext("지금 마감"), instant(row.old_closes_at, said, year=True)),
        Pair(gettext("새 마감"), instant(row.closes_at, said, year=True)),
        Pair(gettext("기준"), rule_words(row.rule)),
        Pair(gettext("장애"), f"{desk_instant(row.began_at, said)} ~ {desk_instant(row.recovered_at, said)}"),
        Pair(gettext("복구를 알린 시각"), desk_instant(row.announced_at, said)),
        Pair(gettext("기준일"), _as_of(row)),
        Pair(gettext("사유"), row.reason),
        Pair(gettext("제안한 사람"), names.get(row.proposed_by, ""), note=desk_instant(row.proposed_at, said)),
    ]


def _as_of(row: Proposal) -> str:
    return gettext("새 마감과 함께 옮김") if row.moves_as_of_day else gettext("처음 기준일 그대로")


def past(rows: Sequence[Proposal], names: Mapping[UUID, str]) -> Table:
    """What was decided, the newest first."""
    said = language()
    heads = [
        gettext("결정"),
        gettext("연장 전 마감"),
        gettext("새 마감"),
        gettext("제안"),
        gettext("결정한 사람과 사유"),
    ]
    return Table(
        gettext("연장 이력"),
        heads,
        [
            Row(
                [
                    Cell(str(ProposalState(row.state).label), state=STATES[ProposalState(row.state)]),
                    desk_instant(row.old_closes_at, said),
                    desk_instant(row.closes_at, said),
                    Cell(names.get(row.proposed_by, ""), note=row.reason),
                    Cell(names.get(row.decided_by, "") if row.decided_by else "", note=row.decision),
                ]
            )
            for row in rows
            if row.state != ProposalState.PROPOSED
        ],
    )
