"""The days that the running demo can turn to."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from gonggo.kernel.refusal import Refused
from gonggo.kernel.text import Text
from gonggo.web.demo import days
from gonggo.web.demo.days import Day, Days, Shelf


@dataclass(frozen=True, slots=True)
class Offer:
    """A day as the panel offers it."""

    day: Day
    is_at_hand: bool
    is_made: bool


def offers() -> list[Offer]:
    """All days in their order; none where this house is no day of a demo."""
    if settings.GONGGO_ENVIRONMENT.days is None:
        return []
    offered, shelf, data = _kept()
    at_hand = shelf.key_of(data)
    return [Offer(one, one.key == at_hand, shelf.is_made(one.key)) for one in offered.by_key.values()]


def at_hand() -> Day | None:
    """The day that this house is; None where it is no day of a demo."""
    return next((one.day for one in offers() if one.is_at_hand), None)


def _kept() -> tuple[Days, Shelf, Path]:
    """What is on offer, where it lies, and the data folder of the day at hand."""
    found = settings.GONGGO_ENVIRONMENT
    if found.days is None:
        raise Http404
    offered = days.read()
    return offered, Shelf(found.days, offered.first.key), found.data


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Ask for the day ``day``; who runs the demo makes it and turns to it."""
    offered, shelf, _ = _kept()
    day = offered.by_key.get(request.POST.get("day", ""))
    if day is None:
        labels = [one.label for one in offered.by_key.values()]
        known = Text(", ".join(one.ko for one in labels), ", ".join(one.en for one in labels))
        raise Refused("demo_day_unknown", field="day", days=known)
    shelf.want(day.key)
    return redirect("demo:day", day.key)


@require_GET
def coming(request: HttpRequest, key: str) -> HttpResponse:
    """How far the making of the day has come; the panel, once the demo stands on it."""
    day, state, percent = _state(key)
    if state == "standing":
        return redirect("demo:panel")
    return render(request, "demo/coming.html", {"day": day, "state": state, "percent": percent})


@require_GET
def coming_state(_request: HttpRequest, key: str) -> JsonResponse:
    """The same for the page's script. Never kept by a cache."""
    _, state, percent = _state(key)
    return JsonResponse({"state": state, "percent": percent}, headers={"Cache-Control": "no-store"})


def _state(key: str) -> tuple[Day, str, int]:
    """The day; ``standing``, ``failed``, ``making``, or ``left`` for another that was chosen since; hundredths."""
    offered, shelf, data = _kept()
    if key not in offered.by_key:
        raise Http404
    state = "making"
    if shelf.key_of(data) == key:
        state = "standing"
    elif shelf.has_failed(key):
        state = "failed"
    elif shelf.wanted() != key:
        state = "left"
    return offered.by_key[key], state, 100 if shelf.is_made(key) else shelf.progress(key)
