"""Who may score what: what is on record, and what the rule finds in memberships, employers and consulting."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gonggo.applications.concerned import concerned
from gonggo.applications.models import Application
from gonggo.consulting.queries import consulted_of
from gonggo.evaluation.definition import Ground, Rules, StageRules, Word
from gonggo.evaluation.models import Conflict, EmployedBefore, Evaluator
from gonggo.evaluation.rules import Scorer, Side, Spell, grounds_between
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind
from gonggo.parties.belonging import Belonging, people_of


@dataclass(frozen=True, slots=True)
class Tied:
    """Why somebody does not score something; ``number`` is empty for what is not on record yet."""

    word: Word
    ground: Ground
    number: str = ""
    on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known between some evaluators and some applications."""

    rules: Rules
    scorers: Mapping[UUID, Scorer]
    sides: Mapping[UUID, Side]
    recorded: Mapping[tuple[UUID, UUID], Tied]
    names: Mapping[UUID, str]
    """How the evaluators are called, by person; empty where nothing had to be looked up."""

    def between(self, evaluator_id: UUID, application_id: UUID, *, stage: StageRules, on: date) -> Tied | None:
        """What is on record, else what the rule finds on the day ``on``."""
        kept = self.recorded.get((evaluator_id, application_id))
        if kept is not None:
            return kept
        if not self.scorers:
            return None  # nothing was looked up: what is on record alone speaks
        scorer, side = self.scorers[evaluator_id], self.sides[application_id]
        grounds = grounds_between(scorer, side, rules=self.rules, stage=stage, on=on)
        return Tied(Word.DISQUALIFIED, grounds[0]) if grounds else None


def known(evaluators: Collection[Evaluator], applications: Collection[Application], *, rules: Rules) -> Known:
    """Five statements, however many there are of either; none where one side is empty."""
    if not evaluators or not applications:
        return Known(rules, {}, {}, {}, {})
    people = people_of([one.person_id for one in evaluators])
    whom = concerned(applications)
    consultants = consulted_of({company for one in whom.values() for company in one.companies})
    ids = [one.id for one in evaluators]
    before: dict[UUID, list[Spell]] = {one: [] for one in ids}
    for former in EmployedBefore.objects.filter(evaluator_id__in=ids):
        before[former.evaluator_id].append(Spell(former.brn, former.until_on))
    return Known(
        rules,
        {one.id: _scorer(one, people[one.person_id].belongings, before[one.id]) for one in evaluators},
        {
            one.id: Side(
                whom[one.id].companies,
                whom[one.id].brns,
                one.operator,
                frozenset(
                    visit.person_id for company in whom[one.id].companies for visit in consultants.get(company, [])
                ),
                whom[one.id].people,
            )
            for one in applications
        },
        recorded(ids, [one.id for one in applications]),
        {person_id: one.name for person_id, one in people.items()},
    )


def recorded(evaluators: Collection[UUID], applications: Collection[UUID]) -> dict[tuple[UUID, UUID], Tied]:
    """(evaluator, application) → what is on record alone. One statement."""
    rows = Conflict.objects.filter(evaluator_id__in=evaluators, application_id__in=applications)
    return {
        (row.evaluator_id, row.application_id): Tied(Word(row.word), Ground(row.ground), row.number, row.on, row.note)
        for row in rows
    }


def _scorer(evaluator: Evaluator, belongings: list[Belonging], before: list[Spell]) -> Scorer:
    companies = tuple(
        Spell(one.organisation.id, legal_day(one.until_at) if one.until_at else None)
        for one in belongings
        if one.organisation.kind is Kind.COMPANY
    )
    employers = [spell for spell in (Spell(evaluator.employer_brn, None), *before) if spell.where]
    offices = {one.agency_key for one in belongings if one.agency_key and one.until_at is None}
    return Scorer(evaluator.person_id, companies, tuple(employers), frozenset(offices | {evaluator.operator} - {""}))
