"""The pages of a PDF as pictures: drawn in the limited process at the first look, kept by digest afterwards."""

import shutil
from pathlib import Path

from gonggo.documents import vault
from gonggo.documents.commands.opening import OpenedFile
from gonggo.documents.kinds import FileKind
from gonggo.documents.structure.apart import page_apart
from gonggo.documents.structure.page import PagePicture, read
from gonggo.kernel.refusal import OutOfReach

MOST_PAGES = 20
"""What is drawn of one file."""


def page_of(opened: OpenedFile, number: int) -> PagePicture | None:
    """Page ``number`` (from 1) of a file that the reader may open; None if the PDF cannot be drawn within the limits.

    Raises OutOfReach for what has no such page.
    """
    with opened.stream as stream:
        if opened.facts.kind is not FileKind.PDF or not 1 <= number <= MOST_PAGES:
            raise OutOfReach(f"page:{number}")
        drawn = vault.kept_page(opened.facts.sha256, number)
        if drawn:
            return read(drawn)
        with vault.arriving() as copy:
            shutil.copyfileobj(stream, copy)
            copy.flush()
            drawn = page_apart(Path(copy.name), number)
    if drawn:
        _keep(drawn, opened.facts.sha256, number)
    return read(drawn) if drawn else None


def _keep(drawn: bytes, sha256: str, number: int) -> None:
    with vault.arriving() as file:
        file.write(drawn)
        vault.settle(file)
        vault.keep_page(file, sha256, number)
