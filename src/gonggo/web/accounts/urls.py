"""The addresses of accounts. Of allauth's views only these are routed; their names are those that allauth asks for."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.usersessions import views as devices
from django.urls import include, path

from gonggo.web.accounts import companies, views
from gonggo.web.accounts.company_facts import company_facts
from gonggo.web.ui.access import COMPANY, PUBLIC, SIGNED_IN, route

entrance = [
    route("login/", account.login, name="account_login", who=PUBLIC),
    route("logout/", account.logout, name="account_logout", who=PUBLIC),
    route("inactive/", account.account_inactive, name="account_inactive", who=PUBLIC),
    route("signup/", account.signup, name="account_signup", who=PUBLIC),
    route("signup/passkey/", account.signup_by_passkey, name="account_signup_by_passkey", who=PUBLIC),
    route("signup/passkey/create/", passkeys.signup_webauthn, name="mfa_signup_webauthn", who=PUBLIC),
    route("login/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn", who=PUBLIC),
    route("login/factor/", factors.authenticate, name="mfa_authenticate", who=PUBLIC),
    route("address/code/", account.email_verification_sent, name="account_email_verification_sent", who=PUBLIC),
    route("password/reset/", account.password_reset, name="account_reset_password", who=PUBLIC),
    route(
        "password/reset/code/",
        account.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
        who=PUBLIC,
    ),
    route("password/reset/new/", account.complete_password_reset, name="account_complete_password_reset", who=PUBLIC),
    route(
        "password/reset/done/",
        account.password_reset_from_key_done,
        name="account_password_reset_completed",
        who=PUBLIC,
    ),
]

safety = [
    route("address/", account.email, name="account_email", who=SIGNED_IN),
    route("password/change/", account.password_change, name="account_change_password", who=SIGNED_IN),
    route("password/first/", account.password_set, name="account_set_password", who=SIGNED_IN),
    route("again/", account.reauthenticate, name="account_reauthenticate", who=SIGNED_IN),
    route("again/code/", factors.reauthenticate, name="mfa_reauthenticate", who=SIGNED_IN),
    route("again/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn", who=SIGNED_IN),
    route("factors/", factors.index, name="mfa_index", who=SIGNED_IN),
    route("factors/app/", totp.activate_totp, name="mfa_activate_totp", who=SIGNED_IN),
    route("factors/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp", who=SIGNED_IN),
    route("factors/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn", who=SIGNED_IN),
    route("factors/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn", who=SIGNED_IN),
    route("factors/passkeys/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn", who=SIGNED_IN),
    route("factors/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn", who=SIGNED_IN),
    route("factors/recovery/", recovery.view_recovery_codes, name="mfa_view_recovery_codes", who=SIGNED_IN),
    route("factors/recovery/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes", who=SIGNED_IN),
    route(
        "factors/recovery/file/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
        who=SIGNED_IN,
    ),
    route("devices/", devices.list_usersessions, name="usersessions_list", who=SIGNED_IN),
]

own = [
    route("", views.profile, name="profile", who=SIGNED_IN),
    route("enter/", views.enter, name="enter", who=SIGNED_IN),
    route("organisations/", views.organisations, name="organisations", who=SIGNED_IN),
    route("factors/app/qr.svg", views.totp_qr, name="totp_qr", who=SIGNED_IN),
    route("company/", companies.claim, name="claim", who=SIGNED_IN),
    route("company/contest/", companies.contest, name="contest", who=SIGNED_IN),
    route("invitations/<str:token>/", companies.invitation, name="invitation", who=PUBLIC),
]

people = [
    route("", companies.people, name="people", who=COMPANY),
    route("invite", companies.invite, name="invite", who=COMPANY),
    route(
        "invitations/<uuid:invitation_id>/withdraw",
        companies.withdraw_invitation,
        name="withdraw_invitation",
        who=COMPANY,
    ),
    route("<uuid:membership_id>/role", companies.change_role, name="change_role", who=COMPANY),
    route("<uuid:membership_id>/end", companies.end_membership, name="end_membership", who=COMPANY),
]

urlpatterns = [
    path("accounts/", include(entrance)),
    path("accounts/", include(safety)),
    path("accounts/", include((own, "accounts"))),
    path("company/people/", include((people, "people"))),
    path("company/", include(([route("facts/", company_facts, name="facts", who=COMPANY)], "facts"))),
]
