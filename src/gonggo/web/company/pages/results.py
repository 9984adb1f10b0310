"""The result of one's own application: the outcome, the opinion, what comes next, until when."""

from dataclasses import dataclass

from django.utils.translation import gettext

from gonggo.kernel.basis import Basis
from gonggo.kernel.clock import legal_day
from gonggo.objections.definition import rules_of as objection_rules
from gonggo.programs.calendar import korean_business_days
from gonggo.selection import queries
from gonggo.selection.definition import ROOM, Outcome, next_stage, rules_of
from gonggo.selection.queries import OwnResult, PlaceRow, Scores
from gonggo.web.company.case import Case
from gonggo.web.ui import wording
from gonggo.web.ui.results import OUTCOMES, mark
from gonggo.web.ui.rows import Cell, Head, Pair, Row, Table


@dataclass(frozen=True, slots=True)
class Page:
    """Before the instant only ``expected`` is there: when the notice expects the result."""

    expected: str
    pairs: list[Pair]
    next: list[Pair]
    scores: list[Table]
    """The marks of each stage, where the program tells them."""
    scores_basis: Basis | None
    may_give_up: bool
    gave_up: bool


def page(case: Case) -> Page:
    """At most five statements, and one for each stage whose scores are told."""
    found = queries.result_of(case.id, of=case.by)
    if found is None:
        stage = next((stage for stage in case.program.stages if stage.key == ROOM), None)
        return Page(stage.when.said(case.language) if stage else "", [], [], [], None, may_give_up=False, gave_up=False)
    has_place = found.given_up_at is None and (_is_in(found) or found.reserve_place is not None)
    return Page(
        "",
        _pairs(case, found),
        _next(case, found),
        [_scores(one, case.language) for one in found.scores],
        rules_of(case.program).tells_scores,
        may_give_up=has_place and case.me.is_lead and case.may_write,
        gave_up=found.given_up_at is not None,
    )


def _pairs(case: Case, found: OwnResult) -> list[Pair]:
    said = case.language
    pairs = [_outcome(found), Pair(gettext("발표한 때"), wording.instant(found.published_at, said, year=True))]
    if found.promoted_at is not None:
        pairs.append(Pair(gettext("예비에서 선정된 때"), wording.instant(found.promoted_at, said, year=True)))
    if found.given_up_at is not None:
        pairs.append(Pair(gettext("포기한 때"), wording.instant(found.given_up_at, said, year=True)))
    if found.reserve_place is not None:
        words = gettext("예비 %(place)d순위") % {"place": found.reserve_place}
        pairs.append(Pair(gettext("예비 순서"), words, note=gettext("지금의 순서입니다.")))
    return [*pairs, Pair(gettext("종합의견"), found.opinion or gettext("적힌 의견이 없습니다."))]


def _scores(found: Scores, language: str) -> Table:
    """평가점수 of one stage: each item beside the most that it could be."""
    heads = [Head(gettext("평가 항목")), Head(gettext("배점"), "number"), Head(gettext("점수"), "number")]
    rows = [Row([one.label, Cell(str(one.weight), kind="number"), mark(one.mean)]) for one in found.marks]
    rows.append(Row([gettext("합계"), str(sum(one.weight for one in found.marks)), mark(found.total)], is_sum=True))
    name = gettext("%(stage)s 점수") % {"stage": found.stage.said(language)}
    return Table(name, heads, rows, line=name)


def _is_in(found: OwnResult) -> bool:
    return found.outcome is Outcome.SELECTED or found.promoted_at is not None


def _outcome(found: OwnResult) -> Pair:
    term = gettext("결과")
    if found.given_up_at is not None:
        return Pair(term, gettext("포기"), str(OUTCOMES[found.outcome]), state="withdrawn")
    if found.promoted_at is not None:
        return Pair(term, str(OUTCOMES[Outcome.SELECTED]), gettext("예비에서 선정"), state=Outcome.SELECTED)
    return Pair(term, str(OUTCOMES[found.outcome]), state=found.outcome)


def _next(case: Case, found: OwnResult) -> list[Pair]:
    """What to do next and until when; who gave up and who is not selected can only object."""
    said, pairs, following = case.language, list[Pair](), next_stage(case.program)
    if found.given_up_at is None and _is_in(found) and following:
        label = f"{following.label.said(said)} ({following.when.said(said)})"
        pairs.append(Pair(gettext("다음 단계"), label, note=following.says.said(said), basis=following.basis))
    if found.reserve_place is not None:
        rules = rules_of(case.program)
        ends = wording.instant(rules.reserve_ends_at, said, year=True)
        words = gettext("%(ends)s까지 빈 자리가 생기면 순서대로 선정하고 알려 드립니다.") % {"ends": ends}
        pairs.append(Pair(gettext("기다리기"), words, basis=rules.reserve_basis))
    return [*pairs, _objecting(case, found)]


def _objecting(case: Case, found: OwnResult) -> Pair:
    rules = objection_rules(case.program, ROOM)
    until = wording.day(rules.until_on(legal_day(found.published_at), korean_business_days()), case.language, year=True)
    words = gettext("%(until)s까지, 절차나 사실관계를 두고 한 번 할 수 있습니다.") % {"until": until}
    return Pair(gettext("이의신청"), words, basis=rules.basis)


def told(outcome: PlaceRow) -> tuple[str, str]:
    """How the task list says it: the state and a sentence."""
    if outcome.given_up_at is not None:
        return "withdrawn", gettext("과제를 포기했습니다.")
    if outcome.is_in:
        return str(Outcome.SELECTED), gettext("선정되었습니다. 다음에 할 일을 결과 화면에서 확인해 주세요.")
    if outcome.waits:
        return str(Outcome.RESERVE), gettext("예비로 정해졌습니다. 빈 자리가 생기면 순서대로 선정합니다.")
    words = gettext("선정되지 않았습니다. 종합의견과 이의신청 방법을 결과 화면에서 확인해 주세요.")
    return str(Outcome.NOT_SELECTED), words
