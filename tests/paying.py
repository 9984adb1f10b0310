"""Payments as tests need them: a concluded agreement in the ledger, a tranche at each step, spending."""

import copyreg
import io
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from agreeing import CONCLUDED, Agreeing, a_concluded
from gonggo.agreements.queries import lines
from gonggo.delivery.models import Delivery
from gonggo.documents.commands import receive
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.refusal import Refused
from gonggo.payments import commands
from gonggo.payments.definition import rules_of
from gonggo.payments.models import CarryOver, Instruction, Posting, Spending, Tranche
from gonggo.payments.rules import Guarantee
from gonggo.wiring.fake_bank import AtHand, FakeBank, Habit
from kept import kept
from personas import Persona, an_officer
from world import a_pdf

ASKED = datetime(2024, 8, 5, 1, 0, tzinfo=UTC)
PREPARED = ASKED + timedelta(hours=1)
APPROVED = ASKED + timedelta(hours=2)
SENT = ASKED + timedelta(hours=3)
ACCOUNT = "110-123-456789"
INVOICE = "20240805" + "1" * 16
IN_KIND = {"evidence": "in-kind-statement", "invoice": "", "vat": 0}


@dataclass(repr=False)
class Paying:
    """A concluded agreement whose won stand in the ledger, and the three who have to agree on a payment."""

    on: Agreeing
    operator: Persona
    accountant: Persona
    books: FakeBank = field(default_factory=FakeBank)

    @property
    def company(self) -> Persona:
        return self.on.adopter

    @property
    def agreement_id(self) -> uuid.UUID:
        return self.on.agreement_id


def _books(told: dict[str, Any]) -> FakeBank:
    made = FakeBank()
    vars(made).update(told)
    return made


copyreg.pickle(FakeBank, lambda books: (_books, ({key: one for key, one in vars(books).items() if key != "_lock"},)))


@kept
def a_paying(on: Agreeing | None = None) -> Paying:
    made = on or a_concluded()
    commands.commit_support(agreement_id=made.agreement_id, at=CONCLUDED)
    return Paying(made, made.operator, an_officer(Role.ACCOUNTANT, kind="agency", key="agency", name="정회계"))


def asked(on: Paying, **changed: Any) -> Tranche:
    said: dict[str, Any] = {"number": 1, "amount": 35_000_000, "bank": "하나은행", "holder": "하나정밀"}
    said |= {"account": ACCOUNT, "by": on.company.actor, "at": ASKED}
    return commands.ask(agreement_id=on.agreement_id, **(said | changed))


def seen(on: Paying, **changed: Any) -> dict[str, Any]:
    """What an operator sees when everything is as it should be."""
    checks = rules_of(on.on.on.program).checks
    told: dict[str, Any] = {
        "private_paid": 40_000_000,
        "guarantee": Guarantee("SGI-2024-1", 35_000_000, date(2025, 2, 1)),
        "checked": dict.fromkeys(checks.kinds, checks.clear),
        "checked_on": date(2024, 8, 5),
    }
    return told | changed


def prepared(on: Paying, row: Tranche | None = None, **changed: Any) -> Tranche:
    told = {"by": on.operator.actor, "at": PREPARED} | changed
    return commands.prepare(tranche_id=(row or asked(on)).id, **seen(on, **told))


def approved(on: Paying, row: Tranche | None = None, **changed: Any) -> Tranche:
    made = row or prepared(on)
    told: dict[str, Any] = {"digest": made.content_digest, "stepped_up_at": datetime.now(tz=UTC)}
    told |= {"by": on.accountant.actor, "at": APPROVED}
    return commands.approve(tranche_id=made.id, **(told | changed))


def carried(on: Paying, *habits: Habit, now: datetime | None = None) -> int:
    """The worker once goes to the bank, which has these habits."""
    on.books._habits = list(habits)
    moment = now or datetime.now(tz=UTC) + timedelta(seconds=1)
    return commands.send_due(now=moment, at=SENT, bank=AtHand(on.books))


def paid(on: Paying) -> Tranche:
    row = approved(on)
    assert carried(on) == 1
    return again(row)


def again(row: Tranche) -> Tranche:
    return Tranche.objects.get(id=row.id)


def order_of(row: Tranche) -> Instruction:
    return Instruction.objects.get(tranche_id=row.id)


def a_paper(of: Persona, at: datetime = SENT) -> uuid.UUID:
    return receive(io.BytesIO(a_pdf("세금계산서")), declared_name="증빙.pdf", size_limit=10**6, by=of.actor, at=at).id


def an_item(on: Paying, **changed: Any) -> commands.Item:
    said: dict[str, Any] = {
        "line": lines(on.agreement_id)[0].key,
        "amount": 10_000_000,
        "vat": 1_000_000,
        "supplier": "이음데이터",
        "spent_on": date(2024, 8, 5),
        "evidence": "e-tax-invoice",
        "invoice": INVOICE,
    }
    said |= changed
    return commands.Item(document_id=said.pop("document_id", None) or a_paper(on.company), **said)


def spent(on: Paying, *, by: Persona | None = None, at: datetime = SENT, **changed: Any) -> Spending:
    item = an_item(on, **changed)
    return commands.spend(agreement_id=on.agreement_id, item=item, by=(by or on.company).actor, at=at)


def carried_over(on: Paying, **changed: Any) -> CarryOver:
    """The agency carries over what 2024 has left."""
    told: dict[str, Any] = {"year": 2024, "reason": "협약기간이 다음 해까지임", "by": on.accountant.actor}
    told |= {"at": datetime(2025, 1, 2, 1, 0, tzinfo=UTC)}
    return commands.carry_over(agreement_id=on.agreement_id, **(told | changed))


def granted(on: Paying, won: int = 15_000_000) -> None:
    """The settlement is confirmed and leaves ``won`` to be paid."""
    commands.grant_rest(agreement_id=on.agreement_id, amount=won, cause=on.on.terms.ref, by=SYSTEM, at=SENT)


def completed(on: Paying) -> None:
    """The agency has confirmed the completion: the row of a delivery as it stands then."""
    terms = on.on.terms
    told: dict[str, Any] = {"begins_on": terms.begins_on, "last_on": terms.last_on, "completed_on": date(2024, 8, 5)}
    Delivery.objects.get_or_create(
        agreement_id=terms.id,
        defaults=told
        | {
            "application_id": terms.application_id,
            "number": terms.number,
            "program": terms.program,
            "program_version": terms.program_version,
            "state": "completed",
            "since_at": SENT,
            "opened_at": CONCLUDED,
        },
    )


def refused(act: Callable[..., object], *told: Any, **changed: Any) -> tuple[str, str | None]:
    """The refusal of an act, and that no tranche, posting or instruction changed by it."""
    before = _all()
    with pytest.raises(Refused) as no:
        act(*told, **changed)
    assert _all() == before
    return no.value.code, no.value.field


def _all() -> list[object]:
    return [list(rows.objects.order_by("pk").values()) for rows in (Tranche, Posting, Instruction)]
