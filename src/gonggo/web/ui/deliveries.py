"""How the task of an agreement is shown on every desk: where it stands, its checks, its reports, its inspections."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from gonggo.delivery.queries import CheckRow, Delivery, Kept, Whole
from gonggo.delivery.states import CheckState, DeliveryState, Finding, Outcome
from gonggo.programs.definition import Program
from gonggo.web.ui.rows import Cell, Link, Pair, Stage, Words
from gonggo.web.ui.speech import language
from gonggo.web.ui.wording import day, desk_instant

S, C = DeliveryState, CheckState
GLYPHS = {
    S.UNDERWAY: "doing",
    S.REPORTED: "waiting",
    S.PASSED_ON: "waiting",
    S.INSPECTED: "waiting",
    S.SUPPLEMENT: "supplement",
    S.COMPLETED: "done",
    S.INCOMPLETE: "ineligible",
    S.ENDED: "withdrawn",
}
CHECK_GLYPHS = {
    C.PLANNED: "todo",
    C.CORRECTION: "supplement",
    C.PASSED: "done",
    C.STOP: "problem",
    C.CALLED_OFF: "withdrawn",
}
_TURN = {
    S.UNDERWAY: "company",
    S.REPORTED: "operator",
    S.PASSED_ON: "agency",
    S.INSPECTED: "agency",
    S.SUPPLEMENT: "company",
}
Address = Callable[[UUID], str] | None
"""Where a paper opens; None for who reads no papers."""


@dataclass(frozen=True, slots=True)
class Block:
    """A check, a report or an inspection: its name, its state in words, what it says, its papers."""

    title: str
    state: str
    word: str
    pairs: Sequence[Pair]
    papers: Sequence[Link] = ()


def due_cell(due_on: date | None, today: date) -> Cell:
    """The day, and that it is over where it is."""
    if due_on is None:
        return Cell("-")
    words = day(due_on, language(), year=True)
    return Cell(words, state="bad", note=gettext("기한이 지났습니다")) if due_on < today else Cell(words)


def pairs(delivery: Delivery, notice: Program, lead: str, today: date) -> list[Pair]:
    """Where it stands, whose turn it is, by when."""
    state, said = S(delivery.state), language()
    span = f"{day(delivery.begins_on, said, year=True)} ~ {day(delivery.last_on, said, year=True)}"
    found = [
        Pair(gettext("상태"), str(state.label), state=GLYPHS[state]),
        Pair(gettext("대표 기업"), lead),
        Pair(gettext("협약기간"), span),
    ]
    if delivery.due_on is not None:
        late = gettext("기한이 지났습니다") if delivery.due_on < today else ""
        found.append(Pair(gettext("다음 기한"), day(delivery.due_on, said, year=True), late))
        found.append(Pair(gettext("다음에 할 곳"), _turn(state, notice)))
    if delivery.completed_on is not None:
        found.append(Pair(gettext("완료한 날"), day(delivery.completed_on, said, year=True)))
    return found


def _turn(state: DeliveryState, notice: Program) -> Words:
    whose = _TURN[state]
    if whose == "company":
        return notice.role("adopter").selected
    if whose == "operator":
        return notice.operator_label
    return next((body.name or body.label for body in notice.bodies if body.key == whose), "")


def checks(whole: Whole, people: Mapping[UUID, str], address: Address) -> list[Block]:
    """The progress checks, the latest first; who visited only where ``people`` has names."""
    return [_check(one, people, address) for one in reversed(whole.checks)]


def _check(one: CheckRow, people: Mapping[UUID, str], address: Address) -> Block:
    said, told = language(), [Pair(gettext("점검 예정일"), day(one.planned_on, language(), year=True))]
    for found in one.findings:
        who = people.get(found.filed_by, "")
        told += [
            Pair(gettext("점검한 날"), day(found.done_on, said, year=True), who),
            Pair(gettext("점검 결과"), str(Finding(found.outcome).label)),
            Pair(gettext("점검 내용"), found.text),
        ]
    if one.due_on is not None:
        told.append(Pair(gettext("고치는 기한"), day(one.due_on, said, year=True)))
    if one.reason:
        told.append(Pair(gettext("계속하기로 한 사유"), one.reason))
    papers = _links([paper for found in one.findings for paper in found.papers], address)
    title = gettext("과제추진점검 %(day)s") % {"day": day(one.planned_on, said)}
    return Block(title, CHECK_GLYPHS[one.state], str(one.state.label), told, papers)


def _links(papers: Iterable[Kept], address: Address) -> list[Link]:
    return [Link(one.name, address(one.document_id)) for one in papers] if address else []


def reports(whole: Whole, people: Mapping[UUID, str], address: Address) -> list[Block]:
    """What the company reported, the latest first."""
    blocks = []
    for row, papers in reversed(whole.reports):
        told = [
            Pair(gettext("구축한 것"), row.built),
            Pair(gettext("계획과 다른 것"), row.differences or gettext("없음")),
            Pair(gettext("쓰기 시작한 날"), day(row.in_use_on, language(), year=True)),
            Pair(gettext("보고한 때"), desk_instant(row.filed_at, language()), people.get(row.filed_by, "")),
        ]
        if row.sent_back_for:
            told.append(Pair(gettext("돌려보낸 사유"), row.sent_back_for))
        title = gettext("보완 보고") if row.is_supplement else gettext("완료보고")
        state = ("returned", gettext("돌려보냄")) if row.sent_back_at else ("done", gettext("제출함"))
        blocks.append(Block(title, *state, told, _links(papers, address)))
    return blocks


_FOUND = {Outcome.COMPLETE: "done", Outcome.SUPPLEMENT: "supplement", Outcome.INCOMPLETE: "ineligible"}


def inspections(whole: Whole, people: Mapping[UUID, str], address: Address, *, for_agency: bool) -> list[Block]:
    """What the agency found, the latest first; before it is confirmed and once set aside, for the agency alone."""
    blocks = []
    for row, papers in reversed(whole.inspections):
        if row.confirmed_at is None and not for_agency:
            continue
        told = [
            Pair(gettext("점검한 날"), day(row.inspected_on, language(), year=True), people.get(row.inspector_id, "")),
            Pair(gettext("점검 내용"), row.text),
        ]
        if row.confirmed_at is not None:
            who = people.get(row.confirmed_by, "") if row.confirmed_by else ""
            told.append(Pair(gettext("확정한 때"), desk_instant(row.confirmed_at, language()), who))
        if row.set_aside_for:
            who = people.get(row.set_aside_by, "") if row.set_aside_by else ""
            told.append(Pair(gettext("확정하지 않은 사유"), row.set_aside_for, who))
        outcome = Outcome(row.outcome)
        state = ("withdrawn", gettext("확정하지 않음")) if row.set_aside_at else (_FOUND[outcome], str(outcome.label))
        blocks.append(Block(gettext("사업완료 점검"), *state, told, _links(papers, address)))
    return blocks


def people_in(whole: Whole) -> set[UUID]:
    """Everybody who checked, reported, inspected or confirmed."""
    found = {found.filed_by for one in whole.checks for found in one.findings}
    found |= {row.filed_by for row, _ in whole.reports}
    for row, _ in whole.inspections:
        found |= {one for one in (row.inspector_id, row.confirmed_by, row.set_aside_by) if one}
    return found


def course(whole: Whole, notice: Program) -> list[Stage]:
    """The way from the agreement to completion; the first that is not over is the present one."""
    delivery, said = whole.delivery, language()
    reported = [row for row, _ in whole.reports if row.sent_back_at is None]
    confirmed = [row for row, _ in whole.inspections if row.confirmed_at]
    passed = [one for one in whole.checks if one.state is C.PASSED]
    after = delivery.state not in {S.UNDERWAY, S.REPORTED}
    rows: list[tuple[str, str, Words, bool]] = [
        (gettext("협약"), day(delivery.begins_on, said), "", True),
        (gettext("과제추진점검"), _last_day(passed), notice.operator_label, bool(passed)),
        (gettext("완료보고"), _at(reported), notice.role("adopter").selected, bool(reported)),
        (gettext("완료보고 확인"), "", notice.operator_label, bool(reported) and after),
        (gettext("사업완료 점검"), "", _turn(S.PASSED_ON, notice), bool(confirmed)),
    ]
    done = [one for *one, over in rows if over]
    now = next((place for place, (*_, over) in enumerate(rows) if not over), len(rows))
    stages = [
        Stage(title, when, who, state="done" if over else "now" if place == now else "later")
        for place, (title, when, who, over) in enumerate(rows)
    ]
    if whole.state in {S.COMPLETED, S.INCOMPLETE, S.ENDED} and done:
        when = day(delivery.completed_on, said) if delivery.completed_on else desk_instant(delivery.since_at, said)
        stages.append(Stage(str(whole.state.label), when, state="done"))
    return stages


def _last_day(passed: Sequence[CheckRow]) -> str:
    days = [found.done_on for one in passed for found in one.findings]
    return day(max(days), language()) if days else ""


def _at(reported: Sequence[object]) -> str:
    return desk_instant(reported[-1].filed_at, language()) if reported else ""  # type: ignore[attr-defined]  # a Report
