"""Instants as the door's store keeps them: whole microseconds since 1970 UTC, the same in both databases."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models

from gonggo.intake.receipts import instant, microseconds

_ST = TypeVar("_ST")
_GT = TypeVar("_GT")
if TYPE_CHECKING:

    class _Base(models.BigIntegerField[_ST, _GT]):
        """What the type checker's plugin reads: an instant goes in and comes out."""

        _pyi_private_set_type: datetime  # type: ignore[assignment]
        _pyi_private_get_type: datetime  # type: ignore[assignment]

else:  # Django's fields cannot be subscripted at run time
    _Base = models.BigIntegerField


class InstantField(_Base):  # type: ignore[type-arg]  # the plugin fills the parameters in
    """An aware instant kept as an integer, so that the door's statements compare it alike everywhere."""

    def from_db_value(self, value: int | None, *_: Any) -> datetime | None:
        return None if value is None else instant(value)

    def to_python(self, value: Any) -> Any:
        return instant(value) if isinstance(value, int) else value

    def get_prep_value(self, value: Any) -> Any:
        return microseconds(value) if isinstance(value, datetime) else super().get_prep_value(value)
