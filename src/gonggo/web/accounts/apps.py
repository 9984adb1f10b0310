"""The accounts desk as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "gonggo.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from gonggo.web.accounts.second_factor import remember_set_up

        authenticator_added.connect(remember_set_up, dispatch_uid="accounts.second_factor")
