"""Whether the business of a registered company goes on (reads only)."""

from datetime import datetime

from gonggo.facts import queries as facts
from gonggo.facts.definition import BUSINESS_HALTED
from gonggo.facts.queries import Dated
from gonggo.kernel.clock import legal_day
from gonggo.pool import queries
from gonggo.pool.models import Registration


def halted_by(registration: Registration, at: datetime) -> Dated | None:
    """What says that the company's business does not go on at ``at``, None while it does. One statement."""
    company = registration.company_id
    said = facts.said_on([company], [BUSINESS_HALTED], legal_day(at), program=registration.program).get(company, {})
    found = said.get(BUSINESS_HALTED)
    return found if found is not None and found.value in queries.pool(registration).halting_values else None
