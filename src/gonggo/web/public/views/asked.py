"""What a public view finds in its request and its address."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from django.http import Http404, HttpRequest

from gonggo.kernel.actor import Actor
from gonggo.programs.definition import Form, Manual, Post, Program
from gonggo.programs.queries import all_programs
from gonggo.web.public.shown.windows import foremost

Named = TypeVar("Named", Form, Manual, Post)


class Request(HttpRequest):
    """A request after the middleware."""

    actor: Actor
    received_at: datetime


def programs_here(request: Request) -> list[Program]:
    """Every program, the one of the front page first."""
    programs = all_programs()
    first = foremost(programs, request.received_at)
    return sorted(programs, key=lambda program: program is not first)


def program_here(request: Request) -> Program:
    """The program of the front page. Raises Http404 while there is none."""
    programs = programs_here(request)
    if not programs:
        raise Http404("no program")
    return programs[0]


def called(parts: Iterable[Named], key: str) -> Named:
    """The part with this key. Raises Http404: an address that names nothing."""
    for part in parts:
        if part.key == key:
            return part
    raise Http404(key)
