"""Who acts: a person in a role for an organisation, or the system itself."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.refusal import Refused


class Role(StrEnum):
    """The keys of roles. Which of them a program uses, and their labels, are data of the program."""

    VISITOR = "visitor"
    MEMBER = "member"  # signed in, for no organisation yet
    COMPANY_MANAGER = "company_manager"
    COMPANY_WRITER = "company_writer"
    COMPANY_FINANCE = "company_finance"
    COMPANY_VIEWER = "company_viewer"
    EXPERT = "expert"
    OPERATOR_OFFICER = "operator_officer"
    OPERATOR_LEAD = "operator_lead"
    EVALUATOR = "evaluator"
    AGENCY_OFFICER = "agency_officer"
    AGENCY_LEAD = "agency_lead"
    COST_REVIEWER = "cost_reviewer"
    ACCOUNTANT = "accountant"
    INSPECTOR = "inspector"
    MINISTRY = "ministry"
    AUDITOR = "auditor"
    SYSTEM = "system"


COMPANY_ROLES = frozenset({Role.COMPANY_MANAGER, Role.COMPANY_WRITER, Role.COMPANY_FINANCE, Role.COMPANY_VIEWER})
COMPANY_WRITERS = frozenset({Role.COMPANY_MANAGER, Role.COMPANY_WRITER})
OPERATOR_ROLES = frozenset({Role.OPERATOR_OFFICER, Role.OPERATOR_LEAD})
AGENCY_ROLES = frozenset({Role.AGENCY_OFFICER, Role.AGENCY_LEAD, Role.COST_REVIEWER, Role.ACCOUNTANT, Role.INSPECTOR})
MINISTRY_ROLES = frozenset({Role.MINISTRY, Role.AUDITOR})
OFFICE_ROLES = OPERATOR_ROLES | AGENCY_ROLES | MINISTRY_ROLES
DESK_ROLES = OFFICE_ROLES | {Role.EXPERT, Role.EVALUATOR}


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting in one role for at most one organisation (a company or an agency)."""

    person_id: UUID | None
    role: Role
    organisation: Ref | None = None

    @property
    def company_id(self) -> UUID | None:
        """The company acted for, if it is a company."""
        if self.organisation is not None and self.organisation.kind is Kind.COMPANY:
            return self.organisation.id
        return None

    @property
    def agency_id(self) -> UUID | None:
        """The agency, operator or ministry acted for, if it is one."""
        if self.organisation is not None and self.organisation.kind is Kind.AGENCY:
            return self.organisation.id
        return None


def writer(by: Actor) -> tuple[UUID, UUID]:
    """The person who writes, and the company written for. Refuses with: wrong_role."""
    if by.role not in COMPANY_WRITERS or by.person_id is None or by.company_id is None:
        raise Refused("wrong_role")
    return by.person_id, by.company_id


VISITOR = Actor(None, Role.VISITOR)
SYSTEM = Actor(None, Role.SYSTEM)
