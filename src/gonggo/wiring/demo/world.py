"""Making the demo's world: by the same commands that the pages call, and through the door."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password

from gonggo.applications import commands as applications
from gonggo.applications import queries as application_queries
from gonggo.applications.models import Application
from gonggo.consulting import commands as consulting
from gonggo.facts.commands import register_company
from gonggo.facts.definition import FactKind
from gonggo.kernel.actor import SYSTEM, Actor, Role
from gonggo.kernel.clock import OffsetClock, legal_day, machine_now
from gonggo.kernel.ref import Ref
from gonggo.kernel.table import written
from gonggo.parties import commands as parties
from gonggo.parties import queries as party_queries
from gonggo.programs.commands import load
from gonggo.programs.definition import PartyRole, Program
from gonggo.web.demo.people import COMPANIES, OTHERS, PASSWORD, PEOPLE, DemoPerson
from gonggo.wiring import acting
from gonggo.wiring.acting import settle_everything
from gonggo.wiring.demo import pool
from gonggo.wiring.demo.paper import a_paper
from gonggo.wiring.demo.script import Answer, Entry, Part, Ruling, Scene, Script, Wish
from gonggo.wiring.pressing import NotAnswered, OpenDoor

_BEFORE = timedelta(minutes=20)  # how long before its submission an application is begun
_SESSION = "demo"
Step = tuple[str, Callable[[], object]]


def steps(folder: Path, script: Script) -> list[Step]:
    """The world as steps to take one after the other: what each makes, and how."""
    clock = settings.GONGGO_CLOCK
    assert isinstance(clock, OffsetClock)  # a demo's clock moves
    making = World(folder, clock)
    people = [(person.name, partial(making.enter, person)) for person in (*PEOPLE, *OTHERS)]
    scenes = [(scene.title, partial(making.play, scene)) for scene in script.scenes]
    agreements = ("협약 / agreements with the operators", making.agree)
    claims = ("기업 등록 확인 / claims of companies", making.confirm)
    return [("공고 / the notice", making.publish), *people, agreements, claims, *scenes]


class World:
    """Makes people, companies and applications at the program's now."""

    def __init__(self, folder: Path, clock: OffsetClock) -> None:
        self._folder = folder
        self._clock = clock
        self._actors: dict[str, Actor] = {}
        self._program: Program | None = None
        self._password = make_password(PASSWORD)  # once: it takes its time, and everybody's is the same

    @property
    def program(self) -> Program:
        assert self._program is not None  # the first step
        return self._program

    def _forward_to(self, instant: datetime) -> None:
        if instant > self._clock.now():
            self._clock.move_to(instant)

    def publish(self) -> None:
        self._program = load(self._folder, by=SYSTEM, at=self._clock.now())
        settle_everything()

    def agree(self) -> None:
        """The agency agrees with every operator that the notice names."""
        now = self._clock.now()
        office = self._actors["agency"]
        paper = a_paper("협약서", self.program.title.ko, "0" * 10, legal_day(now))
        acting.agree_with_all(self.program, paper, by=office, at=now)

    def confirm(self) -> None:
        """The agency has looked at every company but the one that came last."""
        companies = {actor.company_id: None for actor in self._actors.values() if actor.company_id}
        acting.confirm_claims([*companies][:-1], by=self._actors["agency"], at=self._clock.now())
        settle_everything()

    def enter(self, person: DemoPerson) -> None:
        """A person with their company, or their office."""
        now = self._clock.now()
        one = parties.add_person(
            email=person.email, name=person.name, encoded=self._password, totp_secret=person.totp, by=SYSTEM, at=now
        )
        if person.company:
            ref = self._company(person, one.id, now)
        else:
            ref = self._office(person.office)
            parties.grant_role(person_id=one.id, organisation=ref, role=person.role, by=SYSTEM, at=now)
        self._actors[person.key] = Actor(one.id, person.role, ref)

    def _company(self, person: DemoPerson, person_id: UUID, now: datetime) -> Ref:
        """The manager registers the company; a colleague is invited and accepts."""
        told = next(company for company in COMPANIES if company.key == person.company)
        if person.role is Role.COMPANY_MANAGER:
            company = register_company(
                brn=told.brn,
                name=told.name,
                representative=told.representative,
                address=told.address,
                others={FactKind.OPENED_ON: legal_day(datetime.fromisoformat(f"{told.opened}T12:00:00+09:00"))},
                by=Actor(person_id, Role.MEMBER),
                at=now,
            )
            return company.ref
        found = party_queries.company_by_brn(told.brn)
        assert found is not None  # its manager stands earlier in the table
        manager = next(actor for actor in self._actors.values() if actor.organisation == found.ref)
        _, token = parties.invite_colleague(
            company_id=found.id, email=person.email, role=person.role, by=manager, at=now
        )
        parties.accept_invitation(token=token, by=Actor(person_id, Role.MEMBER), at=now)
        return found.ref

    def _office(self, key: str) -> Ref:
        office = party_queries.agency_by_key(self.program.operators[0].key if key == "operator" else key)
        assert office is not None  # entered when the notice was loaded
        return office.ref

    def play(self, scene: Part) -> None:
        """One scene, as far as it goes; the clock goes forward to it."""
        if isinstance(scene, Wish):
            self._ask(scene)
        elif isinstance(scene, Entry):
            self._register(scene)
        elif isinstance(scene, Ruling):
            self._decide(scene)
        else:
            self._apply(scene)

    def _register(self, entry: Entry) -> None:
        self._forward_to(entry.at - _BEFORE)
        supplier = self._acts_for(entry.company)
        company = next(one for one in COMPANIES if one.key == entry.company)
        registration_id = pool.fill(entry, self.program.key, company, by=supplier, at=self._clock.now())
        capability = acting.right_to_register(registration_id, session_key=_SESSION, by=supplier, at=self._clock.now())
        self._forward_to(entry.at)
        self._press(capability)
        settle_everything()

    def _decide(self, ruling: Ruling) -> None:
        self._forward_to(ruling.at)
        pool.decide(ruling, self._acts_for(ruling.company), by=self._actors["agency"], at=self._clock.now())
        settle_everything()

    def _ask(self, wish: Wish) -> None:
        self._forward_to(wish.at)
        consulting.ask(
            program_key=self.program.key,
            operator=wish.operator,
            role=PartyRole.ADOPTER,
            wishes=wish.wishes,
            looks_at=wish.looks_at,
            by=self._acts_for(wish.company),
            at=self._clock.now(),
        )
        settle_everything()

    def _apply(self, scene: Scene) -> None:
        self._forward_to(scene.at - _BEFORE)
        adopter, supplier = self._acts_for(scene.adopter), self._acts_for(scene.supplier)
        application = applications.start_application(
            program_key=self.program.key,
            track=scene.track,
            type=scene.type,
            operator=scene.operator,
            by=adopter,
            at=self._clock.now(),
        )
        self._write(application, PartyRole.ADOPTER, scene.adopter_answers, adopter)
        self._invite(application, scene.supplier, adopter)
        if scene.state == "draft":
            settle_everything()
            return
        (row,) = [one for one in application_queries.parties_of(application) if not one.is_lead]
        applications.accept_party(party_id=row.id, by=supplier, at=self._clock.now())
        self._write(application, PartyRole.SUPPLIER, scene.supplier_answers, supplier)
        self._hand_in(application, PartyRole.ADOPTER, adopter)
        self._hand_in(application, PartyRole.SUPPLIER, supplier)
        self._submit(application, adopter, supplier, scene.at)
        settle_everything()

    def _acts_for(self, company: str) -> Actor:
        people = (person for person in (*PEOPLE, *OTHERS) if person.company == company)
        return self._actors[next(person.key for person in people if person.role is Role.COMPANY_MANAGER)]

    def _invite(self, application: Application, company: str, by: Actor) -> None:
        told = next(one for one in COMPANIES if one.key == company)
        person = next(one for one in (*PEOPLE, *OTHERS) if one.company == company)
        applications.invite_party(
            application_id=application.id,
            role=PartyRole.SUPPLIER,
            brn=told.brn,
            email=person.email,
            by=by,
            at=self._clock.now(),
        )

    def _write(self, application: Application, role: PartyRole, answers: Mapping[str, Answer], by: Actor) -> None:
        texts = {key: said if isinstance(said, str) else written(said) for key, said in answers.items()}
        acting.write_answers(self.program, application, role, texts, by=by, at=self._clock.now())

    def _hand_in(self, application: Application, role: PartyRole, by: Actor) -> None:
        told = next(one for one in COMPANIES if party_queries.company(by.company_id or UUID(int=0)).brn == one.brn)
        for paper in acting.uploads(self.program, role):
            document = acting.upload(
                a_paper(paper.label.ko, told.name, told.brn, legal_day(self._clock.now())),
                name=f"{paper.label.ko[:40]}_{told.name}.pdf",
                by=by,
                at=self._clock.now(),
            )
            applications.place_paper(
                application_id=application.id, slot=paper.slot, document_id=document.id, by=by, at=self._clock.now()
            )

    def _submit(self, application: Application, adopter: Actor, supplier: Actor, at: datetime) -> None:
        """Checked, consented to by both, and pressed at ``at`` (or a little later, if the clock has gone on)."""
        applications.seal(application_id=application.id, by=adopter, at=self._clock.now())
        acting.consent_for_all(application.id, (adopter, supplier), at=self._clock.now())
        self._forward_to(at)
        capability = applications.grant_submit(
            application_id=application.id,
            session_key=_SESSION,
            stepped_up_at=machine_now(),
            by=adopter,
            at=self._clock.now(),
        )
        self._press(capability)

    def _press(self, capability: str) -> None:
        """The door receives it. Raises NotAnswered."""
        with OpenDoor(settings.GONGGO_ENVIRONMENT, self._clock) as door:
            (receipt,) = door.press([capability], session_key=_SESSION)
        if receipt["code"]:
            raise NotAnswered(receipt["code"])
