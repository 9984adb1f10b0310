"""The link of a person whose data is in an application: a code to their own phone or mail, then yes or no."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gonggo.applications import commands
from gonggo.applications.own_consent import own_part
from gonggo.kernel.clock import machine_now
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.signing.commands import STEP_UP_HOLDS
from gonggo.web.public.shown.own_consent import own_consent_page
from gonggo.web.public.views.asked import Request
from gonggo.web.ui.refusals import worded

_PROOFS = "consent-proofs"


class CodeForm(forms.Form):
    """The one-time code."""

    code = forms.CharField(
        label=_("인증번호 여섯 자리"),
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


@never_cache
@require_http_methods(["GET", "POST"])
def own_consent(request: Request, person_id: UUID, secret: str) -> HttpResponse:
    """What the application says of the person, once they have shown that the phone or mail is theirs."""
    if request.method == "GET":
        return _page(request, person_id, secret)
    try:
        _act(request, person_id, secret)
    except Refused as refused:
        return _page(request, person_id, secret, refused)
    return redirect("public:own_consent", person_id, secret)


def _act(request: Request, person_id: UUID, secret: str) -> None:
    posted = request.POST
    link: dict[str, Any] = {"person_id": person_id, "secret": secret, "at": request.received_at}
    match posted.get("act"):
        case "code":
            commands.send_code(**link)
        case "prove":
            proved_at = commands.prove(code=posted.get("code", ""), **link)
            request.session.cycle_key()
            proofs = request.session.get(_PROOFS, {})
            request.session[_PROOFS] = proofs | {_key(person_id, secret): proved_at.isoformat()}
        case "agree":
            commands.consent_in_person(
                part_digest=posted.get("part", ""),
                language=(get_language() or "ko")[:2],
                proved_at=_proved_at(request, person_id, secret),
                **link,
            )
        case "decline":
            commands.decline_in_person(proved_at=_proved_at(request, person_id, secret), **link)
        case other:
            raise OutOfReach(f"act:{other}")


def _key(person_id: UUID, secret: str) -> str:
    """A proof is for one link: one that took its place asks anew."""
    return f"{person_id}:{secret[:8]}"


def _proved_at(request: Request, person_id: UUID, secret: str) -> datetime | None:
    """When this browser entered the code of this link, if that holds still."""
    kept = request.session.get(_PROOFS, {}).get(_key(person_id, secret))
    at = datetime.fromisoformat(kept) if kept else None
    return at if at is not None and machine_now() - at < STEP_UP_HOLDS else None


def _page(request: Request, person_id: UUID, secret: str, refused: Refused | None = None) -> HttpResponse:
    own = own_part(person_id, secret, now=machine_now())
    is_proved = _proved_at(request, person_id, secret) is not None
    form = CodeForm()
    if refused is not None and refused.field == "code":
        form = CodeForm({"code": request.POST.get("code", "")})
        form.add_error("code", str(worded(refused)))
    page = own_consent_page(own, (get_language() or "ko")[:2], at=request.received_at, is_proved=is_proved)
    context = {
        "page": page,
        "program_key": page.program_key,
        "form": form,
        "refusal": worded(refused) if refused is not None and refused.field is None else None,
        "has_errors": refused is not None,
    }
    answer = render(request, "public/own_consent.html", context, status=_status(refused))
    answer["Referrer-Policy"] = (
        "same-origin"  # the address is the key; without any, a browser hides whose form it sends
    )
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _status(refused: Refused | None) -> int:
    return 200 if refused is None else 422 if refused.field else 409
