"""I4: the bytes of every stored file are those of its name, and nothing half-written stands among them."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

from gonggo.documents.models import StoredFile
from gonggo.kernel.text import Text
from gonggo.wiring.audit.finding import Finding

_PIECE = 1 << 20


def check(_: datetime) -> Iterator[Finding]:
    """Every file of the house, read whole."""
    folder = Path(settings.GONGGO_ENVIRONMENT.data) / "files"
    for sha256, size in StoredFile.objects.order_by("sha256").values_list("sha256", "size").iterator():
        path = folder / sha256[:2] / sha256[2:4] / sha256
        if not path.is_file():
            yield Finding("I4", sha256, Text("보관한 파일이 없습니다.", "A stored file is gone."))
        elif (_digest(path), path.stat().st_size) != (sha256, size):
            yield Finding("I4", sha256, Text("보관한 파일이 바뀌었습니다.", "A stored file has changed."))


def _digest(path: Path) -> str:
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            whole.update(piece)
    return whole.hexdigest()
