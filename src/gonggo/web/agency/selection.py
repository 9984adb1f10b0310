"""선정: the whole way on one page, from the seed to the reserve list; the ministry reads what is published."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonggo.kernel.actor import MINISTRY_ROLES
from gonggo.kernel.canonical import canonical
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.programs.definition import Program
from gonggo.programs.queries import all_programs
from gonggo.selection import commands, queries
from gonggo.selection.definition import ROOM
from gonggo.selection.overview import Overview, overview
from gonggo.selection.states import MOVES, SELECTORS, RoundState
from gonggo.web.accounts.refused import put_into
from gonggo.web.agency import selection_shown as shown
from gonggo.web.agency.claims import DESK
from gonggo.web.agency.selection_forms import AnnounceForm, MoveForm, SeedForm, TieForm, VoidForm, cell_of
from gonggo.web.office.desk import Request
from gonggo.web.ui import results
from gonggo.web.ui.responses import page_with_form
from gonggo.web.ui.rows import Link
from gonggo.web.ui.speech import said

PAGE = "agency:selection"


@never_cache
@require_safe
def selection(request: Request) -> HttpResponse:
    """The selection of the program asked for, else of the latest that has one."""
    asked = request.GET.get("program", "")
    programs = [one for one in all_programs() if ROOM in one.rooms]
    program = next((one for one in programs if asked in {"", one.key}), None)
    if program is None and asked:
        raise OutOfReach(f"program:{asked}")
    context: dict[str, object] = {"desk": DESK.frame("selection", of=request.actor), "program": program}
    if program is None:
        return render(request, "office/empty.html", context)
    request.program = program  # type: ignore[attr-defined]  # menu and footer show this program
    context["views"] = [Link(said(one.title), f"?program={one.key}", is_current=one is program) for one in programs]
    if request.actor.role in MINISTRY_ROLES:
        return _published(request, program, context)
    return _page(request, program, context=context)


def _published(request: Request, program: Program, context: dict[str, object]) -> HttpResponse:
    """What the ministry reads: nothing before the instant."""
    rows = queries.published(program.key)
    context |= {
        "program_key": program.key,
        "published_at": queries.published_at(program.key),
        "counts": results.counts(program, rows),
        "table": results.published(program, rows, results.whose(rows, request.received_at)),
    }
    return render(request, "agency/selection_published.html", context)


def _page(
    request: Request, program: Program, wrong: forms.Form | None = None, context: dict[str, object] | None = None
) -> HttpResponse:
    """The page, with a form that could not be taken in its place."""
    request.program = program  # type: ignore[attr-defined]  # menu and footer show this program
    found = overview(program, of=request.actor)
    ranking = found.ranking
    rows = ranking.rows if ranking else ()
    names = {key: one.company for key, one in results.whose(rows, request.received_at).items()} if rows else {}
    context = (context or {"desk": DESK.frame("selection", of=request.actor), "program": program}) | {
        "program_key": program.key,
        "now": request.received_at,
        "overview": found,
        "steps": shown.steps(found),
        "places": shown.places(program, found.cells),
        "chart": shown.passed_chart(program, found.cells),
        "moved": shown.moves(program, found),
        "lists": shown.lists(program, found, names),
        "signed": shown.signed(ranking) if ranking else [],
        "given_up": shown.given_up(program, found, names),
        "offered": MOVES.offered(ranking.state, request.actor) if ranking else [],
        "is_published": bool(ranking and ranking.state is RoundState.PUBLISHED),
        "was_first": bool(ranking and ranking.first_by == request.actor.person_id),
        "wrong": wrong,
    }
    context |= _forms(request, program, found, wrong)
    if context["is_published"]:
        context["free"] = shown.free_places(program, found, names)
    return page_with_form(request, "agency/selection.html", context, wrong=wrong)


def _forms(request: Request, program: Program, found: Overview, wrong: forms.Form | None) -> dict[str, object]:
    """The forms that this person may send now; nothing for who only reads."""
    acts = request.actor.role in SELECTORS
    decides = acts and not found.is_fixed
    fresh: list[forms.Form] = [SeedForm(), AnnounceForm(), VoidForm()]
    kept = {type(form): wrong if type(wrong) is type(form) else form for form in fresh}
    cells = [(row, results.cell_words(program, row.cell)) for row in found.cells]
    ties = [(shown.tie(program, group), group, TieForm(group) if decides else None) for group in found.groups]
    if isinstance(wrong, TieForm):
        ties = [(table, group, wrong if group == wrong.group else form) for table, group, form in ties]
    movable = decides and found.has_results and any(row.unused for row in found.cells)
    return {
        "acts": acts,
        "seed_form": kept[SeedForm] if acts and found.seed is None and not found.has_results else None,
        "ties": ties,
        "move_form": (wrong if isinstance(wrong, MoveForm) else MoveForm(cells)) if movable else None,
        "may_draw": acts and found.may_draw,
        "announce_form": kept[AnnounceForm],
        "void_form": kept[VoidForm],
    }


def _of_program(request: Request) -> Program:
    """The program that a form is of. Raises OutOfReach."""
    asked = request.POST.get("program", "")
    found = next((one for one in all_programs() if one.key == asked and ROOM in one.rooms), None)
    if found is None:
        raise OutOfReach(f"program:{asked}")
    return found


def _of_round(request: Request, round_id: UUID) -> Program:
    """The program of a list. Raises OutOfReach."""
    key = queries.program_of(round_id, of=request.actor)
    return next(one for one in all_programs() if one.key == key)


def _sent(
    request: Request, program: Program, form: forms.Form, command: Callable[[], object], words: str
) -> HttpResponse:
    """The command of a form that holds; the page again where it does not, or where the refusal names a field."""
    if not form.is_valid():
        return _page(request, program, form)
    try:
        command()
    except Refused as refused:
        if refused.field is None:
            raise
        put_into(form, refused)
        return _page(request, program, form)
    return _done(request, program.key, words)


def _done(request: Request, key: str, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(f"{reverse(PAGE)}?program={key}")


@never_cache
@require_POST
def seed(request: Request) -> HttpResponse:
    """The seed of the draw goes on record."""
    program, form = _of_program(request), SeedForm(request.POST)

    def work() -> None:
        text = form.cleaned_data["text"]
        commands.publish_seed(program=program.key, text=text, by=request.actor, at=request.received_at)

    return _sent(request, program, form, work, gettext("씨앗값을 남겼습니다."))


@never_cache
@require_POST
def decide_tie(request: Request) -> HttpResponse:
    """The committee's order of those that tie."""
    program = _of_program(request)
    groups = overview(program, of=request.actor).groups
    group = next((one for one in groups if one.entries[0].number == request.POST.get("tie")), None)
    if group is None:
        raise Refused("tie_unknown")
    form = TieForm(group, request.POST)

    def work() -> None:
        reason = form.cleaned_data["reason"]
        told = {"program": program.key, "numbers": form.numbers, "reason": reason}
        commands.decide_tie(by=request.actor, at=request.received_at, **told)

    return _sent(request, program, form, work, gettext("동점의 순서를 남겼습니다."))


@never_cache
@require_POST
def move_places(request: Request) -> HttpResponse:
    """Unused places for another track and type."""
    program = _of_program(request)
    cells = overview(program, of=request.actor).cells
    form = MoveForm([(row, results.cell_words(program, row.cell)) for row in cells], request.POST)

    def work() -> None:
        given = form.cleaned_data
        commands.move_places(
            program=program.key,
            source=cell_of(given["source"]),
            target=cell_of(given["target"]),
            places=given["places"],
            reason=given["reason"],
            by=request.actor,
            at=request.received_at,
        )

    return _sent(request, program, form, work, gettext("자리를 옮겼습니다."))


@never_cache
@require_POST
def draw_up(request: Request) -> HttpResponse:
    """The list is drawn up."""
    program = _of_program(request)
    commands.draw_up(program=program.key, by=request.actor, at=request.received_at)
    return _done(request, program.key, gettext("순위를 작성했습니다. 이제 두 사람이 차례로 확정합니다."))


@never_cache
@require_POST
def support(request: Request, round_id: UUID) -> HttpResponse:
    """The first confirms the list that was on the page."""
    key, digest = queries.program_of(round_id, of=request.actor), request.POST.get("digest", "")
    commands.support(round_id=round_id, digest=digest, by=request.actor, at=request.received_at)
    return _done(request, key, gettext("첫 번째로 확정했습니다. 다른 담당자가 한 번 더 확정해야 합니다."))


@never_cache
@require_POST
def confirm(request: Request, round_id: UUID) -> HttpResponse:
    """Another confirms the same list."""
    key, digest = queries.program_of(round_id, of=request.actor), request.POST.get("digest", "")
    commands.confirm(round_id=round_id, digest=digest, by=request.actor, at=request.received_at)
    return _done(request, key, gettext("명단을 확정했습니다. 이제 공개 시각을 정합니다."))


@never_cache
@require_POST
def announce(request: Request, round_id: UUID) -> HttpResponse:
    """The instant of the publication."""
    program, form = _of_round(request, round_id), AnnounceForm(request.POST)

    def work() -> None:
        publish_at = form.cleaned_data["publish_at"]
        commands.announce(round_id=round_id, publish_at=publish_at, by=request.actor, at=request.received_at)

    return _sent(request, program, form, work, gettext("공개 시각을 정했습니다."))


@never_cache
@require_POST
def void(request: Request, round_id: UUID) -> HttpResponse:
    """The list is set aside, with the reason."""
    program, form = _of_round(request, round_id), VoidForm(request.POST)

    def work() -> None:
        reason = form.cleaned_data["reason"]
        commands.void(round_id=round_id, reason=reason, by=request.actor, at=request.received_at)

    return _sent(request, program, form, work, gettext("명단을 거두었습니다."))


@never_cache
@require_POST
def promote(request: Request, round_id: UUID) -> HttpResponse:
    """The next in reserve gets the free place."""
    key = queries.program_of(round_id, of=request.actor)
    cell = cell_of(request.POST.get("cell", ""))
    place = commands.promote(round_id=round_id, cell=cell, by=request.actor, at=request.received_at)
    return _done(request, key, gettext("선정했습니다: %(number)s") % {"number": place.number})


@never_cache
@require_safe
def one(request: Request, round_id: UUID) -> HttpResponse:
    """A list by its lasting address: the page of its program."""
    return redirect(f"{reverse(PAGE)}?program={queries.program_of(round_id, of=request.actor)}")


@never_cache
@require_safe
def bundle(request: Request, round_id: UUID) -> HttpResponse:
    """All that the standing list rests on, for ``gonggo selection verify``."""
    key = queries.program_of(round_id, of=request.actor)
    response = HttpResponse(canonical(queries.bundle(key, of=request.actor)), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="selection-{key}.json"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
