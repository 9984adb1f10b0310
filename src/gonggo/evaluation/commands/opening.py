"""A member reads an application and its papers; each reading is on record and in the access log."""

from datetime import datetime
from uuid import UUID

from gonggo.applications.commands.opening import OpenedApplication
from gonggo.documents.commands import OpenedFile
from gonggo.kernel.actor import Actor


def open_application(*, seat_id: UUID, application_id: UUID, by: Actor, at: datetime, origin: str) -> OpenedApplication:
    """A member opens an application before their panel, after their pledge, as it was submitted.

    ``at`` is the moment of reading, ``origin`` the network address that the member came from. Raises OutOfReach, for
    an application in conflict too; refuses with: pledge_missing.
    """
    raise NotImplementedError


def open_paper(
    *,
    seat_id: UUID,
    application_id: UUID,
    company_id: UUID,
    slot: str,
    sha256: str,
    by: Actor,
    at: datetime,
    origin: str,
) -> OpenedFile:
    """A member takes a paper as it was submitted. As ``open_application``; refuses with: file_not_yet_open too."""
    raise NotImplementedError
