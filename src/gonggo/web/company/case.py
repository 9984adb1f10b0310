"""An application as one of its companies has it open: the whole, one's own part in it, and how things are called."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from gonggo.applications import form
from gonggo.applications.standing import Standing, standing
from gonggo.applications.standing_papers import PaperNow
from gonggo.applications.states import ApplicationState
from gonggo.intake.queries import Draft
from gonggo.intake.standing import Answered
from gonggo.kernel.actor import COMPANY_WRITERS, Actor
from gonggo.kernel.refusal import OutOfReach
from gonggo.parties.rules import written_brn
from gonggo.pool.definition import pool_of
from gonggo.pool.queries import Standing as PoolStanding
from gonggo.programs.definition import Paper, PaperKind, Program, QuestionSection, Requirement
from gonggo.programs.queries import program as in_force
from gonggo.selection.queries import PlaceRow, outcome_of
from gonggo.web.accounts.requests import Request, language
from gonggo.web.ui import wording

POOL_REQUIREMENT = "supplier-registered"
_LAST_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Case:
    """One application on one company's desk, at the instant of the request, in the language of the page."""

    whole: Standing
    me: form.Member
    by: Actor
    at: datetime
    language: str

    @property
    def id(self) -> UUID:
        return self.whole.facts.id

    @property
    def program(self) -> Program:
        return self.whole.program

    @property
    def closes_at(self) -> datetime:
        """The deadline in force, as the door has it."""
        opening = self.whole.gate.opening
        return opening.closes_at if opening else in_force(self.program.key).window("application").closes

    @property
    def is_last_hour(self) -> bool:
        """Whether the deadline is near: that hour belongs to saving and submitting, and no page asks for more."""
        return self.closes_at - self.at <= _LAST_HOUR

    @property
    def may_write(self) -> bool:
        return self.by.role in COMPANY_WRITERS

    @cached_property
    def gaps(self) -> tuple[form.Gap, ...]:
        """Everything that stands between the draft and its submission."""
        return tuple(form.gaps(self.whole.draft))

    @cached_property
    def answers(self) -> tuple[Answered, ...]:
        return self.whole.gate.answers

    @property
    def in_force(self) -> Answered | None:
        return self.whole.gate.in_force

    @property
    def received(self) -> Answered | None:
        return self.whole.gate.received

    @property
    def is_evaluated(self) -> bool:
        """Whether it was found eligible: an evaluation, and then a result, comes of it."""
        return self.whole.facts.state is ApplicationState.ELIGIBLE

    @property
    def is_closed(self) -> bool:
        return self.at >= self.closes_at

    @property
    def may_change(self) -> bool:
        """Whether this person may still write in it: until the deadline, whatever was submitted before."""
        return self.may_write and not self.is_closed

    @property
    def lead(self) -> form.Member:
        return next(member for member in self.whole.draft.members if member.is_lead)

    @property
    def partners(self) -> tuple[form.Member, ...]:
        return tuple(member for member in self.whole.draft.members if member.company_id != self.me.company_id)

    def sections_of(self, member: form.Member) -> tuple[QuestionSection, ...]:
        return form.sections_of(self.whole.draft, member)

    @cached_property
    def opened_pages(self) -> tuple[QuestionSection, ...]:
        """The lead's pages that are open to one's own company."""
        keys = {one.section for one in self.whole.opened if one.company_id == self.me.company_id}
        return tuple(section for section in self.sections_of(self.lead) if section.key in keys) if keys else ()

    def section(self, key: str) -> QuestionSection:
        """A page that one's own company writes. Raises OutOfReach."""
        pages = (*self.sections_of(self.me), *self.opened_pages)
        found = next((section for section in pages if section.key == key), None)
        if found is None:
            raise OutOfReach(f"section:{key}")
        return found

    def owner_of(self, section: QuestionSection) -> form.Member:
        """Whose answers a page holds: one's own, or the lead's where it is open to one's own company."""
        return self.lead if section.key in {page.key for page in self.opened_pages} else self.me

    def writer(self, person_id: UUID | None) -> str:
        """What a person is called; with the company, where it is another than one's own."""
        found = next((one for one in self.whole.people if one.person_id == person_id), None)
        if found is None or found.company_id == self.me.company_id:
            return found.name if found else ""
        return f"{found.name} ({self.name_of(found.company_id)})"

    def drafts_of(self, member: form.Member) -> dict[str, Draft]:
        return dict(self.whole.gate.drafts.get(member.company_id, {}))

    def papers_of(self, member: form.Member) -> dict[str, PaperNow]:
        """slot → the paper that stands in it."""
        return {paper.slot: paper for paper in self.whole.papers if paper.company_id == member.company_id}

    def asked_papers_of(self, member: form.Member) -> tuple[Paper, ...]:
        """What a company hands in or agrees to."""
        return self.program.papers_of(member.role, leads=member.is_lead)

    def upload_slots_of(self, member: form.Member) -> tuple[str, ...]:
        return tuple(paper.slot for paper in self.asked_papers_of(member) if paper.kind is PaperKind.UPLOAD)

    def required_slots_of(self, member: form.Member) -> tuple[str, ...]:
        """Those of them without which the application is not complete."""
        return tuple(slot for slot in self.upload_slots_of(member) if self.program.paper(slot).required)

    def gaps_of(self, member: form.Member, place: str = "") -> list[form.Gap]:
        return [gap for gap in self.gaps if gap.company_id == member.company_id and place in ("", gap.place)]

    def name_of(self, company_id: UUID | None) -> str:
        """What a company is called, or its number."""
        known = self.whole.names.get(company_id, "") if company_id else ""
        numbers = (party.brn for party in self.whole.parties if party.company_id == company_id)
        return known or written_brn(next(numbers, ""))

    def pool_standing(self, member: form.Member) -> PoolStanding:
        """How a company stands with the pool."""
        return self.whole.pool.get(member.company_id, PoolStanding(None))

    def pool_requirement(self, member: form.Member) -> Requirement | None:
        """The requirement to be in the pool, for a role that it binds."""
        return next((r for r in self.program.requirements if r.key == POOL_REQUIREMENT and member.role in r.of), None)

    def pool_says(self, required: Requirement) -> str:
        """What has to be so, and until when it must be approved."""
        says, pool = required.says.said(self.language), pool_of(self.program)
        if pool is None:
            return says
        until = wording.instant(self.program.moment(pool.final_at), self.language)
        words = gettext("최초 평가가 시작되는 %(until)s 전에 승인되어야 합니다.")
        return f"{says} {words % {'until': until}}"

    def person(self, person_id: UUID | None) -> str:
        """What a person of one of the companies is called; empty for one who left."""
        return next((one.name for one in self.whole.people if one.person_id == person_id), "")

    @cached_property
    def outcome(self) -> PlaceRow | None:
        """Where it stands in the published result. One statement once it is evaluated, none before."""
        return outcome_of(self.id) if self.is_evaluated else None

    def role_label(self, role: str) -> str:
        """A company of a role, as the notice calls it before the selection and after."""
        has_place = self.outcome is not None and self.outcome.is_in
        return self.program.role(role).called(has_place=has_place).said(self.language)

    def party_title(self, member: form.Member) -> str:
        """The company with the part that it plays, as the page names it."""
        return f"{self.role_label(member.role)} {self.name_of(member.company_id)}"

    @property
    def kicker(self) -> str:
        """The program with track and type, above the title."""
        facts, said = self.whole.facts, self.language
        track, kind = self.program.track(facts.track), self.program.support_type(facts.type)
        return f"{self.program.short.text.said(said)} · {track.label.said(said)} · {kind.label.said(said)}"

    @cached_property
    def title(self) -> str:
        """What the task is called so far, else its number. A partner sees the name once it is sealed."""
        if self.me.is_lead:
            named = next((question for question in self.program.questions() if question.names_task), None)
            draft = self.drafts_of(self.me).get(named.key) if named else None
            return (draft.value.strip() if draft else "") or self.whole.facts.number
        sealed = self.whole.gate.sealed
        return (str(sealed.content["title"]) if sealed else "") or self.whole.facts.number

    def receipt_url(self, answer: Answered) -> str:
        return reverse("company:receipt", args=[answer.id])

    def url(self, name: str, *more: object) -> str:
        return reverse(f"company:{name}", args=[self.id, *more])


def open_case(request: Request, application_id: UUID) -> Case:
    """The application for a person of one of its companies. Three statements. Raises OutOfReach."""
    whole = standing(application_id, of=request.actor, at=request.received_at)
    request.program = whole.program  # type: ignore[attr-defined]  # menu and footer show this program
    return Case(whole, whole.member_of(request.actor.company_id), request.actor, request.received_at, language())


def frame(case: Case) -> dict[str, object]:
    """What every page of an application shows around its own: names, deadline, the way back."""
    return {
        "case": case,
        "program_key": case.program.key,
        "acting_for": case.name_of(case.me.company_id),
        "kicker": case.kicker,
        "heading": case.title,
        "closes": case.closes_at,
        "now": case.at,
        "hub_url": case.url("application"),
        "party_title": case.party_title(case.me),
    }


def last_saved(drafts: Iterable[Draft]) -> Draft | None:
    """The text that was saved last."""
    return max(drafts, key=lambda draft: draft.saved_at, default=None)
