"""Several files that come with a form: the field, and taking them in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from gonggo.documents.commands import receive
from gonggo.documents.kinds import FileKind
from gonggo.kernel.actor import Actor

LARGEST = 30 * 1024 * 1024
_TAKEN = frozenset({FileKind.PDF, FileKind.HWP, FileKind.HWPX, FileKind.JPG, FileKind.PNG})
_ACCEPT = ".pdf,.hwp,.hwpx,.jpg,.jpeg,.png"


class _Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Papers and photos, one or more in one go."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", _Several(attrs={"accept": _ACCEPT, "multiple": True}))
        options.setdefault("help_text", _("PDF, 한글, 사진을 여러 개 고를 수 있습니다. 한 파일은 30MB까지입니다."))
        super().__init__(error_messages={"required": _("파일을 하나 이상 골라 주세요.")}, **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files as a list, empty where none is needed and none came."""
        files = data if isinstance(data, (list, tuple)) else [data] if data else []
        if not files:
            super().clean(None, initial)
        return [super(FilesField, self).clean(one, initial) for one in files]


def taken_in(files: Sequence[Any], *, program: str, by: Actor, at: datetime, field: str = "papers") -> list[UUID]:
    """The files as documents of who sent them. Refuses with the five file problems; then none is kept."""
    told: dict[str, Any] = {"by": by, "at": at, "program": program}
    return [
        receive(one, declared_name=one.name or "", size_limit=LARGEST, accepts=_TAKEN, field=field, **told).id
        for one in files
    ]
