"""Judging many subjects at a moment, deciding what the facts leave open, stating what cures a hit."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from gonggo.eligibility import queries
from gonggo.eligibility.definition import Candidate, Condition, Moment, Reached, conditions_of, cures
from gonggo.eligibility.models import Finding, Run, Verdict
from gonggo.eligibility.queries import VerdictRow
from gonggo.eligibility.states import MOVES
from gonggo.facts.commands import state_fact
from gonggo.facts.definition import Source
from gonggo.journal.commands import record, record_each
from gonggo.kernel.actor import AGENCY_ROLES, SYSTEM, Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import Refused, written
from gonggo.parties import queries as parties
from gonggo.programs.definition import Answer, Program, Settling
from gonggo.programs.queries import program_of_digest


@transaction.atomic
def run_eligibility(
    program: Program, candidates: Sequence[Candidate], *, moment: Moment, cause: str, at: datetime
) -> int:
    """Judge many subjects over what was known at ``at``; how many were. One that was judged for the cause stays."""
    runs = [
        Run(
            subject_kind=one.subject.kind,
            subject_id=one.subject.id,
            moment=moment,
            cause=cause,
            program_digest=program.digest,
            at=at,
        )
        for one in candidates
    ]
    Run.objects.bulk_create(runs, ignore_conflicts=True)
    made = set(Run.objects.filter(id__in=[run.id for run in runs]).values_list("id", flat=True))
    mine = {run.subject_id: run for run in runs if run.id in made}
    rows = queries.reached(program, [one for one in candidates if one.subject.id in mine], at=at)
    verdicts = [_verdict(mine[row.subject.id], row, place) for place, row in _placed(rows)]
    Verdict.objects.bulk_create(verdicts, batch_size=500)
    for one in candidates:
        if one.subject.id in mine:
            record("eligibility.run", subject=one.subject, by=SYSTEM, at=at, program=program.key, moment=moment)
    return len(mine)


def _placed(rows: Sequence[Reached]) -> Iterator[tuple[int, Reached]]:
    """Each with its place among those of its subject."""
    last: Counter[Ref] = Counter()
    for row in rows:
        last[row.subject] += 1
        yield last[row.subject], row


def _verdict(run: Run, row: Reached, place: int) -> Verdict:
    return Verdict(
        run=run,
        place=place,
        company_id=row.company_id,
        person=row.person,
        condition=row.condition.key,
        answer=row.judgement.answer,
        standing=row.judgement.standing,
        basis=str(row.condition.basis),
        facts={"version": 1, "facts": list(row.judgement.used)},
    )


@transaction.atomic
def find(*, subject: Ref, track: str, answers: Mapping[UUID, str], reason: str, by: Actor, at: datetime) -> int:
    """An officer decides, with one reason, what the facts leave open: verdict → answer; how many were decided.

    All of them or none. Reach is asked in the room of the subject. Refuses with: verdict_superseded, wrong_role,
    wrong_state, finding_agency_only, finding_of_own_company, finding_answer_unknown, finding_reason_missing. Raises
    OutOfReach.
    """
    if not answers:  # nothing is open any more
        raise Refused("wrong_state")
    if not set(answers.values()) <= {Answer.MET, Answer.NOT_MET}:
        raise Refused("finding_answer_unknown", field="answer")
    verdicts = queries.verdicts_of(answers, subject)
    program = program_of_digest(verdicts[0].program_digest)
    known = {one.key: one for one in conditions_of(program, track)}
    own = _companies_of(by)
    for one in verdicts:
        MOVES.check("find", one.state, by)
        _judge_of(known[one.condition], one, by, own)
    why, person = written(reason, "finding_reason_missing"), parties.person_behind(by)
    found = [
        Finding(verdict_id=one.id, answer=answers[one.id], reason=why, found_by=person, found_at=at) for one in verdicts
    ]
    Finding.objects.bulk_create(found, ignore_conflicts=True)
    if Finding.objects.filter(id__in=[one.id for one in found]).count() < len(found):
        raise Refused("wrong_state")  # one was decided by another officer at the same moment
    _note_found(subject, program, verdicts, answers, by=by, at=at)
    return len(found)


def _note_found(
    subject: Ref,
    program: Program,
    verdicts: Sequence[VerdictRow],
    answers: Mapping[UUID, str],
    *,
    by: Actor,
    at: datetime,
) -> None:
    told = [
        {
            "verdict": str(one.id),
            "company": str(one.company_id),
            "condition": one.condition,
            "answer": answers[one.id],
        }
        for one in verdicts
    ]
    record_each("eligibility.found", told, subject=subject, by=by, at=at, program=program.key)


def _judge_of(condition: Condition, verdict: VerdictRow, by: Actor, own: Collection[UUID]) -> None:
    if condition.settled_by is Settling.AGENCY and by.role not in AGENCY_ROLES:
        raise Refused("finding_agency_only", condition.basis)
    if verdict.company_id in own:
        raise Refused("finding_of_own_company")


def _companies_of(by: Actor) -> set[UUID]:
    own = parties.organisations_of(by.person_id) if by.person_id else []
    return {one.ref.id for one in own if one.ref.kind is Kind.COMPANY}


def _condition(program: Program, track: str, verdict: VerdictRow) -> Condition:
    return next(one for one in conditions_of(program, track) if one.key == verdict.condition)


@transaction.atomic
def state_cure(
    *,
    subject: Ref,
    track: str,
    verdict_id: UUID,
    fact: str,
    since_on: date | None,
    by: Actor,
    at: datetime,
) -> None:
    """The agency states, from evidence, that a ground has gone or that an exception was granted, since a day.

    The next run hears it. Refuses with: verdict_superseded, wrong_role, wrong_state, finding_of_own_company,
    cure_unknown, cure_day_wrong. Raises OutOfReach.
    """
    (verdict,) = queries.verdicts_of([verdict_id], subject)
    if by.role not in AGENCY_ROLES:
        raise Refused("wrong_role")
    program = program_of_digest(verdict.program_digest)
    values = _curing(program, _condition(program, track, verdict), verdict, by, at)
    if fact not in values:
        raise Refused("cure_unknown", field="fact")
    if since_on is None or since_on > legal_day(at):
        raise Refused("cure_day_wrong", field="since_on")

    state_fact(
        subject=Ref(Kind.COMPANY, verdict.company_id),
        kind=fact,
        value=values[fact],
        since_on=since_on,
        source=Source.OFFICER,
        representative=verdict.person,
        by=by,
        at=at,
    )


def _curing(program: Program, condition: Condition, verdict: VerdictRow, by: Actor, at: datetime) -> dict[str, str]:
    """What would take the hit away, while it still may."""
    if verdict.answer is not Answer.NOT_MET or condition.curable_until is None or at >= condition.curable_until:
        raise Refused("wrong_state")
    if verdict.company_id in _companies_of(by):
        raise Refused("finding_of_own_company")
    return cures(program, condition)
