"""The kinds of file that the house takes, their extensions and what people call them."""

from enum import StrEnum

from gonggo.kernel.text import Text


class FileKind(StrEnum):
    PDF = "pdf"
    HWP = "hwp"
    HWPX = "hwpx"
    DOCX = "docx"
    XLSX = "xlsx"
    PNG = "png"
    JPG = "jpg"
    ZIP = "zip"


ALL_KINDS = frozenset(FileKind)

_EXTENSIONS = {kind.value: kind for kind in FileKind} | {"jpeg": FileKind.JPG}

_LABELS = {
    FileKind.PDF: Text("PDF", "PDF"),
    FileKind.HWP: Text("한글(HWP)", "Hangul (HWP)"),
    FileKind.HWPX: Text("한글(HWPX)", "Hangul (HWPX)"),
    FileKind.DOCX: Text("워드(DOCX)", "Word (DOCX)"),
    FileKind.XLSX: Text("엑셀(XLSX)", "Excel (XLSX)"),
    FileKind.PNG: Text("그림(PNG)", "picture (PNG)"),
    FileKind.JPG: Text("그림(JPG)", "picture (JPG)"),
    FileKind.ZIP: Text("압축(ZIP)", "archive (ZIP)"),
}

MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.HWP: "application/x-hwp",
    FileKind.HWPX: "application/hwp+zip",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.PNG: "image/png",
    FileKind.JPG: "image/jpeg",
    FileKind.ZIP: "application/zip",
}


def extension_of(name: str) -> str:
    """What stands after the last dot of a cleaned name, in lower case; empty without a dot."""
    _, dot, extension = name.rpartition(".")
    return extension.lower() if dot else ""


def kind_named(name: str) -> FileKind | None:
    """The kind that a cleaned name's extension promises; None for an extension the house does not take."""
    return _EXTENSIONS.get(extension_of(name))


def label(kind: FileKind) -> Text:
    return _LABELS[kind]
