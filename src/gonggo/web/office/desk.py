"""Which desk an office works at: its name, its addresses, its menu."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.functional import Promise

from gonggo.kernel.actor import MINISTRY_ROLES, Actor
from gonggo.parties.queries import names_of_people
from gonggo.parties.roles import label
from gonggo.web.ui.access import Who
from gonggo.web.ui.menus import Entry
from gonggo.web.ui.speech import said


class Request(HttpRequest):
    """A request after the middleware: who acts, and when it came in by the program's clock."""

    actor: Actor
    received_at: datetime


def origin(request: HttpRequest) -> str:
    """The network address that a person came from, as the rate limits know it: what our own front or proxy says.

    Raises PermissionDenied where it cannot be known: what cannot be logged is not opened.
    """
    return str(get_adapter(request).get_client_ip(request))


def people_told(happened: Iterable[UUID | None], of: Actor) -> dict[UUID, str]:
    """The names of those who acted, for an office that acts with them; the ministry and the auditor read none.

    One statement.
    """
    return {} if of.role in MINISTRY_ROLES else names_of_people([one for one in happened if one])


Below = Sequence[tuple["str | Promise", str]]


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk as the shared pages see it; ``namespace`` is that of its addresses.

    ``menu`` is (label, route) by stage; in the place of a route stand (label, route) of what opens below it.
    """

    namespace: str
    name: "str | Promise"
    menu: Sequence[tuple["str | Promise", "str | Below"]]
    reassigns: bool = False
    """Whether an application can be given to another operator here."""
    cures: bool = False
    """Whether this desk states what cured a ground of exclusion."""

    decides: bool = False
    """Whether applications are found eligible or not at this desk."""

    def address(self, name: str) -> str:
        """The route; an entry of the menu that leads to another desk is named with that desk."""
        return name if ":" in name else f"{self.namespace}:{name}"

    def frame(self, current: str, *, of: Actor) -> "Frame":
        """The desk's header with ``current`` as the entry one is at, and only what the routes open to ``of``.

        Who only reads at somebody else's desk sees their own office above it.
        """
        entries = [
            self._group(word, where, current, of) if not isinstance(where, str) else self._entry(word, where, current)
            for word, where in self.menu
            if not isinstance(where, str) or admits(reverse(self.address(where)), of)
        ]
        name = str(said(label(of.role)) if of.role in MINISTRY_ROLES else self.name)
        return Frame(self.namespace, name, tuple(entry for entry in entries if entry))

    def _entry(self, word: "str | Promise", route: str, current: str) -> Entry:
        return Entry(str(word), reverse(self.address(route)), is_current=route == current)

    def _group(self, word: "str | Promise", below: "Below", current: str, of: Actor) -> Entry | None:
        """What opens below a label; a single one stands for itself, none is left out."""
        lines = [self._entry(one, route, current) for one, route in below if admits(reverse(self.address(route)), of)]
        if len(lines) < 2:  # one line needs no label above it
            return lines[0] if lines else None
        return Entry(str(word), lines[0].url, any(one.is_current for one in lines), tuple(lines))


def admits(address: str, actor: Actor) -> bool:
    """Whether the route at ``address`` opens to ``actor``, by the class that it was declared with."""
    who: Who = resolve(address).func.who  # type: ignore[attr-defined]  # the classification travels with the view
    return who.admits(actor)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the header of a desk's page shows."""

    namespace: str
    name: str
    menu: tuple[Entry, ...]

    @property
    def received_route(self) -> str:
        return f"{self.namespace}:received"

    @property
    def eligibility_route(self) -> str:
        return f"{self.namespace}:eligibility"

    @property
    def history_route(self) -> str:
        return f"{self.namespace}:history"

    @property
    def consent_route(self) -> str:
        return f"{self.namespace}:consent"

    @property
    def paper_route(self) -> str:
        return f"{self.namespace}:paper"
