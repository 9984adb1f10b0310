"""What must be known before the first request: readers of the journal, what waits for whom, who knows earlier tasks."""

from django.apps import AppConfig
from django.contrib.messages.apps import MessagesConfig


class WiringConfig(AppConfig):
    """The wiring as the last app, when all rooms are there."""

    default = True
    name = "gonggo.wiring"
    label = "wiring"

    def ready(self) -> None:
        from gonggo.agreements.had import tasks_before
        from gonggo.applications import earlier
        from gonggo.journal import readers
        from gonggo.web.ui import waiting
        from gonggo.wiring.reactions import READERS
        from gonggo.wiring.waiting import WAITING

        readers.register(READERS)
        waiting.register(WAITING)
        earlier.register(tasks_before)


class FlashMessages(MessagesConfig):
    """Django's own messages under another label: the room of that name is ours."""

    label = "flash_messages"
