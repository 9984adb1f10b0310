"""알림마당: notices, the library, questions and answers."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from gonggo.inquiries.queries import published
from gonggo.programs import queries
from gonggo.web.public.kept import kept
from gonggo.web.public.search.questions import LONGEST_QUERY, found_in
from gonggo.web.public.shown.front import posts_shown
from gonggo.web.public.shown.library import questions_by_subject, shelves
from gonggo.web.public.shown.windows import moved_after
from gonggo.web.public.shown.words import language
from gonggo.web.public.views.asked import Request, called, programs_here
from gonggo.web.ui import sheets
from gonggo.web.ui.responses import download


@kept
def board(request: Request) -> HttpResponse:
    """사업공고: every post and every version of every notice, latest first."""
    programs = programs_here(request)
    posts = [(program, post) for program in programs for post in posts_shown(program, request.received_at)]
    posts.sort(key=lambda row: row[1].posted_at, reverse=True)
    loaded = queries.loaded_versions()
    history = [
        (program, [(one, one.version in loaded[program.key]) for one in program.versions[::-1]]) for program in programs
    ]
    return render(request, "public/board.html", {"posts": posts, "history": history})


@kept
def post(request: Request, key: str, post_key: str) -> HttpResponse:
    """One post; not before its time."""
    program = queries.program(key)
    shown = called(program.posts, post_key)
    if shown.posted_at > request.received_at:
        raise Http404(post_key)
    forms = [form for form in program.forms if form.where == "application"]
    is_loaded = shown.version in queries.loaded_versions()[key]
    context = {"program": program, "program_key": key, "post": shown, "forms": forms, "is_loaded": is_loaded}
    context |= {"moved": moved_after(program, shown.posted_at)}
    return render(request, "public/post.html", context)


@kept
def library(request: Request) -> HttpResponse:
    """자료실: forms and manuals, shelf by shelf."""
    rows = [(program, shelves(program)) for program in programs_here(request)]
    return render(request, "public/library.html", {"rows": rows})


@kept
def form(request: Request, key: str, form_key: str) -> HttpResponse:
    """One form: what it is for, where a certificate comes from, and the files."""
    program = queries.program(key)
    shown = called(program.forms, form_key)
    papers = sheets.papers_on(program, shown)
    text = program.consent(shown.consent) if shown.consent else None
    context = {"program": program, "program_key": key, "form": shown, "papers": papers, "text": text}
    return render(request, "public/form.html", context)


@kept
def form_pdf(request: Request, key: str, form_key: str) -> HttpResponse:
    """A form as PDF: blank, or for a company that is signed in with what the house knows of it."""
    program, language = queries.program(key), request.LANGUAGE_CODE
    shown = called(program.forms, form_key)
    known = sheets.known_of(request.actor, request.received_at)
    content = sheets.form_pdf(program, shown, language, known)
    return download(content, f"{sheets.name(shown, language)}.pdf", sheets.PDF, plain=f"{form_key}.pdf")


@kept
def form_hwpx(request: Request, key: str, form_key: str) -> HttpResponse:
    """The same for Hangul."""
    program, language = queries.program(key), request.LANGUAGE_CODE
    shown = called(program.forms, form_key)
    known = sheets.known_of(request.actor, request.received_at)
    content = sheets.form_hwpx(program, shown, language, known)
    return download(content, f"{sheets.name(shown, language)}.hwpx", sheets.HWPX, plain=f"{form_key}.hwpx")


@kept
def forms_zip(request: Request, key: str) -> HttpResponse:
    """Every form of a program at once, PDF and HWPX."""
    program = queries.program(key)
    name = gettext("%(program)s 서식.zip") % {"program": program.short.text.said(request.LANGUAGE_CODE)}
    return download(sheets.forms_zip(program, request.LANGUAGE_CODE), name, "application/zip", plain=f"{key}-forms.zip")


@kept
def manual(request: Request, key: str, manual_key: str) -> HttpResponse:
    """A manual on one page."""
    program = queries.program(key)
    context = {"program": program, "program_key": key, "manual": called(program.manuals, manual_key)}
    return render(request, "public/manual.html", context)


@kept
def manual_pdf(request: Request, key: str, manual_key: str) -> HttpResponse:
    program, language = queries.program(key), request.LANGUAGE_CODE
    shown = called(program.manuals, manual_key)
    content = sheets.manual_pdf(program, shown, language)
    name = f"{sheets.plain(shown.title.said(language))}.pdf"
    return download(content, name, sheets.PDF, plain=f"{manual_key}.pdf")


@kept
def manual_hwpx(request: Request, key: str, manual_key: str) -> HttpResponse:
    program, language = queries.program(key), request.LANGUAGE_CODE
    shown = called(program.manuals, manual_key)
    content = sheets.manual_hwpx(program, shown, language)
    name = f"{sheets.plain(shown.title.said(language))}.hwpx"
    return download(content, name, sheets.HWPX, plain=f"{manual_key}.hwpx")


@kept
def faq(request: Request) -> HttpResponse:
    """Questions with their answers, by subject, the program's own and what officers published; or what is found."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    rows = [(program, questions_by_subject(program, published(program.key))) for program in programs_here(request)]
    found = [hit for program, subjects in rows for hit in found_in(subjects, query, language(), request.received_at)]
    return render(request, "public/faq.html", {"rows": [] if query else rows, "query": query, "found": found})
