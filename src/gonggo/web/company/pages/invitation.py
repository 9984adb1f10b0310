"""An invitation as its reader meets it: without a company, at another company, or at the one invited."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from gonggo.applications.invitations import Invitation, invitation
from gonggo.applications.states import PartyState
from gonggo.facts.queries import names_of
from gonggo.kernel.actor import COMPANY_WRITERS
from gonggo.kernel.clock import legal_day
from gonggo.parties import queries as parties
from gonggo.parties.rules import written_brn
from gonggo.programs.queries import program
from gonggo.web.accounts.requests import Request, language


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """``who`` is how the reader stands to it: no_company, other_company, reader or answerer."""

    state: str
    who: str
    program: str
    program_key: str
    inviter: str
    role: str
    brn: str
    number: str
    closes: datetime
    invited_at: datetime
    answer_url: str
    hub_url: str


def invitation_page(request: Request, party_id: UUID) -> InvitationPage:
    """At most three statements besides the request's own. Raises OutOfReach."""
    found = invitation(party_id)
    of = program(found.program, found.program_version)
    request.program = of  # type: ignore[attr-defined]  # menu and footer show this program
    names = names_of([found.lead_company_id], legal_day(request.received_at))
    who = _who(request, found)
    joined = found.state == PartyState.JOINED and who in {"answerer", "reader"}
    return InvitationPage(
        state=str(found.state),
        who=who,
        program=of.title.said(language()),
        program_key=of.key,
        inviter=names.get(found.lead_company_id, ""),
        role=of.role(found.role).applying.said(language()),
        brn=written_brn(found.brn),
        number=found.number,
        closes=program(found.program).window("application").closes,
        invited_at=found.invited_at,
        answer_url=reverse("company:answer_invitation", args=[party_id]),
        hub_url=reverse("company:application", args=[found.application_id]) if joined else "",
    )


def _who(request: Request, found: Invitation) -> str:
    if request.actor.company_id is None:
        return "no_company"
    if parties.company(request.actor.company_id).brn != found.brn:
        return "other_company"
    return "answerer" if request.actor.role in COMPANY_WRITERS else "reader"
