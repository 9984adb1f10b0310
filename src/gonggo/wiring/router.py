"""Which database holds which room: the door's store is a database of its own, all else is the house."""

from typing import Any

from django.db.models import Model

DOOR_APP = "intake"


def _room(model: type[Model] | Model) -> str:
    return str(model._meta.app_label)  # noqa: SLF001  # Django's documented way to a model's app


class DoorRouter:
    """Rows of the door's room live in the door's store; nothing spans both."""

    def db_for_read(self, model: type[Model], **_: Any) -> str:
        return "door" if _room(model) == DOOR_APP else "default"

    db_for_write = db_for_read

    def allow_relation(self, first: Model, second: Model, **_: Any) -> bool:
        return (_room(first) == DOOR_APP) == (_room(second) == DOOR_APP)  # not type(): the signed-in user is a lazy one

    def allow_migrate(self, db: str, app_label: str, **_: Any) -> bool:
        return (db == "door") == (app_label == DOOR_APP)
