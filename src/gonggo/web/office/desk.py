"""Which desk an office works at: its name, its addresses, its menu."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from gonggo.kernel.actor import Actor
from gonggo.web.ui.rows import Link


class Request(HttpRequest):
    """A request after the middleware: who acts, and when it came in by the program's clock."""

    actor: Actor
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk as the shared pages see it; ``namespace`` is that of its addresses, ``menu`` (label, route) by stage."""

    namespace: str
    name: "str | Promise"
    menu: Sequence[tuple["str | Promise", str]]

    def address(self, name: str) -> str:
        return f"{self.namespace}:{name}"

    def frame(self, current: str, *, menu: Sequence[str] | None = None) -> "Frame":
        """The desk's header with ``current`` as the entry one is at; ``menu`` names those that this person has."""
        entries = [(label, name) for label, name in self.menu if menu is None or name in menu]
        return Frame(
            self.namespace,
            str(self.name),
            tuple(Link(str(label), reverse(self.address(name)), is_current=name == current) for label, name in entries),
        )


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
    def paper_route(self) -> str:
        return f"{self.namespace}:paper"
