"""What a request carries when it reaches a view of this desk."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import get_language

from gonggo.kernel.actor import Actor

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


class Request(HttpRequest):
    """A request after the middleware: who acts, and when it came in by the program's clock."""

    actor: Actor
    received_at: datetime
    user: "AbstractBaseUser | AnonymousUser"  # type: ignore[assignment]  # what the middleware puts there


def language() -> str:
    """The language of this request: ko or en."""
    return (get_language() or "ko")[:2]
