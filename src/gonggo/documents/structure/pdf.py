"""PDF: header, end, password, and whatever in it acts by itself."""

from typing import Any, BinaryIO

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from gonggo.documents.kinds import FileKind
from gonggo.documents.structure import traits
from gonggo.documents.structure.finding import UNREADABLE, Finding, Locked, NotReadable

_MOST_OBJECTS = 300_000
_TAIL = 2048
_HARMLESS_ACTIONS = {"/GoTo", "/URI", "/Named", "/Hide", "/GoToR"}
_ACTIONS = {
    "/JavaScript": traits.PDF_JAVASCRIPT,
    "/Rendition": traits.PDF_JAVASCRIPT,
    "/GoToE": traits.PDF_EMBEDDED,
}


def look(file: BinaryIO, size: int) -> Finding:
    """What is in the PDF. Raises NotReadable and Locked."""
    file.seek(max(0, size - _TAIL))
    if b"%%EOF" not in file.read():
        raise NotReadable
    file.seek(0)
    reader = PdfReader(file, strict=False)
    found: set[str] = set()
    if reader.is_encrypted:
        # papers that offices issue are often locked against printing only, with an empty password to read them
        if not reader.decrypt(""):
            raise Locked(FileKind.PDF)
        found.add(traits.PDF_PERMISSIONS)
    if len(reader.pages) == 0:
        raise NotReadable
    for holder in _dictionaries(reader):
        found |= _of_dictionary(holder)
    return Finding(FileKind.PDF, traits=tuple(sorted(found)))


def _dictionaries(reader: PdfReader) -> list[DictionaryObject]:
    """Every dictionary of the file, wherever it hangs: what acts may hang anywhere."""
    numbers = {(number, generation) for generation, table in reader.xref.items() for number in table}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > _MOST_OBJECTS:
        raise NotReadable(UNREADABLE)
    found: list[DictionaryObject] = []
    for number, generation in sorted(numbers):
        _collect(_object(reader, number, generation), found)
    return found


def _object(reader: PdfReader, number: int, generation: int) -> Any:
    from pypdf.generic import IndirectObject

    try:
        return reader.get_object(IndirectObject(number, generation, reader))
    except Exception:  # noqa: BLE001  # a foreign parser at its border: one object that cannot be read hides nothing we could find
        return None


def _collect(value: Any, into: list[DictionaryObject]) -> None:
    """Nested values without following references (each object is visited by itself)."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, DictionaryObject):
            into.append(here)
            waiting.extend(here.raw_get(key) for key in here)
        elif isinstance(here, ArrayObject):
            waiting.extend(list.__iter__(here))


def _of_dictionary(holder: DictionaryObject) -> set[str]:
    found: set[str] = set()
    if "/JS" in holder or "/JavaScript" in holder:
        found.add(traits.PDF_JAVASCRIPT)
    if "/EmbeddedFiles" in holder or holder.get("/Type") == "/EmbeddedFile" or "/RichMedia" in holder.values():
        found.add(traits.PDF_EMBEDDED)
    action = holder.get("/S")
    if action in _ACTIONS:
        found.add(_ACTIONS[action])
    if action in {"/Launch", "/SubmitForm", "/ImportData"}:
        found.add(traits.PDF_ACTION)
    # an opening action that only names a page is in half of all PDFs and does nothing
    opening = holder.get("/OpenAction")
    if isinstance(opening, DictionaryObject) and opening.get("/S") not in _HARMLESS_ACTIONS:
        found.add(traits.PDF_ACTION)
    return found
