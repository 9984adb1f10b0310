"""What conditions answer now, and what was answered in the last run."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from gonggo.eligibility.definition import (
    Candidate,
    Condition,
    Judged,
    Known,
    Moment,
    Reached,
    Standing,
    conditions_of,
)
from gonggo.eligibility.models import Finding, Run, Verdict
from gonggo.eligibility.rules import binds, judge
from gonggo.eligibility.states import VerdictState
from gonggo.facts import queries as facts
from gonggo.facts.definition import FactKind, Source, representative_ref, representatives
from gonggo.facts.queries import Dated
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Ref
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.programs.definition import Answer, Program

Gap = tuple[UUID, UUID, str, str]
"""Subject, company, representative, condition: what a finding fills."""


def reached(program: Program, candidates: Sequence[Candidate], *, at: datetime) -> list[Reached]:
    """Every condition of many subjects over what was known at ``at``. Three statements, however many they are."""
    tracks = {track: conditions_of(program, track) for track in {one.track for one in candidates}}
    kinds = {kind for conditions in tracks.values() for one in conditions for kind in (*one.facts, *one.lifting_facts)}
    companies = {party.company_id for one in candidates for party in one.parties}
    known = facts.dated(companies, kinds | {FactKind.REPRESENTATIVE}, program=program.key)
    people = {company_id: _people(known.get(company_id, ()), at) for company_id in companies}
    refs = [representative_ref(company_id, name).id for company_id, names in people.items() for name in names]
    known |= facts.dated(refs, kinds, program=program.key)
    found = _findings([one.subject.id for one in candidates], at)
    heard = {subject: tuple(_known(fact) for fact in listed) for subject, listed in known.items()}
    return [
        answer
        for one in candidates
        for party in one.parties
        for person in ("", *people[party.company_id])
        for answer in _asked(one, party, person, tracks[one.track], heard, found, at)
    ]


def _asked(  # noqa: PLR0917  # one row of the pass over everything that was read for it
    one: Candidate,
    party: Judged,
    person: str,
    conditions: Sequence[Condition],
    heard: Mapping[UUID, tuple[Known, ...]],
    found: Mapping[Gap, Answer],
    at: datetime,
) -> list[Reached]:
    who = representative_ref(party.company_id, person).id if person else party.company_id
    own = () if person else tuple(Known(kind, value, date.min, None, at) for kind, value in one.own.items())
    known = (*heard.get(who, ()), *own)
    answers = []
    for condition in conditions:
        if binds(condition, role=party.role, is_person=bool(person)):
            filled = found.get((one.subject.id, party.company_id, person, condition.key))
            judgement = judge(condition, known, at=at, is_person=bool(person), found=filled)
            answers.append(Reached(one.subject, party.company_id, person, condition, judgement))
    return answers


def _people(known: Sequence[Dated], at: datetime) -> tuple[str, ...]:
    """The representatives registered on the day of ``at``, as far as it was known then."""
    on = legal_day(at)
    rows = [fact for fact in known if fact.kind == FactKind.REPRESENTATIVE and _known(fact).holds(on)]
    return representatives(rows[-1].value) if rows else ()


def _known(fact: Dated) -> Known:
    own = fact.source is Source.STATED
    return Known(fact.kind, fact.value, fact.since_on, fact.until_on, fact.recorded_at, own, fact.id)


def _findings(subject_ids: Collection[UUID], at: datetime) -> dict[Gap, Answer]:
    """The last finding for each gap. One statement."""
    rows = Finding.objects.filter(verdict__run__subject_id__in=set(subject_ids), found_at__lte=at)
    found = rows.order_by("found_at").values_list(
        "verdict__run__subject_id", "verdict__company_id", "verdict__person", "verdict__condition", "answer"
    )
    return {(subject, company, person, key): Answer(answer) for subject, company, person, key, answer in found}


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """A verdict of the last run, with what an officer has found since."""

    id: UUID
    subject_id: UUID
    company_id: UUID
    person: str
    condition: str
    answer: Answer
    standing: Standing
    state: VerdictState
    facts: tuple[int, ...]
    reason: str
    moment: Moment
    at: datetime
    program_digest: str


def judged_for(cause: str) -> "QuerySet[Run, UUID]":
    """The subjects that were judged for a cause already, as a part of a query."""
    return Run.objects.filter(cause=cause).values_list("subject_id", flat=True)


def last_verdicts(subject_id: UUID, *, company_id: UUID | None = None) -> list[VerdictRow]:
    """The verdicts of a subject's last run, of one company or of all, in their order. One statement."""
    rows = _last_rows().filter(run__subject_id=subject_id)
    if company_id is not None:
        rows = rows.filter(company_id=company_id)
    return [_row(row) for row in rows.order_by("place")]


def open_verdicts(subject_ids: "QuerySet[Any, Any]", *, offset: int, limit: int) -> list[VerdictRow]:
    """What waits for an officer in the last runs of these subjects: the oldest run first, each in its order.

    One statement.
    """
    rows = waiting(subject_ids).order_by("run__at", "run_id", "place")
    return [_row(row) for row in rows[offset : offset + limit]]


def waiting(subject_ids: "QuerySet[Any, Any]") -> "QuerySet[Verdict]":
    """What waits for an officer among the last runs of these subjects, as a part of a query."""
    return _last_rows().filter(run__subject_id__in=subject_ids, answer=Answer.UNKNOWN, finding=None)


def _last_rows() -> "QuerySet[Verdict]":
    last = Run.objects.filter(subject_id=OuterRef("run__subject_id")).order_by("-at", "-id").values("id")[:1]
    return Verdict.objects.filter(run_id=Subquery(last)).select_related("run", "finding")


def judged(subject_ids: "QuerySet[Any, Any]") -> "QuerySet[Run, UUID]":
    """Those of these subjects that were judged for more than advice: a part of a query."""
    rows = Run.objects.filter(subject_id__in=subject_ids).exclude(moment=Moment.SUBMISSION)
    return rows.values_list("subject_id", flat=True)


def clear(subject_ids: "QuerySet[Any, Any]") -> "QuerySet[Run, UUID]":
    """Those of these subjects whose last run is more than advice, with every condition met. Part of a query."""
    rows = _last_rows().filter(run__subject_id__in=subject_ids)
    not_met = rows.exclude(Q(answer=Answer.MET) | Q(finding__answer=Answer.MET)).values("run__subject_id")
    last = Run.objects.filter(subject_id=OuterRef("subject_id")).order_by("-at", "-id").values("id")[:1]
    judged = Run.objects.filter(id=Subquery(last), subject_id__in=subject_ids).exclude(moment=Moment.SUBMISSION)
    return judged.exclude(subject_id__in=not_met).values_list("subject_id", flat=True)


def failed_at(moment: Moment, subject_ids: "QuerySet[Any, Any]") -> list[VerdictRow]:
    """What is not met, and cannot be cured any more, in last runs of ``moment``, in their order. One statement."""
    rows = _last_rows().filter(run__subject_id__in=subject_ids, run__moment=moment)
    failed = rows.filter(Q(answer=Answer.NOT_MET) | Q(finding__answer=Answer.NOT_MET))
    return [_row(row) for row in failed.exclude(standing=Standing.CURABLE).order_by("run__subject_id", "place")]


def verdicts_of(ids: Collection[UUID], subject: Ref) -> list[VerdictRow]:
    """Some verdicts of the subject's last run, in its order. Two statements.

    Raises OutOfReach where one is not of the subject; refuses with: verdict_superseded.
    """
    rows = Verdict.objects.filter(run__subject_id=subject.id, id__in=ids).select_related("run", "finding")
    found = sorted(rows, key=lambda row: row.place)
    if len(found) < len(set(ids)):
        raise OutOfReach(f"verdicts of {subject}")
    last = Run.objects.filter(subject_id=subject.id).order_by("-at", "-id").values_list("id", flat=True).first()
    if any(row.run_id != last for row in found):
        raise Refused("verdict_superseded")
    return [_row(row) for row in found]


def _row(row: Verdict) -> VerdictRow:
    finding: Finding | None = getattr(row, "finding", None)
    answer = Answer(finding.answer) if finding else Answer(row.answer)
    return VerdictRow(
        row.id,
        row.run.subject_id,
        row.company_id,
        row.person,
        row.condition,
        answer,
        Standing.FOUND if finding else Standing(row.standing),
        _state(Answer(row.answer), finding),
        tuple(row.facts["facts"]),
        finding.reason if finding else "",
        Moment(row.run.moment),
        row.run.at,
        row.run.program_digest,
    )


def _state(answer: Answer, finding: Finding | None) -> VerdictState:
    if finding is not None:
        return VerdictState.FOUND
    return VerdictState.OPEN if answer is Answer.UNKNOWN else VerdictState.SETTLED
