"""The dated fact that says how a company stands with the pool of one program: what the program's conditions read."""

from datetime import datetime

from gonggo.facts.commands import state_fact
from gonggo.facts.definition import FactKind, Source
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.pool.models import Registration
from gonggo.pool.states import RegistrationState as S

_SAYS = {S.APPROVED: "approved", S.REFUSED: "refused", S.WITHDRAWN: "withdrawn"}
"""What can still become an approval is as what was submitted."""


def state_standing(registration: Registration, *, source: Source, by: Actor, at: datetime) -> None:
    """State it for the state that the registration has come to at ``at``."""
    state_fact(
        subject=Ref(Kind.COMPANY, registration.company_id),
        kind=FactKind.POOL_REGISTRATION,
        value=_SAYS.get(S(registration.state), "submitted"),
        since_on=legal_day(at),
        source=source,
        by=by,
        at=at,
        program=registration.program,
    )
