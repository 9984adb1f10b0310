"""진행현황 of one case: what is over and when, what is now and whose turn it is, what comes next."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.utils.translation import gettext

from gonggo.applications.states import ApplicationState
from gonggo.consulting.queries import Asked
from gonggo.consulting.states import RequestState as R
from gonggo.evaluation.definition import ROOM as EVALUATION
from gonggo.evaluation.definition import Stage as Held
from gonggo.evaluation.definition import rules_of
from gonggo.evaluation.queries import Step
from gonggo.journal.queries import Happening
from gonggo.kernel.basis import Basis
from gonggo.objections.queries import Objection
from gonggo.objections.states import ObjectionState
from gonggo.pool.queries import Decided
from gonggo.pool.states import RegistrationState as S
from gonggo.programs.definition import Program
from gonggo.selection.definition import Outcome
from gonggo.web.ui import wording
from gonggo.web.ui.results import OUTCOMES
from gonggo.web.ui.rows import Stage, Words
from gonggo.web.ui.speech import language
from gonggo.web.ui.stages import DONE, LATER, NOW, UNKNOWN, expected, foreseen


def when(at: datetime | date | None) -> str:
    """An instant or a day in words; a dash for what is not known yet."""
    if at is None:
        return UNKNOWN
    return wording.instant(at, language()) if isinstance(at, datetime) else wording.day(at, language())


def planned(program: Program, key: str, happened: Happening | None) -> tuple[Words, Basis | None]:
    """When a stage was; before that when the notice foresees it."""
    return expected(program, key) if happened is None else (when(happened.at), None)


def body(program: Program, key: str) -> Words:
    """Who carries the program in this part."""
    return next((body.name or body.label for body in program.bodies if body.key == key), "")


def in_line(stages: Iterable[Stage]) -> list[Stage]:
    """The first that is not over is the present one."""
    line = list(stages)
    now = next((place for place, one in enumerate(line) if one.state != DONE), len(line))
    return [one if place != now or one.state == NOW else replace(one, state=NOW) for place, one in enumerate(line)]


def pool_course(
    program: Program,
    *,
    received_at: datetime | None,
    state: S,
    due: tuple[date, date] | None,
    decided: Sequence[Decided],
) -> list[Stage]:
    """A registration: handed in, looked at by its business days, decided; corrected where that was asked for."""
    company, agency = program.role("supplier").applying, body(program, "agency")
    is_over = state not in {S.DRAFT, S.RECEIVED, S.CORRECTION}
    stages = [Stage(gettext("등록 신청"), when(received_at), company, state=LATER if received_at is None else DONE)]
    if state is S.CORRECTION and decided:
        asked = decided[0]
        stages.append(Stage(gettext("보완"), when(asked.decided_at), company, asked.reason, NOW))
    span = f"{when(due[0])} ~ {when(due[1])}" if due and state is S.RECEIVED else UNKNOWN
    if is_over and state is not S.WITHDRAWN and decided:
        last = decided[0]
        stages.append(Stage(str(state.label), when(last.decided_at), agency, last.reason, DONE))
    elif state is S.WITHDRAWN:
        stages.append(Stage(str(state.label), UNKNOWN, company, state=DONE))
    else:
        stages.append(Stage(gettext("심사와 결정"), span, agency))
    return in_line(stages)


def consulting_course(program: Program, asked: Asked, told: Sequence[Happening], *, company: Words) -> list[Stage]:
    """A request: asked, accepted, expert and day named, visited, reported; or ended before."""
    order = [R.ASKED, R.ACCEPTED, R.ASSIGNED, R.REPORTED]
    operator = program.operator(asked.operator).name
    expert, named = gettext("컨설팅 전문가"), gettext("전문가와 방문일 정하기")
    begun = Stage(gettext("신청"), when(asked.asked_at), company, state=DONE)
    if asked.state not in order:
        return [begun, Stage(str(asked.state.label), UNKNOWN, "", asked.reason, DONE)]
    reached = order.index(asked.state)
    done_at = {one.name: when(one.at) for one in told}
    accepted = done_at.get("consulting.accepted", UNKNOWN)
    return in_line(
        [
            begun,
            Stage(gettext("수락"), accepted, operator, state=DONE if reached > 0 else LATER),
            Stage(named, done_at.get("consulting.assigned", UNKNOWN), operator, state=DONE if reached > 1 else LATER),
            Stage(gettext("방문"), when(asked.visit_on), expert, state=DONE if reached > 2 else LATER),
            Stage(gettext("보고서 제출"), when(asked.filed_at), expert, state=DONE if reached > 2 else LATER),
        ]
    )


_SCREENED = {
    "application.found_eligible": ApplicationState.ELIGIBLE,
    "application.refused": ApplicationState.REFUSED,
    "application.returned": ApplicationState.RETURNED,
}


def application_course(
    program: Program,
    *,
    state: ApplicationState,
    operator: str,
    told: Sequence[Happening],
    steps: Sequence[Step],
    objections: Sequence[Objection],
) -> list[Stage]:
    """A received application: screening, each evaluation with its day, the result, objections. No finding is in it.

    What has no day yet stands with the time that the notice foresees for it.
    """
    agency = body(program, "agency")
    received = next((one.at for one in reversed(told) if one.name == "application.received"), None)
    stages = [Stage(gettext("접수"), when(received), program.role("adopter").applying, state=DONE)]
    stages.append(_screening(program, told, state))
    result = next((one for one in told if one.name == "selection.result"), None)
    ended = state in {ApplicationState.REFUSED, ApplicationState.RETURNED}
    if not ended and EVALUATION in program.rooms:
        by_stage = {step.stage: step for step in steps}
        stages += _evaluations(program, by_stage, operator=operator, is_over=result is not None)
    if not ended:
        stages.append(_result(program, result))
    stages += [_given_up(one) for one in told if one.name in {"selection.given_up", "selection.promoted"}]
    return [*in_line(stages), *(_objection(one, agency) for one in objections)]


def _screening(program: Program, told: Sequence[Happening], state: ApplicationState) -> Stage:
    decided = next((one for one in reversed(told) if _SCREENED.get(one.name) is state), None)
    agency = body(program, "agency")
    at, basis = planned(program, "screening", decided)
    if decided is None:
        who = program.role("adopter").applying if state is ApplicationState.SUPPLEMENT else agency
        return Stage(gettext("요건검토"), at, who, str(state.label), basis=basis)
    return Stage(gettext("요건검토"), at, agency, str(state.label), DONE)


def _evaluations(program: Program, steps: dict[Held, Step], *, operator: str, is_over: bool) -> Iterable[Stage]:
    """A stage that the application never came before is left out once there is a result."""
    for stage in rules_of(program).stages:
        step = steps.get(stage.stage)
        if is_over and (step is None or step.is_skipped):
            continue
        who = body(program, "agency") if stage.by_committee else program.operator(operator).name
        done = step is not None and (step.is_over or is_over)
        note = gettext("생략하기로 정함") if step and step.is_skipped else ""
        at, basis = (when(step.on), None) if step and step.on else expected(program, stage.stage)
        yield Stage(stage.label, at, who, note, DONE if done else LATER, basis=basis)


def _result(program: Program, result: Happening | None) -> Stage:
    agency = body(program, "agency")
    at, basis = planned(program, "selection", result)
    if result is None:
        return Stage(gettext("선정 결과"), at, agency, basis=basis)
    return Stage(gettext("선정 결과"), at, agency, str(OUTCOMES[Outcome(result.data["outcome"])]), DONE)


def _given_up(one: Happening) -> Stage:
    words = {"selection.given_up": gettext("과제 포기"), "selection.promoted": gettext("예비에서 선정")}
    return Stage(words[one.name], when(one.at), state=DONE)


def _objection(one: Objection, agency: Words) -> Stage:
    state = ObjectionState(one.state)
    until = gettext("%(day)s까지 답합니다") % {"day": wording.day(one.due_on, language())}
    note = f"{state.label} {when(one.closed_at)}" if one.closed_at else f"{state.label} · {until}"
    return Stage(gettext("이의신청"), when(one.filed_at), agency, note, DONE if one.closed_at else NOW)


def after_the_result(program: Program, state: ApplicationState, told: Iterable[Happening]) -> list[Stage]:
    """What the notice foresees after the result, as long as it may still come to that."""
    names = {one.name for one in told}
    ended = {ApplicationState.REFUSED, ApplicationState.RETURNED, ApplicationState.WITHDRAWN}
    if state in ended or "selection.result" in names:
        return []
    return [foreseen(stage) for stage in program.stages_after("selection")]
