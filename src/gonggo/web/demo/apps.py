"""The demo's desk as a Django app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo's desk."""

    name = "gonggo.web.demo"
    label = "demo"
