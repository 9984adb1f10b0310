"""Which desk an office works at: its name, its addresses, its menu."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.functional import Promise

from gonggo.kernel.actor import Actor
from gonggo.web.ui.access import Who
from gonggo.web.ui.rows import Link


class Request(HttpRequest):
    """A request after the middleware: who acts, and when it came in by the program's clock."""

    actor: Actor
    received_at: datetime


def origin(request: HttpRequest) -> str:
    """The network address that a person came from, as the rate limits know it: what our own front or proxy says.

    Raises PermissionDenied where it cannot be known: what cannot be logged is not opened.
    """
    return str(get_adapter(request).get_client_ip(request))


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk as the shared pages see it; ``namespace`` is that of its addresses, ``menu`` (label, route) by stage."""

    namespace: str
    name: "str | Promise"
    menu: Sequence[tuple["str | Promise", str]]
    reassigns: bool = False
    """Whether an application can be given to another operator here."""
    cures: bool = False
    """Whether this desk states what cured a ground of exclusion."""

    decides: bool = False
    """Whether applications are found eligible or not at this desk."""

    def address(self, name: str) -> str:
        return f"{self.namespace}:{name}"

    def frame(self, current: str, *, of: Actor) -> "Frame":
        """The desk's header with ``current`` as the entry one is at, and only what the routes open to ``of``."""
        entries = [(label, name, reverse(self.address(name))) for label, name in self.menu]
        links = [
            Link(str(label), address, is_current=name == current)
            for label, name, address in entries
            if admits(address, of)
        ]
        return Frame(self.namespace, str(self.name), tuple(links))


def admits(address: str, actor: Actor) -> bool:
    """Whether the route at ``address`` opens to ``actor``, by the class that it was declared with."""
    who: Who = resolve(address).func.who  # type: ignore[attr-defined]  # the classification travels with the view
    return who.admits(actor)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the header of a desk's page shows."""

    namespace: str
    name: str
    links: tuple[Link, ...]

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
    def paper_route(self) -> str:
        return f"{self.namespace}:paper"
