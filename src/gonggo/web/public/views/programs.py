"""The front page, the list of programs, and the page of one."""

from dataclasses import replace

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from gonggo.programs import queries
from gonggo.selection.queries import published_at
from gonggo.web.public.kept import kept
from gonggo.web.public.shown import tables
from gonggo.web.public.shown.changes import changes
from gonggo.web.public.shown.figures import figures
from gonggo.web.public.shown.front import CONSULTING, POOL, front
from gonggo.web.public.shown.page import ROOM, RULES, blocks_of, program_page, words_around
from gonggo.web.public.shown.stages import timeline
from gonggo.web.public.shown.suppliers import search_page
from gonggo.web.public.shown.windows import APPLICATION, deadlines, moved_since, window_row
from gonggo.web.public.views.asked import Request, program_here, programs_here
from gonggo.web.ui.responses import download


@kept
def home(request: Request) -> HttpResponse:
    """The open program as the page."""
    page = front(queries.all_programs(), request.received_at)
    template = "public/home.html" if page else "public/home_empty.html"
    return render(
        request, template, {"front": page, "program_key": page.program.key if page else "", "at": request.received_at}
    )


@kept
def programs(request: Request) -> HttpResponse:
    """Every program with how its window stands."""
    rows = [(program, window_row(program, "application", request.received_at)) for program in programs_here(request)]
    return render(request, "public/programs.html", {"rows": rows})


@kept
def program(request: Request, key: str) -> HttpResponse:
    """The notice in force, rendered from the program."""
    return _program_page(request, key, None)


@kept
def version(request: Request, key: str, number: int) -> HttpResponse:
    """One version of the notice, as it was published."""
    return _program_page(request, key, number)


def _program_page(request: Request, key: str, number: int | None) -> HttpResponse:
    shown, versions = queries.program(key, number), queries.versions(key)
    loaded, latest = [one.version for one in versions], versions[0]
    page = replace(
        program_page(shown, request.received_at), window=window_row(latest, APPLICATION, request.received_at)
    )
    context = {
        "page": page,
        "moved": moved_since(shown, latest, request.received_at),
        "program": shown,
        "program_key": shown.key,
        "loaded": loaded,
        "latest": loaded[0],
        "changes": changes(queries.changed_in(key, shown.version)) if shown.version > 1 else None,
        "at": request.received_at,
        "has_results": published_at(key) is not None,
    }
    return render(request, "public/program.html", context)


@kept
def definition(_request: Request, key: str) -> HttpResponse:
    """The program's definition as canonical JSON: the bytes that its digest is over."""
    shown = queries.program(key)
    name = f"{key}-v{shown.version}.json"
    return download(queries.content(shown.digest).encode(), name, "application/json", plain=name)


@kept
def deadline(_request: Request, key: str) -> HttpResponse:
    """Every window's deadline in force, for the countdowns of open pages: they follow an extension by it."""
    return JsonResponse(deadlines(queries.program(key)))


@kept
def guide(request: Request) -> HttpResponse:
    """사업 소개: what the program is for, who does what, and the way through it."""
    shown = program_here(request)
    context = {
        "program": shown,
        "program_key": shown.key,
        "figures": figures(shown),
        "bodies": tables.bodies(shown),
        "stages": timeline(shown, request.received_at),
    }
    return render(request, "public/guide.html", context)


@kept
def suppliers(request: Request) -> HttpResponse:
    """The search for a partner among approved suppliers."""
    shown = program_here(request)
    context = {
        "program": shown,
        "program_key": shown.key,
        "page": search_page(shown, request.GET),
        "pool": window_row(shown, POOL, request.received_at),
        "operators": tables.operators(shown),
    }
    return render(request, "public/suppliers.html", context)


@kept
def consulting(request: Request) -> HttpResponse:
    """사전진단: what it is, until when, and to whom the form goes."""
    shown = program_here(request)
    context = {
        "program": shown,
        "program_key": shown.key,
        "window": window_row(shown, CONSULTING, request.received_at),
        "paragraphs": words_around(shown, f"{ROOM}{CONSULTING}"),
        "forms": [form for form in shown.forms if form.where == CONSULTING],
        "operators": tables.operators(shown),
        "at": request.received_at,
    }
    return render(request, "public/consulting.html", context)


@kept
def pool(request: Request) -> HttpResponse:
    """POOL신청: the window, what will be asked, the papers, and what can be done now."""
    shown = program_here(request)
    context = {
        "program": shown,
        "program_key": shown.key,
        "window": window_row(shown, POOL, request.received_at),
        "paragraphs": words_around(shown, f"{ROOM}{POOL}"),
        "blocks": blocks_of(shown, (f"{ROOM}{POOL}", f"{RULES}{POOL}"), request.received_at),
        "forms": [form for form in shown.forms if form.where == POOL],
        "contact_tables": tables.contacts(shown, page=POOL),
        "at": request.received_at,
    }
    return render(request, "public/pool.html", context)
