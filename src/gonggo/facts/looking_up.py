"""A business looked up at the tax office: its answer becomes a fact by the room's command."""

from datetime import datetime
from uuid import UUID

from gonggo.facts.commands import state_looked_up
from gonggo.facts.definition import BUSINESS_HALTED, Source
from gonggo.facts.tax_office import FACT_OF, Said, Standing, TaxOffice
from gonggo.kernel.actor import OFFICE_ROLES, SYSTEM, Actor, Role
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused
from gonggo.parties import queries as people
from gonggo.parties.rules import written_brn


def look_up_business(*, company_id: UUID, office: TaxOffice, by: Actor, at: datetime) -> Standing:
    """An office asks the tax office whether a business goes on; what it says is so from this day on.

    It asks before the transaction begins, so this is never called inside one. That the matter is within its reach the
    caller has seen. Refuses with: wrong_role, tax_office_silent, business_unregistered; nothing is stated then.
    """
    if by.role not in OFFICE_ROLES | {Role.SYSTEM}:
        raise Refused("wrong_role")
    number = people.within_reach(company_id, of=SYSTEM).brn
    standing = office.status([number])[number]
    if standing.said is Said.UNKNOWN:
        raise Refused("tax_office_silent", says=standing.says)
    if standing.said not in FACT_OF:
        raise Refused("business_unregistered", number=written_brn(number))
    values = {BUSINESS_HALTED: FACT_OF[standing.said]}
    state_looked_up(company_id=company_id, values=values, on=legal_day(at), by=by, at=at, source=Source.TAX_SERVICE)
    return standing
