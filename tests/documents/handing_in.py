"""Handing files in, as a desk does."""

import io
from pathlib import Path
from typing import Any

from documents.people import AT, OWNER
from gonggo.documents import commands
from gonggo.documents.models import Document

LIMIT = 30 * 1024 * 1024


def received(content: bytes, name: str = "사업계획서.pdf", **more: Any) -> Document:
    """``content`` received under ``name`` from the owner."""
    given = {"size_limit": LIMIT, "by": OWNER, "at": AT} | more
    return commands.receive(io.BytesIO(content), declared_name=name, **given)


def files_in(folder: Path) -> list[str]:
    """Every file anywhere in the storage, incoming ones too."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
