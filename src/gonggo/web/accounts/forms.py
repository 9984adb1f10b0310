"""The questions of the account pages. Allauth's own forms lose their placeholders and get labels of this house."""

from collections.abc import Collection
from copy import deepcopy
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as factors
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.utils.translation import gettext_lazy as _

from gonggo.facts.definition import LONGEST, FactKind
from gonggo.kernel.actor import Role
from gonggo.parties.roles import LABELS, MAY

_LABELS: dict[str, Any] = {
    "login": _("이메일 주소"),
    "email": _("이메일 주소"),
    "password": _("비밀번호"),
    "password1": _("비밀번호"),
    "password2": _("비밀번호 한 번 더"),
    "oldpassword": _("지금 쓰는 비밀번호"),
    "code": _("인증번호"),
    "name": _("이름"),
    "passwordless": _("비밀번호 없이 이 패스키만으로 로그인"),
}
_NEW_PASSWORD = _("10자 이상이어야 합니다. 이름이나 주소와 비슷한 것, 흔히 쓰는 것은 쓸 수 없습니다.")
_HELP: dict[str, Any] = {
    "password": "",
    "oldpassword": "",
    "passwordless": "",
    "password1": _NEW_PASSWORD,
}  # allauth's are HTML


class Plain:
    """Labels of ours, no placeholder that stands for a label."""

    fields: dict[str, forms.Field]
    labels: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name) or _LABELS.get(name, field.label)
            field.help_text = _HELP.get(name, field.help_text)


class Login(Plain, account.LoginForm):  # type: ignore[misc]  # allauth has no types, here and below
    pass


class SignUp(Plain, account.SignupForm):  # type: ignore[misc]
    pass


class NewAddress(Plain, account.AddEmailForm):  # type: ignore[misc]
    labels = {"email": _("새 이메일 주소")}


class ChangePassword(Plain, account.ChangePasswordForm):  # type: ignore[misc]
    labels = {"password1": _("새 비밀번호"), "password2": _("새 비밀번호 한 번 더")}


class FirstPassword(Plain, account.SetPasswordForm):  # type: ignore[misc]
    pass


class ForgottenPassword(Plain, account.ResetPasswordForm):  # type: ignore[misc]
    pass


class PasswordAfterReset(Plain, account.ResetPasswordKeyForm):  # type: ignore[misc]
    labels = ChangePassword.labels


class ProveByPassword(Plain, account.ReauthenticateForm):  # type: ignore[misc]
    pass


class AddressCode(Plain, account.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    pass


class ResetCode(Plain, account.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    pass


class FactorCode(Plain, factors.AuthenticateForm):  # type: ignore[misc]
    pass


class ProveByCode(Plain, factors.ReauthenticateForm):  # type: ignore[misc]
    pass


class AppCode(Plain, totp.ActivateTOTPForm):  # type: ignore[misc]
    pass


class NewPasskey(Plain, passkeys.AddWebAuthnForm):  # type: ignore[misc]
    labels = {"name": _("패스키 이름")}


class FirstPasskey(Plain, passkeys.SignupWebAuthnForm):  # type: ignore[misc]
    labels = {"name": _("패스키 이름")}


class RenamePasskey(Plain, passkeys.EditWebAuthnForm):  # type: ignore[misc]
    labels = {"name": _("패스키 이름")}


class Profile(forms.Form):
    """What a person says about themselves."""

    name = forms.CharField(label=_("이름"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(label=_("화면과 메일의 언어"), choices=[("ko", "한국어"), ("en", "English")])
    phone = forms.CharField(
        label=_("휴대전화"),
        help_text=_("접수와 보완요청을 급히 알려야 할 때만 씁니다. 암호화해 보관합니다."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )


def _text(label: Any, help_text: Any = "", *, required: bool = True, **attrs: str) -> forms.CharField:
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(label=label, help_text=help_text, max_length=LONGEST, required=required, widget=widget)


_BRN_HELP = _("사업자등록증에 적힌 10자리입니다. 예: 123-45-67890")


class ClaimCompany(forms.Form):
    """The first registration of a company: as on its certificate."""

    brn = _text(_("사업자등록번호"), _BRN_HELP, inputmode="numeric", autocomplete="off")
    name = _text(_("회사 이름"), _("사업자등록증의 상호(법인명)를 그대로 적어 주세요."), autocomplete="organization")
    representative = _text(_("대표자"), _("공동·각자대표이면 모두, 쉼표로 나누어 적어 주세요."))
    address = _text(_("사업장 소재지"), autocomplete="street-address")
    phone = _text(_("대표 전화"), required=False, inputmode="tel")
    business_type = _text(_("업태"), required=False)
    business_item = _text(_("종목"), required=False)
    opened_on = forms.DateField(
        label=_("개업연월일"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


FACTS = {FactKind(name): field.label for name, field in ClaimCompany.base_fields.items() if name in set(FactKind)}
"""What is asked of a company, by the kind of fact that the answer becomes."""


class CorrectCompany(forms.Form):
    """What is so of the company now, and since when: as on its certificate. What was once said is not taken back."""

    def __init__(self, *args: Any, known: Collection[FactKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in FACTS:
            field = deepcopy(ClaimCompany.base_fields[kind])
            field.required = field.required or kind in known
            self.fields[kind] = field
        self.fields["since_on"] = forms.DateField(
            label=_("언제부터"),
            help_text=_("사업자등록증이 바뀐 날을 적어 주세요. 잘못 적은 것을 바로잡을 때는 그것을 적은 날입니다."),
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        )


class ContestClaim(forms.Form):
    """A second claim: with the certificate, for an officer to decide."""

    brn = _text(_("사업자등록번호"), _BRN_HELP, inputmode="numeric", autocomplete="off")
    certificate = forms.FileField(
        label=_("사업자등록증명원"),
        help_text=_("홈택스에서 받은 PDF를 올려 주세요. 30MB까지 받습니다."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )


COMPANY_ROLES_IN_ORDER = [Role.COMPANY_MANAGER, Role.COMPANY_WRITER, Role.COMPANY_FINANCE, Role.COMPANY_VIEWER]


class Invite(forms.Form):
    """Whom to ask into the company, in which role."""

    email = forms.EmailField(label=_("동료의 이메일 주소"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(label=_("맡을 역할"), initial=Role.COMPANY_WRITER)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (role.value, f"{LABELS[role].said(language)} – {MAY[role].said(language)}")
            for role in COMPANY_ROLES_IN_ORDER
        ]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]  # a choice field
