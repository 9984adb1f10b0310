"""Agreements as far as tests need them: a place in a published list, with the money that was submitted."""

import io
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from evaluations import PLANNED, Assessment, an_application, an_assessment
from gonggo.agreements import commands, queries
from gonggo.agreements.commands import moving
from gonggo.agreements.judged import judgement_of
from gonggo.agreements.models import Agreement, BudgetLine
from gonggo.agreements.queries import Terms
from gonggo.agreements.states import AgreementState
from gonggo.applications.commands import find_verdicts
from gonggo.applications.models import Application
from gonggo.documents.commands import receive
from gonggo.intake.commands.gates import open_gate
from gonggo.intake.commands.seals import seal
from gonggo.journal.commands import deliver
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.clock import legal_day, machine_now
from gonggo.kernel.months import months_after
from gonggo.kernel.ref import Kind, Ref
from gonggo.selection.models import Place, Round
from gonggo.signing.commands import sign
from gonggo.signing.queries import signing_of
from kept import kept
from personas import Persona, an_officer, an_owner
from world import a_budget, a_pdf

RESULT = datetime(2024, 7, 5, 0, 0, tzinfo=UTC)  # 09:00 in Seoul, a Friday
CONCLUDED = datetime(2024, 8, 1, 1, 0, tzinfo=UTC)
IN_2022 = date(2022, 7, 4)
TITLE = "예약을 한곳에 모으는 서비스"
MONEY = {"government": 50_000_000, "cash": 40_000_000, "in_kind": 20_000_000}


@dataclass
class Agreeing:
    """An adopter and a supplier that have a place, and the offices that deal with them."""

    on: Assessment
    adopter: Persona
    supplier: Persona
    reviewer: Persona
    operator: Persona
    application: Application
    agreement_id: uuid.UUID

    @property
    def officer(self) -> Persona:
        return self.on.officer

    @property
    def row(self) -> Agreement:
        return Agreement.objects.get(id=self.agreement_id)

    @property
    def terms(self) -> Terms:
        return queries.terms(self.agreement_id, of=SYSTEM)


def a_round(on: Assessment, *, at: datetime = RESULT) -> Round:
    """A published list as its rows stand; how it comes about is the selection's own test."""
    said: dict[str, Any] = {"bundle": {}, "digest": "0" * 64, "state": "published", "publish_at": at}
    drawn = {"drawn_by": on.officer.person.id, "drawn_at": at, "first_by": uuid.uuid4(), "second_by": uuid.uuid4()}
    known = Round.objects.filter(program=on.program.key).first()
    return known or Round.objects.create(
        program=on.program.key, program_version=on.program.version, first_at=at, second_at=at, **said, **drawn
    )


def a_place(on: Assessment, *companies: Persona, money: dict[str, int] | None = None, **changed: Any) -> Application:
    """An application of these companies, the first leading, that has its place; its money is sealed in the door."""
    application = an_application(on, *companies, **changed)
    submitted(application, money)
    made = a_round(on)
    Place.objects.create(
        round=made,
        application_id=application.id,
        number=application.number,
        track=application.track,
        type=application.type,
        rank=made.places.count() + 1,
        outcome="selected",
    )
    return application


def submitted(application: Application, money: dict[str, int] | None = None) -> None:
    """What was sealed of it, as far as its money goes."""
    subject = Ref(Kind.APPLICATION, application.id)
    told = {"program": application.program, "number": application.number, "basis": "4-window", "at": PLANNED}
    open_gate(subject, opens_at=PLANNED, closes_at=RESULT, **told)
    parties = [
        {"company": str(one.company_id), "role": one.role, "lead": one.is_lead, "answers": {}, "papers": []}
        for one in application.parties.order_by("-is_lead")
    ]
    amounts = {key: str(amount) for key, amount in (money or MONEY).items()}
    parties[0]["answers"] = {"budget": a_budget(**amounts)}
    named = ("program", "program_version", "number", "track", "type", "operator", "title")
    content = {name: getattr(application, name) for name in named} | {"parties": parties}
    revision = seal(subject, content=content, papers={}, at=PLANNED)
    application.sealed_revision_id = revision.id
    application.save(update_fields=["sealed_revision_id"])


def opened(application: Application, *, at: datetime = RESULT) -> Agreement:
    made = commands.open_for_place(application_id=application.id, at=at)
    assert made is not None
    return made


@kept
def an_agreement(on: Assessment | None = None, **changed: Any) -> Agreeing:
    """Opened, with its adopter and its supplier; nothing is laid out yet."""
    on = on or an_assessment()
    adopter, supplier = an_owner(at=PLANNED), an_owner("오지환", company_name="이음데이터", at=PLANNED)
    application = a_place(on, adopter, supplier, **changed)
    return Agreeing(
        on,
        adopter,
        supplier,
        an_officer(Role.COST_REVIEWER, kind="agency", key="agency", name="최원가"),
        an_officer(Role.OPERATOR_OFFICER, kind="operator", key=application.operator, name="윤수행"),
        application,
        opened(application).id,
    )


def as_concluded(made: Agreeing, *, at: datetime = CONCLUDED) -> Agreeing:
    """As its rows stand once it is concluded, with the fact, all money in the first line; how it comes about is the
    room's own test."""
    row, day = made.row, legal_day(at)
    rules = moving.rules_for(row)
    money = {"government": row.government, "cash": row.cash, "in_kind": row.in_kind}
    asked = {f"asked_{key}": amount for key, amount in money.items()}
    BudgetLine.objects.create(agreement=row, line=rules.lines[0].key, place=0, **money, **asked)
    row.state, row.concluded_at, row.begins_on = AgreementState.CONCLUDED, at, day
    row.last_on = months_after(day, rules.term_months.value)
    row.document_id, row.sha256 = uuid.uuid4(), "0" * 64
    row.save()
    with transaction.atomic():
        moving.note("agreement.concluded", row, by=SYSTEM, at=at, last_on=row.last_on.isoformat())
    return made


@kept
def a_concluded(on: Assessment | None = None, **changed: Any) -> Agreeing:
    """Concluded on 1 August 2024, for six months."""
    return as_concluded(an_agreement(on, **changed))


def laid_out(made: Agreeing, *, at: datetime = RESULT) -> Agreeing:
    """All money in the first two lines, as it was applied for."""
    keys = [line.key for line in moving.rules_for(made.row).lines]
    asked = made.terms
    first = {"government": asked.government, "cash": asked.private_cash - 1_000_000, "in_kind": asked.private_in_kind}
    amounts = {keys[0]: first, keys[1]: {"cash": 1_000_000}}
    commands.lay_out(agreement_id=made.agreement_id, amounts=amounts, by=made.adopter.actor, at=at)
    return made


def in_papers(made: Agreeing | None = None, *, at: datetime = RESULT) -> Agreeing:
    """The costs are settled as they were laid out."""
    made = laid_out(made or an_agreement(), at=at)
    commands.pass_budget(agreement_id=made.agreement_id, by=made.reviewer.actor, at=at)
    return made


def upload(made: Agreeing, slot: str, *, at: datetime = RESULT, by: Persona | None = None) -> uuid.UUID:
    who = by or made.adopter
    file = io.BytesIO(a_pdf(f"{slot} {made.agreement_id}"))
    document = receive(file, declared_name=f"{slot}.pdf", size_limit=30 * 1024 * 1024, by=who.actor, at=at)
    commands.place_paper(agreement_id=made.agreement_id, slot=slot, document_id=document.id, by=who.actor, at=at)
    return document.id


def give_consents(made: Agreeing, *companies: Persona, at: datetime = RESULT) -> None:
    for one in companies or (made.adopter, made.supplier):
        role = made.terms.role_of(one.company.id)
        assert role is not None
        commands.consent(
            agreement_id=made.agreement_id,
            keys=[text.key for text in made.on.program.consents_of(role, "agreement")],
            language="ko",
            stepped_up_at=machine_now(),
            by=one.actor,
            at=at,
        )


def papers_accepted(made: Agreeing, *, at: datetime = RESULT) -> None:
    for slot in moving.rules_for(made.row).slots:
        upload(made, slot.key, at=at)
        commands.accept_paper(agreement_id=made.agreement_id, slot=slot.key, by=made.operator.actor, at=at)


def judged(made: Agreeing, *, at: datetime = RESULT) -> None:
    """Judged for the agreement, with everything that facts leave open found to be met, and let pass."""
    commands.judge(agreement_id=made.agreement_id, by=made.operator.actor, at=at)
    found = judgement_of(made.row)
    assert found is not None
    if found.unknown:
        answers = {one.id: "met" for one in found.unknown}
        find_verdicts(
            application_id=made.application.id, answers=answers, reason="확인함", by=made.officer.actor, at=at
        )
    if found.failed:
        commands.let_pass(agreement_id=made.agreement_id, reason="시험", by=made.officer.actor, at=at)


def in_signing(made: Agreeing | None = None, *, at: datetime = RESULT) -> Agreeing:
    """Everything is there and the PDF waits for its signatures."""
    made = in_papers(made, at=at)
    give_consents(made, at=at)
    papers_accepted(made, at=at)
    judged(made, at=at)
    commands.prepare_signing(agreement_id=made.agreement_id, by=made.officer.actor, at=at)
    return made


def sign_all(made: Agreeing, *, at: datetime = RESULT) -> None:
    """The agency, the operator, the adopter, the supplier, one after the other; the last concludes it."""
    signing = signing_of(made.row.ref)
    assert signing is not None
    for one in (made.officer, made.operator, made.adopter, made.supplier):
        assert one.actor.organisation is not None
        party = one.actor.organisation
        sign(signing_id=signing.id, party=party, stepped_up_at=machine_now(), by=one.actor, at=at)
    deliver(now=machine_now())


def had_by(company: Persona, *, role: str = "adopter", began: date = IN_2022) -> None:
    """A task of 2022 by a concluded agreement that binds the company."""
    made = a_concluded()
    Agreement.objects.filter(id=made.agreement_id).update(begins_on=began, title=TITLE)
    made.row.parties.filter(role=role).update(company_id=company.actor.company_id)
