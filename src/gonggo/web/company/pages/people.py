"""사람: whose data is in the application, and whether each of them has consented for themselves."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from gonggo.applications import form, in_person
from gonggo.applications.in_person import PersonState
from gonggo.applications.people_known import known_representatives, proposed
from gonggo.applications.standing_together import NamedRow
from gonggo.kernel.basis import Basis
from gonggo.kernel.clock import legal_day
from gonggo.web.company.case import Case
from gonggo.web.company.pages.question import gap_says
from gonggo.web.ui import wording

PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person of one's own company: agreed, stale, declined or waiting."""

    id: UUID
    name: str
    capacities: str
    state: str
    word: str
    note: str
    again_url: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class PeoplePage:
    lines: list[PersonLine]
    missing: list[str]
    basis: Basis | None
    may_name: bool


def states(case: Case) -> dict[UUID, PersonState]:
    """Whether each named person has consented to what the application says of them now; costs no statement."""
    standing, facts = case.whole.gate.sealed, case.whole.facts
    found: dict[UUID, PersonState] = {}
    now = form.sealed_content(case.whole.draft, number=facts.number, operator=facts.operator)
    contents = [now] if standing is None else [now, standing.content]  # what is sealed stands before what is written
    for content in contents:
        found |= {one.person_id: one for one in in_person.person_states(case.program, content, case.whole.consents)}
    return found


def missing(case: Case, unless: Collection[UUID] = ()) -> list[str]:
    """Who of the sealed revision has not consented yet, by name where it is one's own company's; the companies of
    ``unless`` are spoken of already."""
    standing = case.whole.gate.sealed
    if standing is None:
        return []
    rows = in_person.person_states(case.program, standing.content, case.whole.consents)
    return list(dict.fromkeys(_called(case, one) for one in rows if not one.stands and one.company_id not in unless))


def _called(case: Case, one: PersonState) -> str:
    if one.company_id == case.me.company_id:
        return one.name
    return gettext("%(company)s의 사람") % {"company": case.name_of(one.company_id)}


def people_page(case: Case) -> PeoplePage:
    """Built from the case alone."""
    known, may = states(case), case.may_change
    own = [row for row in case.whole.named if row.named.company_id == case.me.company_id]
    asked = case.program.capacities_of(case.me.role)
    return PeoplePage(
        lines=[_line(case, row, known[row.named.id], may=may) for row in own],
        missing=[gap_says(gap) for gap in case.gaps_of(case.me, PEOPLE)],
        basis=asked[0].basis if asked else None,
        may_name=may and bool(asked),
    )


def filled(case: Case) -> dict[str, Any]:
    """What the form to name somebody begins with: a representative who is known and not named yet. One statement."""
    if not case.may_change or not case.gaps_of(case.me, PEOPLE):
        return {}
    known = known_representatives(case.me.company_id, legal_day(case.at))
    return asdict(person) if (person := proposed(case.whole.draft, case.me, known)) else {}


def _line(case: Case, row: NamedRow, state: PersonState, *, may: bool) -> PersonLine:
    labels = [one.label.said(case.language) for one in case.program.capacities if one.key in row.named.capacities]
    glyph, word, note = _standing(case, row, state)
    return PersonLine(
        id=row.named.id,
        name=row.named.name,
        capacities=", ".join(labels),
        state=glyph,
        word=word,
        note=note,
        again_url=case.url("send_person_link", row.named.id) if may and glyph != "agreed" else "",
        remove_url=case.url("remove_person", row.named.id) if may else "",
    )


def _standing(case: Case, row: NamedRow, state: PersonState) -> tuple[str, str, str]:
    """Glyph, word, and what follows."""
    if state.stands and state.given_at is not None:
        when = wording.instant(state.given_at, case.language)
        return "agreed", gettext("동의함"), gettext("%(when)s에 본인이 동의했습니다") % {"when": when}
    if row.declined_at is not None:
        when = wording.instant(row.declined_at, case.language)
        return "problem", gettext("동의하지 않음"), gettext("%(when)s에 본인이 거절했습니다") % {"when": when}
    if state.is_stale:
        return "stale", gettext("다시 동의 필요"), gettext("동의한 뒤에 이 사람의 정보가 바뀌었습니다")
    if row.is_reader:
        return "waiting", gettext("동의 기다림"), gettext("본인입니다. 최종 확인에서 회사의 동의와 함께 동의합니다")
    sent = gettext("문자로 링크를 보냈습니다") if row.channel == "text" else gettext("메일로 링크를 보냈습니다")
    return "waiting", gettext("동의 기다림"), sent
