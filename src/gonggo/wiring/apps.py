"""What must be known before the first request: readers of the journal."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    """The wiring as the last app, when all rooms are there."""

    name = "gonggo.wiring"
    label = "wiring"

    def ready(self) -> None:
        from gonggo.journal import readers
        from gonggo.wiring.reactions import READERS

        readers.register(READERS)
