"""Who may apply and who may not, as tables; an exclusion's row is the anchor of its clause."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext, ngettext

from gonggo.kernel.basis import BasisKind
from gonggo.kernel.clock import legal_day
from gonggo.kernel.text import Text
from gonggo.programs.definition import Exclusion, LiftedException, PartyRole, Program, Requirement, RuleSet
from gonggo.web.public.shown.words import language, said
from gonggo.web.ui import wording
from gonggo.web.ui.rows import Cell, Row, Table

Anchors = frozenset[str]


def rule_anchors(program: Program) -> Anchors:
    """The clauses that stand behind exactly one row of a rule set: there they have their anchor."""
    cited = [row.basis for rules in program.rule_sets.values() for row in (*rules.exclusions, *rules.exceptions)]
    clauses = [basis.text for basis in cited if basis.kind is BasisKind.CLAUSE]
    return frozenset(clause for clause in clauses if clauses.count(clause) == 1)


def rules_tables(program: Program, key: str, anchors: Anchors) -> list[Table]:
    """The exclusions with for whom and which exceptions; then the exceptions themselves."""
    rules = program.rule_sets[key]
    tables = [_exclusions(program, key, anchors)]
    return [*tables, _exceptions(program, key, anchors)] if rules.exceptions else tables


def _exclusions(program: Program, key: str, anchors: Anchors) -> Table:
    rules = program.rule_sets[key]
    day = wording.day(_judged_on(program, rules.as_of), language(), year=True)
    count = len(rules.exclusions)
    line = ngettext(
        "%(label)s %(count)d가지. %(day)s 현재로 봅니다.", "%(label)s %(count)d가지. %(day)s 현재로 봅니다.", count
    )
    heads = [gettext("번호"), gettext("해당하는 경우"), gettext("누구에게"), gettext("예외"), gettext("확인하는 방법")]
    return Table(
        name=rules.label,
        line=line % {"label": said(rules.label), "count": count, "day": day},
        basis=rules.basis,
        heads=heads,
        rows=[_exclusion(program, key, row, anchors) for row in rules.exclusions],
    )


def _judged_on(program: Program, moment: str) -> date:
    window = moment.removesuffix(".closes")
    return program.judged_on(window) if window in program.windows else legal_day(program.moment(moment))


def _exclusion(program: Program, key: str, row: Exclusion, anchors: Anchors) -> Row:
    remark = Cell(row.remark.text, basis=row.remark.basis) if row.remark else Cell()
    cells = [Cell(row.number, basis=row.basis), Cell(row.label, note=row.says), _whom(program, row)]
    lifted = _lifted(program, program.rule_sets[key], row)
    return Row([*cells, lifted, remark], anchor=ground_anchor(key, row, anchors))


def _whom(program: Program, row: Exclusion) -> Cell:
    note = gettext("대표자도") if row.representatives else ""
    return Cell(roles_words(program, row.of), note=note)


def roles_words(program: Program, roles: Sequence[PartyRole]) -> str:
    return ", ".join(said(program.role(role).selected) for role in roles)


def _lifted(program: Program, rules: RuleSet, row: Exclusion) -> Cell:
    numbers = " ".join(exception.number for exception in rules.exceptions if exception.key in row.lifted_by)
    if not numbers:
        return Cell(gettext("없음"))
    until = f"{wording.instant(program.moment(row.curable_until), language())}" if row.curable_until else ""
    note = gettext("%(until)s 전까지 해소") % {"until": until} if until else ""
    return Cell(numbers, note=note)


def _exceptions(program: Program, key: str, anchors: Anchors) -> Table:
    rules = program.rule_sets[key]
    lifted = [row.number for row in rules.exclusions if row.lifted_by]
    line = gettext("%(numbers)s의 예외") % {"numbers": _range(lifted)}
    return Table(
        name=gettext("%(label)s의 예외") % {"label": said(rules.label)},
        line=line,
        heads=[gettext("번호"), gettext("예외 사유"), gettext("내는 증빙"), gettext("언제까지")],
        rows=[_exception(program, key, row, anchors) for row in rules.exceptions],
    )


def _range(numbers: Sequence[str]) -> str:
    return f"{numbers[0]}~{numbers[-1]}" if len(numbers) > 1 else "".join(numbers)


def _exception(program: Program, key: str, row: LiftedException, anchors: Anchors) -> Row:
    until = _moment(program, row.until) if row.until else Cell(gettext("정하지 않음"))
    proof = Cell(row.proof.text, basis=row.proof.basis)
    return Row([Cell(row.number, basis=row.basis), row.label, proof, until], anchor=ground_anchor(key, row, anchors))


def _moment(program: Program, name: str) -> Cell:
    instant = wording.instant(program.moment(name), language())
    if name not in program.moments:
        return Cell(instant)
    moment = program.moments[name]
    return Cell(moment.label, note=instant, basis=moment.basis)


def ground_anchor(key: str, row: Exclusion | LiftedException, anchors: Anchors) -> str:
    """The id of a row of the rule set ``key``: its clause where it is the only one behind it, else its own."""
    is_clause = row.basis.kind is BasisKind.CLAUSE and row.basis.text in anchors
    return row.basis.text if is_clause else f"{key}-{row.number}".replace(" ", "")


def requirements_table(program: Program) -> Table:
    """What every party must be, and when an officer looks."""
    heads = [gettext("조건"), gettext("누구에게"), gettext("내용"), gettext("확인이 필요한 경우")]
    return Table(gettext("신청 자격"), heads, [_requirement(program, row) for row in program.requirements])


def _requirement(program: Program, row: Requirement) -> Row:
    doubt = Cell(row.doubt.text, basis=row.doubt.basis) if row.doubt else Cell()
    proof: str | Text = program.paper(row.proof).label if row.proof else ""
    bound = ", ".join(said(program.track(track).label) for track in row.tracks)
    cells: list[Cell | str] = [
        Cell(row.label, basis=row.basis),
        Cell(roles_words(program, row.of), note=bound),
        Cell(row.says, note=proof),
        doubt,
    ]
    return Row(cells, anchor=f"requirement-{row.key}")
