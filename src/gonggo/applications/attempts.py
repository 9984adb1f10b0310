"""제출 시도: what was to be submitted and was not received, with its stamp and what was missing (reads only)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from gonggo.applications.form import paper_label
from gonggo.applications.models import Application, Party
from gonggo.facts.queries import called
from gonggo.journal.queries import Happening, facts_named
from gonggo.kernel.actor import AGENCY_ROLES, OPERATOR_ROLES, Actor
from gonggo.kernel.ref import Kind
from gonggo.kernel.text import Text
from gonggo.parties.models import Agency
from gonggo.programs.definition import Program

AT_THE_DOOR, AT_THE_CHECK = "application.refused_at_door", "application.found_incomplete"
PAGE = 50
_MOST_CALLED = 200
_PARTIES = Text("참여 기업", "Companies that take part")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt: of which application, when it arrived, the door's code (empty at the check page) and receipt."""

    application_id: UUID
    number: str
    program_version: int
    company_id: UUID
    at: datetime
    code: str
    receipt: str
    missing: Sequence[Mapping[str, str]]


def item_label(program: Program, place: str, item: str) -> Text:
    """What a missing thing is called: a question, a paper, in what capacity somebody is named, or the companies."""
    if place == "parties":
        return _PARTIES
    if place == "people":
        return program.capacity(item).label
    if place == "papers":
        return paper_label(program, item)
    return program.question(item).label


def attempts(*, of: Actor, program: str, words: str = "", on: date, page: int = 1) -> list[Attempt]:
    """The newest first, one more than a page; ``words`` is a number, a company's name on the day, or its number.

    The agency helps with all, an operator with those that chose it, whatever became of them. Three statements.
    """
    rows = _helped(of).filter(program=program)
    if words.strip():
        rows = rows.filter(_named(words.strip(), on))
    told = facts_named(
        (AT_THE_DOOR, AT_THE_CHECK),
        kind=Kind.APPLICATION,
        ids=rows.values("id"),
        offset=(page - 1) * PAGE,
        limit=PAGE + 1,
    )
    known = Application.objects.in_bulk({subject_id for subject_id, _ in told}) if told else {}
    return [_attempt(known[subject_id], one) for subject_id, one in told]


def _helped(of: Actor) -> QuerySet[Application]:
    if of.role in AGENCY_ROLES:
        return Application.objects.all()
    if of.role in OPERATOR_ROLES and of.agency_id is not None:
        return Application.objects.filter(operator__in=Agency.objects.filter(id=of.agency_id).values("key"))
    return Application.objects.none()


def _named(words: str, on: date) -> Q:
    digits = words.replace("-", "")
    taking_part = Q(company_id__in=called(words, on, limit=_MOST_CALLED))
    if digits.isdecimal() and len(digits) == 10:
        taking_part |= Q(brn=digits)
    return Q(number__icontains=words) | Q(id__in=Party.objects.filter(taking_part).values("application_id"))


def _attempt(row: Application, one: Happening) -> Attempt:
    return Attempt(
        row.id,
        row.number,
        row.program_version,
        row.lead_company_id,
        one.at,
        one.data.get("code", ""),
        one.data.get("number", ""),
        one.data.get("missing", ()),
    )
