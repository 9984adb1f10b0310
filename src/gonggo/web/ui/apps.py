"""The shared pages and components as a Django app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    default = True
    name = "gonggo.web.ui"
    label = "ui"
