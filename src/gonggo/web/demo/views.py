"""The panel and the mailbox of a demo."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from gonggo.kernel.clock import MovedBackwards, OffsetClock
from gonggo.kernel.refusal import Refused
from gonggo.messages import queries as messages
from gonggo.parties import queries as parties
from gonggo.programs.queries import all_programs
from gonggo.web.accounts.second_factor import ASKED_OF
from gonggo.web.demo import codes, day_views, guests, moments, parts, people
from gonggo.web.demo.proving import is_demo

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_MAILS = 50


def _language() -> str:
    return (get_language() or "ko")[:2]


@require_GET
def panel(request: HttpRequest) -> HttpResponse:
    """The clock and where it can go, the code of the person at hand, the people of the demo."""
    now: datetime = request.received_at  # type: ignore[attr-defined]  # set by the first middleware
    language, programs = _language(), all_programs()
    offers = [(one.at.isoformat(), one.at, one.says.said(language)) for one in moments.offered(programs, now=now)]
    at_hand = codes.person_at_hand(request)
    shown = {
        "now": now,
        "steps": [(seconds, says.said(language)) for seconds, says in moments.STEPS],
        "offers": offers,
        "code": codes.current_code(at_hand) if at_hand else "",
        "person": parties.names_of_people([at_hand]).get(at_hand, "") if at_hand else "",
        "days": day_views.offers(),
        "parts": parts.parts(now, programs) if is_demo() else [],
        "people": parts.people_of_the_script() if is_demo() else [],
        "password": people.PASSWORD,
        "shows_mail": is_demo(),
    }
    return render(request, "demo/panel.html", shown)


@require_GET
def now(request: HttpRequest) -> HttpResponse:
    """What the bar shows: the code of the person at hand. Never kept by a cache."""
    at_hand = codes.person_at_hand(request)
    shown = {"code": codes.current_code(at_hand) if at_hand else ""}
    return JsonResponse(shown, headers={"Cache-Control": "no-store"})


@require_POST
def move_clock(request: HttpRequest) -> HttpResponse:
    """The program's clock goes forward by ``by`` seconds or to the instant ``to``."""
    clock = settings.GONGGO_CLOCK
    if not isinstance(clock, OffsetClock):
        raise Http404
    try:
        if "to" in request.POST:
            target = datetime.fromisoformat(request.POST["to"])
        else:
            target = clock.now() + timedelta(seconds=int(request.POST.get("by", "")))
        clock.move_to(target)
    except (MovedBackwards, TypeError, ValueError, OverflowError) as wrong:
        raise Refused("clock_backwards", field="to") from wrong
    return redirect(_back(request))


@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo's people, second factor included."""
    person = _chosen(request.POST.get("person", "")) if is_demo() else None
    if person is None:
        raise Http404
    login(request, person, backend=_BACKEND)
    record_authentication(request, person, "password", email=person.email)
    organisations = parties.organisations_of(person.pk)
    if any(one.role in ASKED_OF for one in organisations):
        record_authentication(request, person, "mfa", type="totp")
    for organisation in organisations:
        request.session[parties.ORGANISATION] = str(organisation.ref)
    return redirect(_back(request))


def _chosen(key: str) -> Any:
    """The person behind a button of the panel; None where there is no such button."""
    guest = next((one for one in guests.read(settings.GONGGO_ENVIRONMENT.data) if one.key == key), None)
    if guest is not None and guest.actor.person_id is not None:
        return parties.person(guest.actor.person_id)
    told = next((one for one in people.PEOPLE if one.key == key), None)
    return parties.person_by_email(told.email) if told is not None else None


def _back(request: HttpRequest) -> str:
    """Where the form wants to go afterwards, if that is a page of this house."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if safe and wanted.startswith("/") else "/demo/"


@require_GET
def mailbox(request: HttpRequest) -> HttpResponse:
    """Every mail that the house wrote, newest first."""
    if not is_demo():
        raise Http404
    to = request.GET.get("to", "")[:254]
    return render(request, "demo/mailbox.html", {"mails": messages.mailbox(to=to, limit=_MAILS), "to": to})


@require_GET
def mail(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    """One mail as its reader gets it."""
    if not is_demo():
        raise Http404
    return render(request, "demo/mail.html", {"mail": messages.mail(mail_id)})
