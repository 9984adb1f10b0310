"""The room's place among Django's apps: its tables lie in the door's store."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """The door's tables, on the alias ``door``."""

    name = "gonggo.intake"
    label = "intake"
