"""A settlement as tests need it: a concluded agreement, its first tranche paid, spending entered, the work complete."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import agreeing
import paying
from gonggo.agreements.queries import lines
from gonggo.kernel.actor import Role
from gonggo.payments.rules import Guarantee
from gonggo.settlement import commands, queries
from gonggo.settlement.models import Settlement
from kept import kept
from personas import Persona, an_officer

OVER_ON = date(2024, 12, 30)
OPENED = datetime(2024, 12, 30, 3, 0, tzinfo=UTC)
REPORTED = datetime(2025, 1, 10, 1, 0, tzinfo=UTC)
EXAMINED = datetime(2025, 1, 20, 1, 0, tzinfo=UTC)
CONFIRMED = datetime(2025, 1, 22, 1, 0, tzinfo=UTC)
WON = {"private_paid": 60_000_000, "interest": 0, "vat_refund": 0}
DAY = timedelta(days=1)


@dataclass
class Settling:
    """A settlement and the people who have a part in it."""

    on: paying.Paying
    row: Settlement
    confirmer: Persona

    @property
    def company(self) -> Persona:
        return self.on.company

    @property
    def operator(self) -> Persona:
        return self.on.operator

    def again(self) -> Settlement:
        return queries.within_reach(self.row.id, of=self.confirmer.actor)

    @property
    def items(self):
        return queries.items_of(self.row)

    @property
    def sum(self):
        return queries.opened(self.row.id, of=self.confirmer.actor).sum


@kept
def due(
    on: paying.Paying | None = None, *, spent: tuple[int, ...] = (60_000_000, 30_000_000), in_kind: int = 20_000_000
) -> Settling:
    """Nothing is reported yet; 35,000,000 of 50,000,000 are paid, and ``in_kind`` won were contributed in kind."""
    made = on or paying.a_paying()
    if on is None:
        seen = paying.prepared(made, guarantee=Guarantee("SGI-2024-1", 35_000_000, date(2025, 12, 31)))
        paying.approved(made, seen)
        assert paying.carried(made) == 1
    budget = lines(made.agreement_id)
    for place, amount in enumerate(spent):
        line = budget[place if place < len(budget) else 0].key
        paying.spent(made, amount=amount, line=line, invoice=f"{place:024d}")
    if in_kind:
        later = paying.SENT + DAY
        paying.spent(made, amount=in_kind, spent_on=later.date(), at=later, **paying.IN_KIND)
    row = commands.open_settlement(agreement_id=made.agreement_id, over_on=OVER_ON, at=OPENED)
    lead = an_officer(Role.AGENCY_LEAD, kind="agency", key="agency", name="한확정")
    assert row is not None
    return Settling(made, row, lead)


@kept
def reported(on: Settling | None = None, **changed: int) -> Settling:
    made = on or due()
    commands.report(settlement_id=made.row.id, **(WON | changed), by=made.company.actor, at=REPORTED)
    return made


@kept
def examined(on: Settling | None = None, *, disallowed: int = 0, **changed: int) -> Settling:
    made = reported(on, **changed)
    told = {"by": made.operator.actor, "at": EXAMINED}
    if disallowed:
        commands.find_item(item_id=made.items[0].id, disallowed=disallowed, reason="업무와 관계없음", **told)
    commands.recognise_rest(settlement_id=made.row.id, **told)
    commands.examine(settlement_id=made.row.id, **told)
    return made


@kept
def confirmed(on: Settling | None = None, **changed: int) -> Settling:
    made = examined(on, **changed)
    seen = queries.opened(made.row.id, of=made.confirmer.actor).digest
    commands.confirm(settlement_id=made.row.id, digest=seen, by=made.confirmer.actor, at=CONFIRMED)
    return made


__all__ = ["agreeing", "confirmed", "due", "examined", "reported"]
