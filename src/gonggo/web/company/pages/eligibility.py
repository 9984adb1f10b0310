"""자격요건 확인: what each condition says of one's own company and its representatives, and what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from gonggo.applications import screening
from gonggo.eligibility.definition import Condition, Standing, conditions_of
from gonggo.facts.queries import Dated, by_id
from gonggo.programs.definition import Answer, Program
from gonggo.programs.queries import program_of_digest
from gonggo.web.company.case import Case
from gonggo.web.ui import verdicts
from gonggo.web.ui.rows import Cell, Row, Table
from gonggo.web.ui.speech import said


@dataclass(frozen=True, slots=True)
class Line:
    """One condition answered for the company or a representative of it."""

    condition: Condition
    person: str
    answer: Answer
    standing: Standing
    facts: tuple[int, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """``judged_at`` is the published instant of the last run; none while it is advice."""

    tables: list[Table]
    judged_at: datetime | None
    left: int


def page(case: Case) -> Page:
    """The verdicts of the last run or, before there is one, advice from what is known now. Five statements at most."""
    rows = screening.own_verdicts(case.id, case.me.company_id)
    program = program_of_digest(rows[0].program_digest) if rows else case.program
    if rows:
        known = {one.key: one for one in conditions_of(program, case.whole.facts.track)}
        lines = [Line(known[r.condition], r.person, r.answer, r.standing, r.facts, r.reason) for r in rows]
    else:
        lines = _advice(case)
    facts = by_id({fact for line in lines for fact in line.facts})
    shown = ((gettext("신청 자격"), False), (gettext("지원 제외 대상"), True))
    return Page(
        tables=[
            _table(name, program, [line for line in lines if line.condition.is_exclusion is kind], facts)
            for name, kind in shown
        ],
        judged_at=rows[0].at if rows else None,
        left=sum(line.answer is not Answer.MET for line in lines),
    )


def _advice(case: Case) -> list[Line]:
    facts = case.whole.facts
    members = [(member.company_id, member.role) for member in case.whole.draft.members]
    candidate = screening.candidate(facts.id, facts.track, members)
    answers = screening.advice(case.program, candidate, case.me.company_id, at=case.at)
    return [Line(a.condition, a.person, a.judgement.answer, a.judgement.standing, a.judgement.used) for a in answers]


def _table(name: str, program: Program, lines: Sequence[Line], facts: Mapping[int, Dated]) -> Table:
    heads = [gettext("조건"), gettext("대상"), gettext("확인 결과"), gettext("근거와 할 일")]
    return Table(name, heads, [_row(program, line, facts) for line in lines])


def _row(program: Program, line: Line, facts: Mapping[int, Dated]) -> Row:
    condition = line.condition
    used = verdicts.facts_words(program, (facts[fact] for fact in line.facts if fact in facts))
    return Row(
        [
            Cell(verdicts.name_of(condition), basis=condition.basis, note=condition.says),
            verdicts.person_words(line.person),
            verdicts.answer_cell(condition, line.answer, line.standing),
            Cell(line.reason or used, note=_to_do(program, line)),
        ]
    )


def _to_do(program: Program, line: Line) -> str:
    if line.answer is Answer.MET:
        return ""
    if line.standing is Standing.CURABLE:
        return gettext("기한 전에 해소하거나 예외 사유를 증빙하면 바뀝니다. 증빙은 담당 기관에 내 주세요.")
    if line.answer is Answer.NOT_MET:
        return gettext("사실과 다르면 담당 기관에 문의해 주세요.")
    doubt = said(line.condition.doubt) if line.condition.doubt else gettext("담당자가 자료를 보고 판단합니다.")
    if line.condition.proof:
        return gettext("%(paper)s 서류로 확인합니다. %(doubt)s") % {
            "paper": said(program.paper(line.condition.proof).label),
            "doubt": doubt,
        }
    return doubt
