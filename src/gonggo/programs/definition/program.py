"""A program: everything that a folder says, in one frozen object."""

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from gonggo.kernel.basis import Basis, clause
from gonggo.kernel.text import Text
from gonggo.kernel.window import Window
from gonggo.programs.definition.application import Choice, Column, ColumnKind, Question, QuestionSection
from gonggo.programs.definition.dates import Moment, Stage, WindowPart
from gonggo.programs.definition.eligibility import FactKind, Requirement, RuleSet
from gonggo.programs.definition.frame import Counted, Key, Line, Part, Said, Words, by_key, sized
from gonggo.programs.definition.library import Faq, Form, Manual, Menu, Post
from gonggo.programs.definition.notice import (
    Body,
    Chapter,
    Clause,
    Contact,
    NoticeVersion,
    Operator,
    PartyRole,
    RoleLabel,
)
from gonggo.programs.definition.papers import Capacity, Consent, Paper, PaperKind
from gonggo.programs.definition.rooms import Section
from gonggo.programs.definition.support import Combination, Consortium, MoneyRules, Places, SupportType, Track

BLOCKS = (
    "bodies",
    "tracks",
    "types",
    "money",
    "requirements",
    "consortium",
    "windows",
    "papers",
    "contacts",
    "operators",
    "stages",
    "consents",
)
"""What a chapter may show beside its own words, apart from rule sets and rooms."""
ROOMS = (
    "pool",
    "consulting",
    "eligibility",
    "evaluation",
    "selection",
    "objections",
    "agreements",
    "delivery",
    "payments",
    "settlement",
    "sanctions",
    "aftercare",
    "retention",
    "letters",
    "deadline",
    "documents",
)
"""Sections that later rooms read, in the order of the procedure."""


class Program(Part):
    """One version of a program. ``digest`` is SHA-256 over the canonical JSON of the folder's content."""

    digest: str
    key: Key
    version: Counted
    number_prefix: Line
    named: Said = Field(alias="title")
    short: Said = Field(alias="short_title")
    issued_by: Said = Field(alias="issuer")
    notice_number: Said
    purpose: tuple[Said, ...]
    legal_basis: Said
    prevails: Said
    """That the published notice prevails over these words."""
    versions: Annotated[tuple[NoticeVersion, ...], sized(1)] = Field(alias="versions")
    roles: tuple[RoleLabel, ...] = Field(alias="role")
    bodies: tuple[Body, ...] = Field(alias="body")

    chapters: tuple[Chapter, ...] = Field(alias="chapter")
    clauses: tuple[Clause, ...] = Field(alias="clause")
    sources: tuple[Words, ...] = Field(default=(), alias="source")
    """What the sources of its values are called, in both languages."""
    operators: tuple[Operator, ...] = Field(alias="operator")
    contacts: tuple[Contact, ...] = Field(alias="contact")

    windows: dict[Key, WindowPart] = Field(alias="window")
    moments: dict[Key, Moment] = Field(alias="moment")
    stages: tuple[Stage, ...] = Field(alias="stage")

    tracks: tuple[Track, ...] = Field(alias="track")
    types: tuple[SupportType, ...] = Field(alias="type")
    combinations: tuple[Combination, ...] = Field(alias="combination")
    places: tuple[Places, ...] = Field(alias="places")
    money: MoneyRules
    consortium: Consortium

    fact_kinds: tuple[FactKind, ...] = Field(default=(), alias="fact")
    requirements: tuple[Requirement, ...] = Field(alias="requirement")
    rule_sets: dict[Key, RuleSet] = Field(alias="rules")
    papers: tuple[Paper, ...] = Field(alias="paper")
    consents: tuple[Consent, ...] = Field(alias="consent")
    capacities: tuple[Capacity, ...] = Field(default=(), alias="capacity")
    sections: tuple[QuestionSection, ...] = Field(alias="section")

    rooms: dict[Key, Section] = Field(alias="room")

    menus: tuple[Menu, ...] = Field(alias="menu")
    forms: tuple[Form, ...] = Field(alias="form")
    manuals: tuple[Manual, ...] = Field(alias="manual")
    faq: tuple[Faq, ...]
    posts: tuple[Post, ...] = Field(alias="post")

    @property
    def title(self) -> Text:
        return self.named.text

    @property
    def issuer(self) -> Text:
        return self.issued_by.text

    @property
    def issued_on(self) -> date:
        """The date of the version in force."""
        return self.versions[-1].issued_on

    @property
    def published_on(self) -> date:
        """The date of the first notice."""
        return self.versions[0].issued_on

    def window(self, name: str) -> Window:
        """A window by name (application, pool, consulting). Raises KeyError."""
        return self.windows[name].window

    def moment(self, name: str) -> datetime:
        """A published instant: ``WINDOW.opens``, ``WINDOW.closes`` or a moment's own name. Raises KeyError."""
        if name in self.moments:
            return self.moments[name].at
        window, _, edge = name.rpartition(".")
        if edge not in {"opens", "closes"}:
            raise KeyError(name)
        return self.window(window).opens if edge == "opens" else self.window(window).closes

    def judged_on(self, window: str = "application") -> date:
        """접수 마감일 현재: the legal day on which the companies of a window are judged."""
        return self.windows[window].judged_on

    def stages_after(self, key: str) -> tuple[Stage, ...]:
        """What follows a stage of the procedure; nothing for one that the program does not have."""
        place = next((i for i, stage in enumerate(self.stages) if stage.key == key), len(self.stages))
        return self.stages[place + 1 :]

    def stages_from(self, window: str) -> tuple[Stage, ...]:
        """The stage in which a window is open and what follows; the whole procedure where none is of that window."""
        place = next((i for i, stage in enumerate(self.stages) if stage.window == window), 0)
        return self.stages[place:]

    def fact_kind(self, key: str) -> FactKind:
        return by_key(self.fact_kinds, lambda kind: kind.key, key)

    def track(self, key: str) -> Track:
        return by_key(self.tracks, lambda track: track.key, key)

    def support_type(self, key: str) -> SupportType:
        return by_key(self.types, lambda kind: kind.key, key)

    def combination(self, track: str, support_type: str) -> Combination:
        """What the notice says of a track with a type; ``places`` is None where it is not allowed. Raises KeyError."""
        return by_key(self.combinations, lambda row: f"{row.track} {row.type}", f"{track} {support_type}")

    def cap(self, track: str) -> tuple[int, Basis]:
        """The most that the government pays for one application, in won."""
        cap = self.track(track).cap
        return cap.value, cap.basis

    def share_limit(self, track: str) -> tuple[Fraction, Basis]:
        """The largest share of the total that the government pays."""
        share = self.track(track).share
        return share.value, share.basis

    def papers_of(self, role: PartyRole | str, *, leads: bool = True) -> tuple[Paper, ...]:
        """The slots of one party, in the notice's order; ``leads`` as in ``sections_of``."""
        return tuple(paper for paper in self.papers if role in paper.roles and (leads or not paper.of_application))

    def paper(self, slot: str) -> Paper:
        return by_key(self.papers, lambda paper: paper.slot, slot)

    def sections_of(self, role: PartyRole | str, track: str, *, leads: bool = True) -> tuple[QuestionSection, ...]:
        """The pages that one party answers on a track, without the questions of other tracks.

        One that does not lead (``leads``) is not asked for what is written once for the application.
        """
        return tuple(
            section.model_copy(update={"questions": asked})
            for section in self.sections
            if section.role == role and track in (section.tracks or (track,))
            if leads or not section.of_application
            if (asked := tuple(q for q in section.questions if track in (q.tracks or (track,))))
        )

    def questions(self) -> Iterator[Question]:
        """Every question of the form, whoever answers it."""
        return (question for section in self.sections for question in section.questions)

    def question(self, key: str) -> Question:
        return by_key(tuple(self.questions()), lambda question: question.key, key)

    def cell_choices(self, column: Column, role: PartyRole | str) -> tuple[Choice, ...]:
        """What may be chosen in a column that a company of ``role`` fills in; nothing where one writes."""
        if column.kind is ColumnKind.PAPER:
            named = [(one.slot, one.label) for one in self.papers_of(role) if one.kind is PaperKind.UPLOAD]
        elif column.choices_of is not None:
            room, _, group = column.choices_of.partition(".")
            named = [(one.key, one.label) for one in self.room(room).group(group).values]
        else:
            return column.choices
        return tuple(Choice.model_construct(key=key, label=label) for key, label in named)

    def consent(self, key: str) -> Consent:
        return by_key(self.consents, lambda consent: consent.key, key)

    def consents_of(self, role: PartyRole | str, stage: str = "application") -> tuple[Consent, ...]:
        """The texts that a party agrees to at a stage (application, pool, agreement)."""
        return tuple(consent for consent in self.consents if role in consent.roles and consent.at_stage == stage)

    def capacity(self, key: str) -> Capacity:
        return by_key(self.capacities, lambda capacity: capacity.key, key)

    def capacities_of(self, role: PartyRole | str) -> tuple[Capacity, ...]:
        """In what capacities the people of a party stand in an application."""
        return tuple(capacity for capacity in self.capacities if role in capacity.roles)

    def operator(self, key: str) -> Operator:
        return by_key(self.operators, lambda operator: operator.key, key)

    def contact(self, key: str) -> Contact:
        return by_key(self.contacts, lambda contact: contact.key, key)

    def contacts_on(self, page: str) -> tuple[Contact, ...]:
        """The contacts that a page (footer, pool, consulting) shows."""
        return tuple(contact for contact in self.contacts if page in contact.where)

    def role(self, key: PartyRole | str) -> RoleLabel:
        return by_key(self.roles, lambda role: role.key, key)

    @property
    def partner_label(self) -> Text:
        """How the program calls the company that an applicant joins with."""
        labels = (role.selected for role in self.roles if role.key == PartyRole.SUPPLIER)
        return next(labels, Text("함께할 기업", "Partner"))

    @property
    def operator_label(self) -> Text:
        """How the program calls its operators."""
        labels = (body.label for body in self.bodies if body.key == "operator")
        return next(labels, Text("담당 기관", "Office in charge"))

    def clause(self, clause_id: str) -> Clause:
        return by_key(self.clauses, lambda clause: clause.id, clause_id)

    def basis_of_clause(self, clause_id: str) -> Basis:
        """The basis of a rule that stands in a clause itself. Raises KeyError for an unknown clause."""
        return clause(self.clause(clause_id).id)

    def form(self, key: str) -> Form:
        return by_key(self.forms, lambda form: form.key, key)

    def room(self, key: str) -> Section:
        """The section of a later room. Raises KeyError."""
        return self.rooms[key]
