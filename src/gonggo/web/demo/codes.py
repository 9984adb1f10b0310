"""Whose second factor is being asked for, and the code that their authenticator would show now."""

from typing import Any
from uuid import UUID

from allauth.account.utils import url_str_to_user_pk
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.http import HttpRequest

from gonggo.kernel.clock import machine_now

_STAGE = "account_login"  # where allauth keeps who is half signed in


def person_at_hand(request: HttpRequest) -> UUID | None:
    """Who is signed in, or is about to be."""
    if request.user.is_authenticated:
        return request.user.pk
    waiting: dict[str, Any] = request.session.get(_STAGE) or {}
    pk = waiting.get("user_pk")
    return url_str_to_user_pk(pk) if pk else None


def current_code(person_id: UUID) -> str:
    """Six digits, or nothing for a person without an authenticator app."""
    app = Authenticator.objects.filter(user_id=person_id, type=Authenticator.Type.TOTP).first()
    if app is None:
        return ""
    secret = get_adapter().decrypt(app.data["secret"])
    counter = int(machine_now().timestamp()) // app_settings.TOTP_PERIOD
    return str(format_hotp_value(hotp_value(secret, counter)))
