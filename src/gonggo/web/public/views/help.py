"""Whom to ask, searching, verifying a receipt, and what the house says about itself."""

from django.http import HttpResponse
from django.shortcuts import render

from gonggo.web.public.kept import kept
from gonggo.web.public.search.corpus import index_of
from gonggo.web.public.shown import tables
from gonggo.web.public.shown.words import language
from gonggo.web.public.views.asked import Request, program_here, programs_here

LONGEST_QUERY = 100
HELP_ENDS = "helpline.ends"


@kept
def contacts(request: Request) -> HttpResponse:
    """Every contact of the notice, by subject, and the operators in its order."""
    rows = [
        (program, [*tables.contacts(program), *tables.operators(program)], program.moments.get(HELP_ENDS))
        for program in programs_here(request)
    ]
    return render(request, "public/contacts.html", {"rows": rows})


@kept
def search(request: Request) -> HttpResponse:
    """Clauses, notices, library and questions that answer a query."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    found = [
        (program, hits)
        for program in programs_here(request)
        if query and (hits := index_of(program.digest, language()).find(query, at=request.received_at))
    ]
    total = sum(len(hits) for _, hits in found)
    return render(request, "public/search.html", {"query": query, "found": found, "total": total})


@kept
def accessibility(request: Request) -> HttpResponse:
    """What the pages keep to, and whom to tell where they do not."""
    shown = [table for program in programs_here(request)[:1] for table in tables.contacts(program, page="footer")]
    return render(request, "public/accessibility.html", {"tables": shown})


@kept
def privacy(request: Request) -> HttpResponse:
    """What is kept of people, for what and how long; what the agency still has to complete is marked."""
    program = program_here(request)
    context = {
        "program_key": program.key,
        "sections": program.sections,
        "consents": program.consents,
        "retention": tables.room("retention", program.rooms["retention"]) if "retention" in program.rooms else [],
    }
    return render(request, "public/privacy.html", context)
