"""A change of supplier as tests need it: who comes from the pool, with consents; asked, prepared, signed by all."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

from agreeing import Agreeing
from gonggo.agreements import commands
from gonggo.agreements.models import Change
from gonggo.eligibility.definition import conditions_of
from gonggo.facts.definition import Source
from gonggo.journal.commands import deliver
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.clock import machine_now
from gonggo.pool.commands.standing import state_standing
from gonggo.pool.models import Registration
from gonggo.signing.commands import sign
from gonggo.signing.queries import signing_of
from personas import Persona, an_owner

NOW = datetime(2024, 10, 1, 1, 0, tzinfo=UTC)
BEFORE_CLOSING = datetime(2024, 4, 2, 1, 0, tzinfo=UTC)


def in_pool(made: Agreeing, one: Persona, state: str = "approved") -> Persona:
    """As its row stands; how it comes about is the pool's own test."""
    told = {"received_at": NOW, "complete_at": NOW, "receipt_id": uuid.uuid4(), "sealed_revision_id": uuid.uuid4()}
    row = Registration.objects.create(
        number=f"P-{one.company.id}"[:40],
        program=made.on.program.key,
        program_version=made.on.program.version,
        company_id=one.company.id,
        brn=one.company.brn,
        state=state,
        answers={},
        started_by=one.person.id,
        started_at=NOW,
        **told,
    )
    state_standing(row, source=Source.RECORD, by=SYSTEM, at=BEFORE_CLOSING)
    return one


def another(made: Agreeing, *, at: datetime = NOW) -> Persona:
    return in_pool(made, an_owner("한새롬", company_name="새롬소프트", at=at))


def in_signing(made: Agreeing, *, at: datetime) -> Change:
    """Another supplier is let in, and all that lacks is that everybody signs."""
    new = another(made, at=at)
    change = commands.ask_supplier(**asked(made, new, cause_on=at.date(), at=at))
    consented(made, new, at=at)
    return commands.prepare_change(**prepared(made, change, at=at))


def asked(made: Agreeing, new: Persona, **changed: Any) -> dict[str, Any]:
    said = {"leaves_id": made.supplier.company.id, "comes_id": new.company.id, "reason": "사업을 접음"}
    told = {"agreement_id": made.agreement_id, "cause_on": date(2024, 9, 25), "by": made.adopter.actor, "at": NOW}
    return said | told | changed


def consented(made: Agreeing, new: Persona, *, at: datetime = NOW) -> None:
    keys = [text.key for text in made.on.program.consents_of("supplier", "agreement")]
    told = {"agreement_id": made.agreement_id, "language": "ko", "stepped_up_at": machine_now()}
    commands.consent(keys=keys, **told, by=new.actor, at=at)


def everything(made: Agreeing) -> set[str]:
    return {one.key for one in conditions_of(made.on.program, made.row.track)}


def prepared(made: Agreeing, change: Change, **changed: Any) -> dict[str, Any]:
    told = {"change_id": change.id, "found_met": everything(made), "answer": "확인함"}
    return told | {"by": made.operator.actor, "at": NOW} | changed


def all_sign(made: Agreeing, new: Persona, at: datetime = NOW + timedelta(days=1)) -> None:
    signing = signing_of(made.row.ref)
    assert signing is not None
    for one in (made.officer, made.operator, made.adopter, new):
        party = one.actor.organisation
        assert party is not None
        sign(signing_id=signing.id, party=party, stepped_up_at=machine_now(), by=one.actor, at=at)
    deliver(now=machine_now())
