"""What people do at the pages in several commands one after the other, for the worlds that are made by commands."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from gonggo.applications import commands as applications
from gonggo.applications import form, sealed
from gonggo.applications.in_person import PersonState
from gonggo.applications.models import Application
from gonggo.applications.people import code_of, person_row, secret_of
from gonggo.applications.queries import within_reach
from gonggo.documents.commands import receive
from gonggo.documents.models import Document
from gonggo.facts.definition import FactKind, representatives
from gonggo.facts.queries import current
from gonggo.journal.queries import waiting_count
from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.kernel.canonical import digest
from gonggo.kernel.clock import legal_day, machine_now
from gonggo.kernel.ref import Kind, Ref
from gonggo.operators import commands as operators
from gonggo.operators.queries import operators as operators_of
from gonggo.parties import commands as party_commands
from gonggo.parties import queries as parties
from gonggo.pool import commands as pool
from gonggo.pool import queries as registrations
from gonggo.programs.definition import Paper, PaperKind, PartyRole, Program
from gonggo.wiring import worker
from gonggo.wiring.settling import Settler

FILE_LIMIT = 30 * 1024 * 1024
_AGREED_FOR = timedelta(days=2 * 365)


def write_answers(
    program: Program,
    application: Application,
    role: PartyRole,
    answers: Mapping[str, str],
    *,
    by: Actor,
    at: datetime,
    base: int = 0,
    leads: bool = True,
) -> None:
    """A company saves the pages of its role that ``answers`` (question → text) touch; ``base`` as each was read."""
    for section in program.sections_of(role, application.track, leads=leads):
        values = {q.key: answers[q.key] for q in section.questions if q.key in answers}
        if values:
            applications.save_answers(
                application_id=application.id,
                section=section.key,
                values=values,
                base=dict.fromkeys(values, base),
                by=by,
                at=at,
            )


def uploads(program: Program, role: PartyRole, *, leads: bool = True) -> list[Paper]:
    """The papers that a company of this role hands in as files."""
    asked = (paper for paper in program.papers_of(role, leads=leads) if paper.required)
    return [paper for paper in asked if paper.kind is PaperKind.UPLOAD]


def upload(content: bytes, *, name: str, by: Actor, at: datetime) -> Document:
    """A file comes in, to be placed."""
    return receive(BytesIO(content), declared_name=name, size_limit=FILE_LIMIT, by=by, at=at)


def agree_with_all(program: Program, paper: bytes, *, by: Actor, at: datetime) -> None:
    """The agency admits every operator of the notice and agrees with it; ``paper`` stands for each agreement."""
    document, on = upload(paper, name="협약서.pdf", by=by, at=at), legal_day(at)
    for place, one in enumerate(operators_of(of=by, program=program.key), start=1):
        operators.admit(operator_id=one.id, reason="공고에 실린 대로 선정함", by=by, at=at)
        operators.agree(
            operator_id=one.id,
            number=f"{program.number_prefix}-O-{place:02d}",
            agreed_on=on,
            begins_on=on,
            last_on=on + _AGREED_FOR,
            document_id=document.id,
            by=by,
            at=at,
        )


def confirm_claims(company_ids: Iterable[UUID], *, by: Actor, at: datetime) -> None:
    """The agency finds right what these companies' people registered, where it still waits."""
    waiting = {row.company_id: row.id for row in parties.claims_to_decide(by) if not row.certificate_id}
    for company_id in company_ids:
        if company_id in waiting:
            reason = "사업자등록증명의 대표자와 등록한 사람이 같습니다."
            party_commands.confirm_claim(claim_id=waiting[company_id], reason=reason, by=by, at=at)


def name_people(program: Program, application_id: UUID, role: PartyRole, *, by: Actor, at: datetime) -> None:
    """A company names who stands in each capacity that is asked for: its account's person, and beside them its
    representative where that is somebody else, at an address of their own."""
    assert by.person_id is not None  # a company's people
    assert by.company_id is not None
    asked = [one for one in program.capacities_of(role) if one.required]
    account = parties.person(by.person_id)
    known = current(Ref(Kind.COMPANY, by.company_id), legal_day(at)).get(FactKind.REPRESENTATIVE)
    first = next(iter(representatives(str(known or account.name))))
    people: dict[tuple[str, str], list[str]] = {}
    for one in asked:
        is_other = one.is_representative and first != account.name
        whom = (first, f"representative.{account.email}") if is_other else (account.name, account.email)
        people.setdefault(whom, []).append(one.key)
    for (name, contact), keys in people.items():
        applications.name_person(
            application_id=application_id, name=name, capacities=keys, contact=contact, by=by, at=at
        )


def consent_for_all(application_id: UUID, actors: Iterable[Actor], *, at: datetime) -> None:
    """Each company consents to its part of what is sealed, and its people for themselves: at their link, where they
    have no account here."""
    standing = sealed.open_revision(application_id)
    assert standing is not None  # sealed just before
    companies = []
    for actor in actors:
        assert actor.company_id is not None  # a company's people
        companies.append(actor.company_id)
        applications.consent(
            application_id=application_id,
            part_digest=form.part_digest(standing.content, actor.company_id),
            language="ko",
            stepped_up_at=machine_now(),
            by=actor,
            at=at,
        )
    for one in sealed.people_states(within_reach(application_id, of=SYSTEM), standing):
        if one.company_id in companies and not one.stands:
            consent_at_link(one, at=at)


def consent_at_link(person: PersonState, *, at: datetime) -> None:
    """A person opens the link that was sent to them, enters the code and consents."""
    link: dict[str, Any] = {"person_id": person.person_id, "secret": secret_of(person_row(person.person_id)), "at": at}
    applications.send_code(**link)
    proved_at = applications.prove(code=code_of(person_row(person.person_id)), **link)
    applications.consent_in_person(part_digest=person.part_digest, language="ko", proved_at=proved_at, **link)


def right_to_register(registration_id: UUID, *, session_key: str, by: Actor, at: datetime) -> str:
    """A supplier's registration is checked, consented to and sealed: the capability that is left to press."""
    draft = registrations.draft_of(registrations.within_reach(registration_id, of=by))
    proved = machine_now()
    pool.seal(
        registration_id=registration_id,
        shown=digest(draft.content),
        language="ko",
        stepped_up_at=proved,
        by=by,
        at=at,
    )
    return pool.grant_submit(
        registration_id=registration_id, session_key=session_key, stepped_up_at=proved, by=by, at=at
    )


def settle_everything() -> None:
    """What the worker would do by and by, at once. Raises RuntimeError if a reader fails."""
    settler = Settler()
    while settler.settle(now=0.0) + worker.deliver():
        pass
    if waiting := waiting_count():
        raise RuntimeError(f"{waiting} facts do not reach their readers")
