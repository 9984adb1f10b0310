"""DOCX, XLSX, HWPX and plain ZIP told apart by what is inside, and what is remarkable in each."""

from collections.abc import Callable
from typing import BinaryIO

from gonggo.documents.kinds import ALL_KINDS, FileKind
from gonggo.documents.structure import traits
from gonggo.documents.structure.archive import Entry, entries
from gonggo.documents.structure.finding import POLYGLOT, Finding, Locked, NotReadable
from gonggo.documents.structure.hwp_script import acts

_OLE_PACKAGE = "Ole10Native".encode("utf-16-le")
_FOREIGN_MAIN = {
    b"presentationml": "pptx",
    b"macroEnabled": "macro_office",
}


def look(file: BinaryIO, size: int) -> Finding:
    """Which of the family ``file`` is. Raises NotReadable and Locked."""
    members = {entry.name: entry for entry in entries(file, size)}
    found = _family(members)
    file.seek(0)
    if b"%PDF-" in file.read(1024) and not _begins_with_a_stored_pdf(found, members):
        raise NotReadable(POLYGLOT)
    if found not in ALL_KINDS:
        return Finding(found)
    if found != FileKind.ZIP and any(entry.declares for entry in members.values()):
        raise NotReadable  # neither OOXML nor HWPX may declare a document type; who does so is after our parser
    remarkable = _TRAITS[FileKind(found)](members)
    return Finding(found, traits=tuple(sorted(remarkable)))


def _begins_with_a_stored_pdf(found: str, members: dict[str, Entry]) -> bool:
    return found == FileKind.ZIP and next(iter(members)).lower().endswith(".pdf")


def _family(members: dict[str, Entry]) -> str:
    if "mimetype" in members:
        return _by_mimetype(members)
    if "[Content_Types].xml" in members:
        return _by_content_types(members)
    return FileKind.ZIP


def _by_mimetype(members: dict[str, Entry]) -> str:
    mimetype = members["mimetype"].head.strip()
    if mimetype.startswith(b"application/vnd.oasis"):
        return "opendocument"
    if mimetype != b"application/hwp+zip":
        return FileKind.ZIP
    if not any(name.startswith("Contents/section") for name in members) or "Contents/header.xml" not in members:
        raise NotReadable
    manifest = members.get("META-INF/manifest.xml")
    if manifest is not None and b"encryption-data" in manifest.head:
        raise Locked(FileKind.HWPX)
    return FileKind.HWPX


def _by_content_types(members: dict[str, Entry]) -> str:
    types = members["[Content_Types].xml"].head
    for mark, found in _FOREIGN_MAIN.items():
        if mark in types:
            return found
    if b"wordprocessingml.document.main+xml" in types:
        _needs(members, "word/")
        return FileKind.DOCX
    if b"spreadsheetml.sheet.main+xml" in types:
        _needs(members, "xl/")
        return FileKind.XLSX
    return FileKind.ZIP


def _needs(members: dict[str, Entry], folder: str) -> None:
    if "_rels/.rels" not in members or not any(name.startswith(folder) for name in members):
        raise NotReadable


def _of_office(members: dict[str, Entry]) -> set[str]:
    found = set()
    for name, entry in members.items():
        if name.lower().endswith("vbaproject.bin"):
            found.add(traits.OFFICE_MACRO)
        if name.endswith("settings.xml.rels") and b"attachedTemplate" in entry.head and b"External" in entry.head:
            found.add(traits.OFFICE_REMOTE)
        if "/embeddings/" in name and name.lower().endswith((".bin", *traits.PROGRAM_ENDINGS)):
            found.add(traits.OFFICE_OBJECT)
        if entry.head.startswith(traits.PROGRAM_HEADS):
            found.add(traits.OFFICE_OBJECT)
    return found


def _of_hwpx(members: dict[str, Entry]) -> set[str]:
    found = set()
    for name, entry in members.items():
        if name.startswith("Scripts/") and acts(entry.head):
            found.add(traits.HWP_SCRIPT)
        if name.lower().endswith((".eps", ".ps")) or entry.head.startswith(b"%!PS"):
            found.add(traits.HWP_EPS)
        if entry.head.startswith(traits.PROGRAM_HEADS) or _OLE_PACKAGE in entry.head:
            found.add(traits.HWP_PROGRAM)
    return found


def _of_zip(members: dict[str, Entry]) -> set[str]:
    programs = (
        entry.head.startswith(traits.PROGRAM_HEADS) or name.lower().endswith(traits.PROGRAM_ENDINGS)
        for name, entry in members.items()
    )
    return {traits.ZIP_PROGRAM} if any(programs) else set()


_TRAITS: dict[FileKind, Callable[[dict[str, Entry]], set[str]]] = {
    FileKind.DOCX: _of_office,
    FileKind.XLSX: _of_office,
    FileKind.HWPX: _of_hwpx,
    FileKind.ZIP: _of_zip,
}
