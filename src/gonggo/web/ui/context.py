"""What every page shows: menu, contacts in one place, language, the server's clock, who is signed in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from gonggo.kernel.actor import DESK_ROLES, VISITOR
from gonggo.programs import queries as programs
from gonggo.programs.definition import Program
from gonggo.web.ui.menus import Entry, entries, foot_links
from gonggo.web.ui.rows import ContactRow
from gonggo.web.ui.unsaved import unsaved


def house(request: HttpRequest) -> dict[str, Any]:
    """The context processor. The program's parts are read when a template asks for them.

    That is one SELECT at most, and none where the view has put its program at ``request.program``.
    """
    language = get_language() or "ko"
    actor = getattr(request, "actor", VISITOR)
    return {
        "language": language,
        "other_language": "ko" if language.startswith("en") else "en",
        "now": getattr(request, "received_at", None) or settings.GONGGO_CLOCK.now(),
        "actor": actor,
        "at_desk": actor.role in DESK_ROLES,
        "menu": SimpleLazyObject(lambda: _menu(request, language)),
        "contacts": SimpleLazyObject(lambda: _contacts(request, language)),
        "foot_links": SimpleLazyObject(foot_links),
        "unsaved": SimpleLazyObject(lambda: unsaved(request)),
        "shows_panel": settings.GONGGO_SHOWS_PANEL,
    }


def _menu(request: HttpRequest, language: str) -> tuple[Entry, ...]:
    program = _program(request)
    at_desk = getattr(request, "actor", VISITOR).role in DESK_ROLES
    return entries(program.menus, request.path, language, at_desk=at_desk) if program else ()


def _contacts(request: HttpRequest, language: str) -> tuple[ContactRow, ...]:
    program = _program(request)
    if program is None:
        return ()
    return tuple(
        ContactRow(
            subject=contact.subject.said(language),
            organisation=contact.organisation.said(language),
            phones=contact.phones,
            key=contact.key,
            hours=contact.hours.text.said(language) if contact.hours else "",
        )
        for contact in program.contacts_on("footer")
    )


def _program(request: HttpRequest) -> Program | None:
    """The program of the frame: what the view put at ``request.program``, else the open one, else the latest."""
    found: Program | None = getattr(request, "program", None)
    if found is None:
        found = of_the_frame(programs.all_programs(), getattr(request, "received_at", None))
        request.program = found  # type: ignore[attr-defined]  # menu and footer ask once
    return found


def of_the_frame(found: Sequence[Program], at: datetime | None) -> Program | None:
    """Of the programs, the latest first, the one whose window is open, else the latest. Pure."""
    still_open = [one for one in found if at is not None and one.window("application").holds(at)]
    return next(iter(still_open or found), None)
