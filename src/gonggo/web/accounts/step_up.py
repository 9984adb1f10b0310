"""본인 재인증: a proof of who one is that is fresh enough for what comes next."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponseBase

from gonggo.kernel.clock import UTC, machine_now
from gonggo.web.accounts.requests import Request

View = Callable[..., HttpResponseBase]
FRESH = timedelta(minutes=5)


def step_up_at(request: HttpRequest) -> datetime | None:
    """When this session last proved who it is (password, code or passkey), by the machine's clock."""
    records = get_authentication_records(request, request.user if request.user.is_authenticated else None)
    instants = [record["at"] for record in records]
    return datetime.fromtimestamp(max(instants), tz=UTC) if instants else None


def is_stepped_up(request: HttpRequest, *, within: timedelta = FRESH) -> bool:
    """Whether that proof is younger than ``within``."""
    proved_at = step_up_at(request)
    return proved_at is not None and machine_now() - proved_at < within


def sitting(request: Request) -> dict[str, Any]:
    """What the door binds a right to: who acts, in which session, with which proof, and when."""
    return {
        "session_key": request.session.session_key or "",
        "stepped_up_at": step_up_at(request),
        "by": request.actor,
        "at": request.received_at,
    }


def stepped_up(*, within: timedelta = FRESH) -> Callable[[View], View]:
    """A view that is entered with a fresh proof only: otherwise to 본인 재인증 and back, with what was posted."""

    def decorate(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not is_stepped_up(request, within=within):
                raise ReauthenticationRequired
            return view(request, *args, **kwargs)

        return entered

    return decorate
