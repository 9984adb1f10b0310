"""Beginning a registration, and writing its pages."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from gonggo.facts import queries as facts
from gonggo.facts.definition import FactKind
from gonggo.intake import commands as door
from gonggo.journal.commands import record
from gonggo.kernel.actor import Actor, writer
from gonggo.kernel.clock import SEOUL, legal_day
from gonggo.kernel.ref import Ref
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import personal
from gonggo.parties import queries as parties
from gonggo.pool import form, queries
from gonggo.pool.commands.reach import as_open
from gonggo.pool.definition import KIND, PERSONAL, POOL, Page, Pool, pool_of
from gonggo.pool.models import Registration
from gonggo.programs.definition import Program
from gonggo.programs.queries import program as program_in_force

_KNOWN = {
    "company-name": FactKind.NAME,
    "company-address": FactKind.ADDRESS,
    "company-phone": FactKind.PHONE,
    "representative-name": FactKind.REPRESENTATIVE,
}
"""What the company has said of itself already is not asked again: it stands in the field."""


@transaction.atomic
def start_registration(*, program_key: str, kind: str, by: Actor, at: datetime) -> Registration:
    """A company begins its registration, or its renewal if by its own word it was in the pool before.

    It has one a program: who begins again gets the same. Refuses with: wrong_role, pool_window_closed,
    pool_field_malformed. Raises OutOfReach for a program without a pool.
    """
    person_id, company_id = writer(by)
    company = parties.within_reach(company_id, of=by, lock=True)  # two who start at once are one after the other
    program = program_in_force(program_key)
    pool = pool_of(program)
    if pool is None:
        raise OutOfReach(f"pool:{program_key}")
    begun = Registration.objects.filter(program=program.key, company_id=company.id).first()
    if begun is not None:
        return begun
    _check_window(program, at)
    _check(_page(pool, KIND), {KIND: (kind,)})

    registration = Registration.objects.create(
        id=uuid4(),
        number=f"{program.number_prefix}-P-{company.brn}",
        program=program.key,
        program_version=program.version,
        company_id=company.id,
        brn=company.brn,
        answers=form.Answers({KIND: (kind,), **known_of(company.ref, at)}).stored(),
        started_by=person_id,
        started_at=at,
    )
    _open_gate(registration, program, at)
    record(
        "pool.started",
        subject=queries.ref_of(registration.id),
        by=by,
        at=at,
        program=program.key,
        number=registration.number,
        kind=kind,
    )
    return registration


def known_of(company: Ref, at: datetime) -> dict[str, tuple[str, ...]]:
    """What the company has said of itself elsewhere, by the field that asks for it."""
    known = facts.current(company, legal_day(at))
    return {key: (str(known[fact]),) for key, fact in _KNOWN.items() if fact in known}


def _check_window(program: Program, at: datetime) -> None:
    window = program.window(POOL)
    if not window.holds(at):
        opens, closes = window.opens.astimezone(SEOUL), window.closes.astimezone(SEOUL)
        raise Refused("pool_window_closed", window.basis, opens=opens, closes=closes)


def _open_gate(registration: Registration, program: Program, at: datetime) -> None:
    """The door learns of the registration, with the deadline of the version in force."""
    window = program.window(POOL)
    door.open_gate(
        queries.ref_of(registration.id),
        program=program.key,
        number=registration.number,
        opens_at=window.opens,
        closes_at=window.closes,
        basis=str(window.basis),
        at=at,
    )


@transaction.atomic
def save_page(
    *, registration_id: UUID, page: str, values: Mapping[str, tuple[str, ...]], by: Actor, at: datetime
) -> Registration:
    """A company saves a page whole: every field of it is looked at before anything is kept.

    Refuses with: wrong_role, pool_not_open_to_changes, pool_field_missing, pool_field_too_long, pool_field_malformed
    (each with its field).
    """
    registration = as_open(registration_id, by, at)
    asked = _page(queries.pool(registration), page)
    typed = form.cleaned({one.key: values.get(one.key, ()) for one in asked.fields})
    _check(asked, typed)

    before = form.Answers.read(registration.answers)
    kept = {key: _at_rest(registration.id, key, texts, before) for key, texts in typed.items()}
    return _keep(registration, before.with_fields(kept), page, by, at)


def _page(pool: Pool, key: str) -> Page:
    page = pool.page(key)
    if page is None:
        raise OutOfReach(f"page:{key}")
    return page


def _check(page: Page, values: Mapping[str, tuple[str, ...]]) -> None:
    for asked in page.fields:
        gap = form.field_gap(page.key, asked, values.get(asked.key, ()))
        if gap is not None:
            raise gap.refused()


def _at_rest(registration_id: UUID, key: str, texts: tuple[str, ...], before: form.Answers) -> tuple[str, ...]:
    """Personal texts encrypted; the same text keeps its cipher, so that what is sealed stays the same."""
    if key not in PERSONAL:
        return texts
    of, kept = queries.personal_of(registration_id, key), before.fields.get(key, ())
    same = [personal.opened(text, of=of) for text in kept] == list(texts)
    return kept if same else tuple(personal.seal(text, of=of) for text in texts)


@transaction.atomic
def add_solution(*, registration_id: UUID, solution: form.Solution, by: Actor, at: datetime) -> Registration:
    """A solution with its technologies comes in.

    Refuses with: wrong_role, pool_not_open_to_changes, pool_solutions_full, pool_solution_missing,
    pool_solution_too_long, pool_technology_missing.
    """
    registration = as_open(registration_id, by, at)
    pool, answers = queries.pool(registration), form.Answers.read(registration.answers)
    if len(answers.solutions) >= int(str(pool.most_solutions.value)):
        raise Refused("pool_solutions_full", pool.most_solutions.basis, field="name", most=pool.most_solutions.value)
    gap = form.solution_gap(pool, solution)
    if gap is not None:
        raise gap.refused()
    return _keep(registration, replace(answers, solutions=(*answers.solutions, solution)), form.SOLUTIONS, by, at)


@transaction.atomic
def remove_solution(*, registration_id: UUID, name: str, by: Actor, at: datetime) -> Registration:
    """The solution of this name goes out. Refuses with: wrong_role, pool_not_open_to_changes. Raises OutOfReach."""
    registration = as_open(registration_id, by, at)
    answers = form.Answers.read(registration.answers)
    rest = tuple(one for one in answers.solutions if one.name != name)
    if rest == answers.solutions:
        raise OutOfReach(f"solution:{name}")
    return _keep(registration, replace(answers, solutions=rest), form.SOLUTIONS, by, at)


def _keep(registration: Registration, answers: form.Answers, page: str, by: Actor, at: datetime) -> Registration:
    registration.answers = answers.stored()
    registration.save(update_fields=["answers"])
    record(
        "pool.page_saved",
        subject=queries.ref_of(registration.id),
        by=by,
        at=at,
        program=registration.program,
        page=page,
    )
    return registration
