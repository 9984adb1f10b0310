"""One application as its companies' pages show it: two statements in the house, one at the door."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.fields.json import KeyTextTransform

from gonggo.applications import earlier, form
from gonggo.applications import standing_papers as paper_parts
from gonggo.applications import standing_together as together
from gonggo.applications.had import asks_for_history
from gonggo.applications.models import Application, Party
from gonggo.applications.queries import PartyRow, ref_of, visible_to
from gonggo.applications.standing_papers import PaperNow, Rows
from gonggo.applications.standing_together import NO_ID, NO_INSTANT, NONE, kind
from gonggo.applications.states import PartyState
from gonggo.applications.summary import Facts, facts_of, with_due
from gonggo.applications.vault import closing_day
from gonggo.facts.definition import FactKind
from gonggo.facts.models import Fact
from gonggo.intake.standing import AtGate, Elsewhere, at_gate
from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind
from gonggo.kernel.refusal import OutOfReach
from gonggo.parties.models import Membership
from gonggo.pool import queries as pool
from gonggo.pool.models import Registration
from gonggo.programs.definition import Program
from gonggo.programs.models import LoadedVersion
from gonggo.programs.queries import program_of_digest
from gonggo.signing.models import Consent
from gonggo.signing.queries import GivenConsent


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person of one of the companies."""

    person_id: UUID
    company_id: UUID
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Standing:
    """An application with everything that its pages are built from."""

    facts: Facts
    program: Program
    draft: form.Draft
    parties: tuple[PartyRow, ...]
    """Joined and invited, the lead first."""
    papers: tuple[PaperNow, ...]
    earlier_papers: Mapping[tuple[UUID, str], int]
    """(company, slot) → how many files were there before."""
    consents: tuple[GivenConsent, ...]
    names: Mapping[UUID, str]
    """company → what it is called."""
    pool: Mapping[UUID, pool.Standing]
    """company → how it stands with the pool; one that never began is not there."""
    people: tuple[Colleague, ...]
    named: tuple[together.NamedRow, ...]
    """The natural persons whose data is in it, of all companies: a page shows its own company's."""
    opened: tuple[together.Opened, ...]
    exchanges: tuple[together.Exchange, ...]
    gate: AtGate

    def member_of(self, company_id: UUID | None) -> form.Member:
        """The company's own part. Raises OutOfReach for one that has no part."""
        for member in self.draft.members:
            if member.company_id == company_id:
                return member
        raise OutOfReach(f"party:{company_id}")


def standing(application_id: UUID, *, of: Actor, at: datetime) -> Standing:
    """The application with all that belongs to it, for one who may know of it. Three statements. Raises OutOfReach."""
    digest = LoadedVersion.objects.filter(key=OuterRef("program"), version=OuterRef("program_version")).values("digest")
    row = with_due(visible_to(of), of).annotate(digest=Subquery(digest[:1])).filter(pk=application_id).first()
    if row is None:
        raise OutOfReach(f"application:{application_id}")
    program = program_of_digest(row.digest)
    house = _house(row.id, of, row.program, at, asks_for_history=asks_for_history(program, row.track))
    return _assembled(row, program, house, of, at, at_gate(ref_of(row.id), _elsewhere(program, house, of)))


def _elsewhere(program: Program, house: Rows, of: Actor) -> Elsewhere | None:
    """What the actor's company wrote about itself in its other applications to the program."""
    keys = [question.key for question in program.questions() if question.of_company]
    if of.company_id is None or not keys:
        return None
    return Elsewhere([each[0] for each in house["other"]], of.company_id, keys)


_PARTS = (
    "party",
    *paper_parts.PARTS,
    "consent",
    "name",
    "person",
    "other",
    "pool",
    "had",
    *together.PARTS,
)


def _house(application_id: UUID, of: Actor, program: str, at: datetime, *, asks_for_history: bool) -> Rows:
    """kind → its rows: three ids, four texts, a number, two instants. The first part of the union sets the types."""
    lead = Case(When(is_lead=True, then=Value(1)), default=NONE, output_field=IntegerField())
    parties = Party.objects.filter(application=application_id)
    first: Any = parties.filter(state__in=[PartyState.INVITED, PartyState.JOINED]).values_list(
        kind("party"),
        "id",
        "company_id",
        "invited_by",
        "brn",
        "role",
        "state",
        "email",
        lead,
        "invited_at",
        "joined_at",
    )
    rows = first.union(
        *paper_parts.parts(application_id),
        *_people(application_id, parties, program, at),
        _others(application_id, of, program),
        *(_had(parties, at) if asks_for_history else ()),
        *together.parts(application_id),
        all=True,
    )
    found: dict[str, list[tuple[Any, ...]]] = {part: [] for part in _PARTS}
    for part, *row in rows:
        found[part].append(tuple(row))
    return found


def _others(application_id: UUID, of: Actor, program: str) -> Any:
    """The other applications to the program that the actor's company took part in."""
    e, joined = kind(""), Party.objects.filter(company_id=of.company_id, joined_at__isnull=False)
    rows = joined.filter(application__program=program).exclude(application_id=application_id)
    return rows.values_list(kind("other"), "application_id", NO_ID, NO_ID, e, e, e, e, NONE, NO_INSTANT, NO_INSTANT)


def _had(parties: Any, at: datetime) -> list[Any]:
    """The tasks of earlier years of the companies, where a room knows of any."""
    e, companies = kind(""), parties.filter(state=PartyState.JOINED).values("company_id")
    rows = earlier.rows_of(companies, legal_day(at))
    columns = ("had", NO_ID, "company_id", NO_ID, "title", "role", e, e, "year", NO_INSTANT, NO_INSTANT)
    return [] if rows is None else [rows.values_list(kind(columns[0]), *columns[1:])]


def _people(application_id: UUID, parties: Any, program: str, at: datetime) -> list[Any]:
    e, on = kind(""), legal_day(at)
    companies = parties.filter(state=PartyState.JOINED).values("company_id")
    spoken_of = parties.filter(Q(state=PartyState.JOINED) | Q(replaced_by__isnull=False)).values("company_id")
    called = Fact.objects.filter(Q(until_on=None) | Q(until_on__gt=on), since_on__lte=on, kind=FactKind.NAME)
    return [
        Consent.objects.filter(subject_kind=Kind.APPLICATION, subject_id=application_id, withdrawn_at=None).values_list(
            kind("consent"), "id", "party_id", "person_id", "text_key", "part_digest", "text_version", "language",
            NONE, "given_at", NO_INSTANT,
        ),
        called.filter(subject_kind=Kind.COMPANY, subject_id__in=spoken_of).values_list(
            kind("name"), NO_ID, "subject_id", NO_ID, KeyTextTransform("value", "value"), e, e, e,
            NONE, NO_INSTANT, NO_INSTANT,
        ),
        Membership.objects.filter(company_id__in=companies, until_at=None).values_list(
            kind("person"), "id", "company_id", "person_id", "person__name", "person__email", "role",
            "person__phone_lookup", NONE, "since_at", NO_INSTANT,
        ),
        Registration.objects.filter(program=program, company_id__in=companies).values_list(
            kind("pool"), "id", "company_id", NO_ID, "state", e, e, e, NONE, "received_at", NO_INSTANT,
        ),
    ]  # fmt: skip


def _assembled(  # noqa: PLR0917  # as standing has them
    row: Application, program: Program, house: Rows, of: Actor, at: datetime, gate: AtGate
) -> Standing:
    parties = sorted((_party(each) for each in house["party"]), key=lambda party: (not party.is_lead, party.invited_at))
    members = tuple(
        form.Member(party.company_id, party.brn, party.role, party.is_lead)
        for party in parties
        if party.state == PartyState.JOINED and party.company_id is not None
    )
    papers, named = paper_parts.held_papers(house), _named(house, of)
    validity = paper_parts.validity_of(papers)
    draft = form.Draft(
        program=program,
        track=row.track,
        type=row.type,
        members=members,
        unanswered=tuple(party.brn for party in parties if party.state == PartyState.INVITED),
        answers={member.company_id: _answers(gate, member.company_id) for member in members},
        papers=paper_parts.good_papers(papers),
        validity=validity,
        people=tuple(one.named for one in named),
        closes_on=closing_day(row.program, validity),
        had=earlier.by_member((each[1], each[4], each[3], each[7]) for each in house["had"]),
    )
    return Standing(
        facts=facts_of(row),
        program=program,
        draft=draft,
        parties=tuple(parties),
        papers=papers,
        earlier_papers=paper_parts.earlier_papers(house),
        consents=_consents(house),
        names={each[1]: each[3] for each in house["name"]},
        pool={each[1]: pool.standing(each[3], each[8], program, at) for each in house["pool"]},
        people=_colleagues(house),
        named=named,
        opened=together.opened_rows(house["opened"]),
        exchanges=together.exchanges(house["exchange"]),
        gate=gate,
    )


def _answers(gate: AtGate, company_id: UUID) -> dict[str, str]:
    return {key: text.value for key, text in gate.drafts.get(company_id, {}).items()}


def _named(house: Rows, of: Actor) -> tuple[together.NamedRow, ...]:
    account = next(((each[4], each[6]) for each in house["person"] if each[2] == of.person_id), None)
    return together.named_rows(house["named"], account)


def _colleagues(house: Rows) -> tuple[Colleague, ...]:
    rows = sorted(house["person"], key=lambda each: each[8])
    return tuple(Colleague(each[2], each[1], each[3] or each[4], Role(each[5])) for each in rows)


def _party(row: tuple[Any, ...]) -> PartyRow:
    party_id, company_id, _, brn, role, state, email, lead, invited_at, joined_at = row
    return PartyRow(party_id, company_id, brn, role, PartyState(state), bool(lead), email, invited_at, joined_at)


def _consents(house: Rows) -> tuple[GivenConsent, ...]:
    rows = sorted(house["consent"], key=lambda each: (each[8], each[0]))
    return tuple(GivenConsent(r[1], r[3], r[5], r[4], r[2], r[8]) for r in rows)
