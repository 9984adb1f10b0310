"""How allauth behaves in this house: what a new person is, where one goes after signing in, how secrets are kept."""

from io import BytesIO
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from gonggo.parties import personal, queries, rules
from gonggo.parties.commands.people import TOTP_SEAL
from gonggo.web.accounts.languages import remember

VERIFIED_BY_LINK = "account_verified_email"  # the session's key in which allauth looks for a proved address
_WRONG_PASSWORD = _("이메일 주소나 비밀번호가 맞지 않습니다. 다시 적거나 비밀번호를 새로 정해 주세요.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """People of this house."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("쓰지 않게 된 계정입니다. 문의처로 연락해 주세요."),
        "duplicate_email": _("이미 쓰고 있는 주소입니다. 다른 주소를 적어 주세요."),
        "email_password_mismatch": _WRONG_PASSWORD,
        "enter_current_password": _("지금 쓰는 비밀번호가 아닙니다. 다시 적어 주세요."),
        "incorrect_code": _("번호가 맞지 않거나 시간이 지났습니다. 다시 확인해 적어 주세요."),
        "incorrect_password": _("비밀번호가 맞지 않습니다. 다시 적어 주세요."),
        "invalid_login": _WRONG_PASSWORD,
        "same_as_current": _("지금 쓰는 것과 같습니다. 다른 것을 적어 주세요."),
        "rate_limited": _("짧은 시간에 여러 번 시도하셨습니다. 잠시 뒤에 다시 해 주세요."),
        "too_many_login_attempts": _("로그인을 여러 번 시도하셨습니다. 5분쯤 뒤에 다시 해 주세요."),
    }

    def save_user(self, request: HttpRequest, user: Any, form: BaseForm, commit: bool = True) -> Any:  # noqa: FBT001, FBT002  # allauth's
        """A new person: with the name they gave, in the language they read."""
        user.name = form.cleaned_data.get("name", "").strip()
        user.language = "en" if (get_language() or "ko").startswith("en") else "ko"
        user.joined_at = request.received_at  # type: ignore[attr-defined]  # set by the first middleware
        return super().save_user(request, user, form, commit=commit)

    def unstash_verified_email(self, request: HttpRequest) -> str | None:  # noqa: ARG002  # allauth's
        """An invitation's link proves its address; it adds none to an account that signs up with another."""
        return None

    def clean_email(self, email: str) -> str:
        return rules.email(email)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """With one organisation the session acts for it; with several it asks which, then goes on to where it was."""
        onward: HttpResponse = super().post_login(request, user, **kwargs)
        request.session.pop(VERIFIED_BY_LINK, None)
        organisations = queries.organisations_of(user.pk)
        if len(organisations) == 1:
            request.session[queries.ORGANISATION] = str(organisations[0].ref)
        if len(organisations) > 1 and isinstance(onward, HttpResponseRedirect):
            request.session.pop(queries.ORGANISATION, None)
            onward = HttpResponseRedirect(f"{reverse('accounts:organisations')}?{urlencode({'next': onward.url})}")
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            remember(onward, user.language)
        return onward

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Ways to prove again who one is, in words of this house."""
        words = {
            "reauthenticate": gettext("비밀번호로"),
            "mfa_reauthenticate": gettext("인증 앱의 번호로"),
            "mfa_reauthenticate:webauthn": gettext("패스키로"),
        }
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [{**method, "description": words[method["id"]]} for method in methods]

    def is_safe_url(self, url: str) -> bool:
        """Back to a page of this house only, never to another site."""
        return bool(url) and url.startswith("/") and bool(super().is_safe_url(url))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Second factors: secrets are sealed like all personal fields, passkeys belong to the address of the house."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("이 인증 수단은 지울 수 없습니다."),
        "cannot_generate_recovery_codes": _("복구 코드는 인증 앱이나 패스키를 등록한 뒤에 만들 수 있습니다."),
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "unverified_email": _("이메일 주소를 먼저 확인해 주세요."),
        "add_email_blocked": _("2단계 인증을 쓰는 계정에는 주소를 더할 수 없습니다."),
    }

    def encrypt(self, text: str) -> str:
        return personal.seal(text, of=TOTP_SEAL)

    def decrypt(self, encrypted_text: str) -> str:
        return personal.opened(encrypted_text, of=TOTP_SEAL)

    def build_totp_svg(self, url: str) -> str:
        """The QR code of an authenticator app's set-up address."""
        out = BytesIO()
        segno.make(url, error="m").save(out, kind="svg", scale=5, border=3, light="#fff", xmldecl=False)
        return out.getvalue().decode("utf-8")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": context.request.get_host().partition(":")[0], "name": self.get_totp_issuer()}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # allauth's name
        """The name that a new passkey is offered."""
        from allauth.mfa.models import Authenticator

        return gettext("패스키 {number}").format(number=Authenticator.objects.filter(user=user, type=type).count() + 1)
