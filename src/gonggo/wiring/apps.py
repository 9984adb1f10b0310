"""What must be known before the first request: readers of the journal."""

from django.apps import AppConfig
from django.contrib.messages.apps import MessagesConfig


class WiringConfig(AppConfig):
    """The wiring as the last app, when all rooms are there."""

    default = True
    name = "gonggo.wiring"
    label = "wiring"

    def ready(self) -> None:
        from gonggo.journal import readers
        from gonggo.wiring.reactions import READERS

        readers.register(READERS)


class FlashMessages(MessagesConfig):
    """Django's own messages under another label: the room of that name is ours."""

    label = "flash_messages"
