"""통지서와 이의신청: the company's letters, what can still be objected to, and its objections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from gonggo.kernel.actor import COMPANY_WRITERS
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import OutOfReach
from gonggo.messages.letters import queries
from gonggo.messages.letters.queries import Issued
from gonggo.objections import queries as objections
from gonggo.objections.definition import addressee, rules_of
from gonggo.objections.queries import Objection
from gonggo.objections.states import MOVES, Ground, ObjectionState
from gonggo.programs.definition import Program
from gonggo.programs.queries import program as program_version
from gonggo.web.accounts.requests import Request, language
from gonggo.web.ui import wording
from gonggo.web.ui.letters import shown
from gonggo.web.ui.objections import GLYPHS
from gonggo.web.ui.rows import Cell, Pair, Row, Table

ONE = "company:objection"


def table(request: Request) -> Table:
    """Every letter of the company, the newest first. Two statements."""
    found = queries.letters(of=request.actor)
    filed = _filed(found, request)
    heads = [gettext("문서번호"), gettext("통지서"), gettext("시행일"), gettext("이의신청")]
    rows = [
        Row(
            [
                Cell(one.number, url=reverse("company:letter", args=[one.id])),
                one.content.title,
                wording.day(one.issued_on, language(), year=True),
                _objection_cell(one, filed.get((one.cause, one.subject)), legal_day(request.received_at)),
            ]
        )
        for one in found
    ]
    return Table(gettext("통지서"), heads, rows)


def _filed(found: Sequence[Issued], request: Request) -> Mapping[tuple[UUID, Ref], Objection]:
    return objections.objections_to([one.cause for one in found], of=request.actor)


def _objection_cell(one: Issued, filed: Objection | None, today: date) -> Cell:
    if filed is not None:
        state = ObjectionState(filed.state)
        return Cell(str(state.label), url=reverse(ONE, args=[filed.id]), state=GLYPHS[state])
    if one.until_on is None:
        return Cell("-")
    until = gettext("%(day)s까지") % {"day": wording.day(one.until_on, language())}
    return Cell(
        gettext("이의신청"), url=_objecting(one), note=until if today <= one.until_on else gettext("기한이 지났습니다")
    )


def _objecting(one: Issued) -> str:
    """Where to object to what a letter tells of: at its application, else at the letter itself."""
    if one.subject.kind is Kind.APPLICATION:
        return f"{reverse('company:object', args=[one.subject.id])}?letter={one.id}"
    return f"{reverse('company:object_to_letter', args=[one.id])}?letter={one.id}"


def terms(one: Issued) -> list[Pair]:
    """Until when, with whom and by when it is answered, each with its basis; nothing where one does not object."""
    if one.until_on is None:
        return []
    program, said = program_version(one.program, one.program_version), language()
    rules = rules_of(program, one.group)
    answered = gettext("%(days)s일 이내") % {"days": rules.answer_days}
    return [
        Pair(gettext("이의신청 기한"), wording.day(one.until_on, said, year=True), basis=rules.basis),
        Pair(gettext("받는 곳"), addressee(program, rules), basis=rules.by_basis),
        Pair(gettext("답을 받을 때"), answered, basis=rules.answer_basis),
    ]


@dataclass(frozen=True, slots=True)
class Page:
    """One letter in words, its papers, and the objection to it."""

    letter: Issued
    program: Program
    pairs: list[Pair]
    points: list[Pair]
    approved: Table
    objecting: str
    terms: list[Pair]
    """Until when and with whom to object, while one may."""
    filed: UUID | None


def page(request: Request, letter_id: UUID) -> Page:
    """Four statements. Raises OutOfReach."""
    letter = queries.letter(letter_id, of=request.actor)
    program = program_version(letter.program, letter.program_version)
    request.program = program  # type: ignore[attr-defined]  # menu and footer show this program
    filed = _filed([letter], request).get((letter.cause, letter.subject))
    may = letter.until_on is not None and filed is None and request.actor.role in COMPANY_WRITERS
    pairs, points, approved = shown(letter)
    return Page(
        letter=letter,
        program=program,
        pairs=pairs,
        points=points,
        approved=approved,
        objecting=_objecting(letter) if may else "",
        terms=terms(letter) if may else [],
        filed=filed.id if filed else None,
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision that can be objected to."""

    letter: Issued
    label: str
    terms: list[Pair]


def choices(request: Request, about: Ref) -> list[Choice]:
    """The letters about one subject to which the company has not objected yet. Two statements."""
    found = [one for one in queries.letters(of=request.actor, about=[about]) if one.group]
    filed = _filed(found, request)
    return [Choice(one, _label(one), terms(one)) for one in found if (one.cause, one.subject) not in filed]


def _label(one: Issued) -> str:
    assert one.until_on is not None  # a group has its days
    told = {"title": one.content.title.said(language()), "number": one.number}
    told["until"] = wording.day(one.until_on, language(), year=True)
    return gettext("%(title)s %(number)s · 이의신청 기한 %(until)s") % told


@dataclass(frozen=True, slots=True)
class Filed:
    """One objection of the company, with its answer once there is one."""

    objection: Objection
    program: Program
    pairs: list[Pair]
    may_withdraw: bool


def filed(request: Request, objection_id: UUID) -> Filed:
    """Two statements. Raises OutOfReach."""
    if request.actor.company_id is None:
        raise OutOfReach(f"objection:{objection_id}")
    found = objections.within_reach(objection_id, of=request.actor)
    program = objections.program_of(found)
    request.program = program  # type: ignore[attr-defined]  # menu and footer show this program
    may = "withdraw" in MOVES.offered(ObjectionState(found.state), request.actor)
    return Filed(found, program, _pairs(found), may)


def _pairs(one: Objection) -> list[Pair]:
    state, said = ObjectionState(one.state), language()
    pairs = [
        Pair(gettext("상태"), str(state.label), state=GLYPHS[state]),
        Pair(gettext("이의신청한 때"), wording.instant(one.filed_at, said)),
        Pair(gettext("범위"), str(Ground(one.ground).label)),
        Pair(gettext("내용"), one.text),
    ]
    if one.closed_at is None:
        pairs.append(Pair(gettext("답을 받을 날"), gettext("%(day)s까지") % {"day": wording.day(one.due_on, said)}))
    if one.extended_for:
        pairs.append(Pair(gettext("처리 기한을 늘린 사유"), one.extended_for))
    if one.answer and one.closed_at:
        pairs.append(Pair(gettext("결정한 때"), wording.instant(one.closed_at, said)))
        pairs.append(Pair(gettext("결정의 사유"), one.answer))
    return pairs
