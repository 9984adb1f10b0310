"""Who hands files in and who looks at them."""

from datetime import UTC, datetime
from uuid import UUID

from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.ref import Kind, Ref

AT = datetime(2024, 4, 29, 1, 0, tzinfo=UTC)
COMPANY = Ref(Kind.COMPANY, UUID(int=1))
OWNER = Actor(UUID(int=11), Role.COMPANY_MANAGER, COMPANY)
OFFICER = Actor(UUID(int=12), Role.AGENCY_OFFICER, Ref(Kind.AGENCY, UUID(int=2)))
COLLEAGUE = Actor(UUID(int=13), Role.COMPANY_WRITER, COMPANY)
STRANGER = Actor(UUID(int=14), Role.COMPANY_MANAGER, Ref(Kind.COMPANY, UUID(int=3)))
