"""본인 재인증 in a demo: a button at the place where it is asked, since its people have neither password nor app."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import resume_request, suspend_request
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

View = Callable[[HttpRequest], HttpResponse]
_END = b"</main>"


def is_demo() -> bool:
    """A rehearsal's people and mails are real: there the panel has the clock and the code only, and nobody a button."""
    return settings.GONGGO_ENVIRONMENT.mode not in {"rehearsal", "production"}


def stepping_up(get_response: View) -> View:
    """Puts the button on the pages that ask for it, and shows a page of its own to who has no other way."""

    def middleware(request: HttpRequest) -> HttpResponse:
        is_asked = is_demo() and request.path.startswith(reverse("account_reauthenticate"))
        if is_asked and _has_no_other_way(request):
            return redirect(f"{reverse('demo:prove')}?{request.GET.urlencode()}")
        response = get_response(request)
        if is_asked and _END in response.content:
            button = render_to_string("demo/prove_button.html", {"next": _next(request)}, request).encode()
            before, _, after = response.content.rpartition(_END)
            response.content = before + button + _END + after
        return response

    def process_exception(request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if not (isinstance(exception, ReauthenticationRequired) and is_demo() and _has_no_other_way(request)):
            return None
        response: HttpResponseBase = suspend_request(request, reverse("demo:prove"))
        return response

    middleware.process_exception = process_exception  # type: ignore[attr-defined]
    return middleware


def _has_no_other_way(request: HttpRequest) -> bool:
    return request.user.is_authenticated and not get_adapter().get_reauthentication_methods(request.user)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: HttpRequest) -> HttpResponseBase:
    """The page with the button; pressed, what was asked for goes on as it was sent."""
    if not (request.user.is_authenticated and is_demo()):
        raise Http404
    if request.method != "POST":
        return render(request, "demo/prove.html", {"next": _next(request)})
    record_authentication(request, request.user, "password", email=request.user.email, reauthenticated=True)
    resumed: HttpResponseBase | None = resume_request(request)
    return resumed or redirect("demo:panel")


def _next(request: HttpRequest) -> str:
    return request.POST.get("next", "") or request.GET.get("next", "")
