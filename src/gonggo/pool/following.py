"""Who may follow an approved supplier in the pool, and who does (reads only)."""

from uuid import UUID

from gonggo.pool.definition import pool_of
from gonggo.pool.models import Registration
from gonggo.pool.states import FOLLOWED
from gonggo.programs.queries import program


def followable(program_key: str, company_id: UUID) -> Registration | None:
    """The registration of an approved supplier that another company may follow. One statement."""
    rows = Registration.objects.filter(program=program_key, company_id=company_id, state__in=sorted(FOLLOWED))
    return rows.filter(sealed_revision_id__isnull=False).first()


def may_be_followed(program_key: str, before_id: UUID, company_id: UUID) -> bool:
    """Whether a draft is to be begun for ``company_id``: the one before is approved, and it has none of its own."""
    if Registration.objects.filter(program=program_key, company_id=company_id).exists():
        return False
    pool = pool_of(program(program_key))
    return pool is not None and pool.succession is not None and followable(program_key, before_id) is not None


def with_own_deadline(program_key: str) -> list[UUID]:
    """Registrations whose deadline is not the window's: those begun for who succeeds another. One statement."""
    return list(Registration.objects.filter(program=program_key, follows__isnull=False).values_list("id", flat=True))
