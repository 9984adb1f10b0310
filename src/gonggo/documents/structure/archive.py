"""The zip family, read with distrust: every entry is inflated and counted here, declared sizes are only compared."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from gonggo.documents.structure.finding import BAD_NAMES, BOMB, NESTED, Locked, NotReadable

MOST_ENTRIES = 1_000
MOST_UNPACKED = 200 * 1024 * 1024  # bytes, over all entries
MOST_RATIO = 100  # unpacked to packed, of an entry or of the whole
RATIO_FROM = 1024 * 1024  # bytes unpacked below which a ratio says nothing
KEPT = 64 * 1024  # bytes of an entry that are kept to look at
_CHUNK = 64 * 1024
_LONGEST_END = 22 + 65_535
_LOCAL = struct.Struct("<4s5H3I2H")
_DOCTYPES = tuple(
    mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)
_XML_NAMES = (".xml", ".rels", ".hpf", ".rdf", ".vml")
_ARCHIVE_HEADS = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"ALZ\x01",
    b"EGG",
)
_PAPERS_INSIDE = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/", b"xl/", b"ppt/", b"mimetype")


@dataclass(frozen=True, slots=True)
class Entry:
    """One unpacked member: ``head`` is its first 64 KiB, ``declares`` whether it is XML with a DTD."""

    name: str
    size: int
    head: bytes
    declares: bool


def entries(file: BinaryIO, size: int) -> list[Entry]:
    """Every member of the archive in ``file`` (``size`` bytes), each unpacked once and forgotten.

    Raises NotReadable (damaged, bomb, nested, bad names) and Locked.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError) as broken:
        raise NotReadable from broken
    if len(infos) > MOST_ENTRIES:
        raise NotReadable(BOMB)
    _check_names([info.filename for info in infos])
    if not infos or min(info.header_offset for info in infos) != 0 or not _ends_with_its_directory(file, size):
        raise NotReadable
    if any(info.flag_bits & 0x1 for info in infos):
        raise Locked("hwpx" if any(info.filename.startswith("Contents/") for info in infos) else "zip")
    return list(_unpacked(file, size, infos))


def _ends_with_its_directory(file: BinaryIO, size: int) -> bool:
    """Whether nothing stands behind the end record and its comment; a comment that is another format is none."""
    file.seek(max(0, size - _LONGEST_END))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    (comment_length,) = struct.unpack_from("<H", tail, at + 20)
    comment = tail[at + 22 :]
    return len(comment) == comment_length and b"%PDF-" not in comment


def _check_names(names: list[str]) -> None:
    if len({name.casefold() for name in names}) != len(names):
        raise NotReadable(BAD_NAMES)
    for name in names:
        parts = name.replace("\\", "/").split("/")
        if name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\0" in name:
            raise NotReadable(BAD_NAMES)


def _unpacked(file: BinaryIO, size: int, infos: list[zipfile.ZipInfo]) -> Iterator[Entry]:
    total, end_before = 0, 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.header_offset < end_before:
            raise NotReadable(BOMB)  # entries that overlap are counted once and unpacked many times
        begin = _data_offset(file, info)
        end_before = begin + info.compress_size
        entry = _inflated(file, begin, info, MOST_UNPACKED - total)
        total += entry.size
        if total > RATIO_FROM and total > MOST_RATIO * size:
            raise NotReadable(BOMB)
        yield entry


def _data_offset(file: BinaryIO, info: zipfile.ZipInfo) -> int:
    """Where the packed bytes begin. The two headers of an entry must tell of the same file."""
    file.seek(info.header_offset)
    header = file.read(_LOCAL.size)
    if len(header) < _LOCAL.size:
        raise NotReadable
    mark, _, flags, method, *_, name_length, extra_length = _LOCAL.unpack(header)
    name = file.read(name_length)
    if (
        mark != b"PK\x03\x04"
        or method != info.compress_type
        or name.decode("utf-8" if flags & 0x800 else "cp437") != (info.orig_filename)
    ):
        raise NotReadable
    return info.header_offset + _LOCAL.size + int(name_length) + int(extra_length)


def _inflated(file: BinaryIO, begin: int, info: zipfile.ZipInfo, room: int) -> Entry:
    size, crc, head, declares, tail = 0, 0, b"", False, b""
    is_xml = info.filename.lower().endswith(_XML_NAMES)
    for piece in _pieces(file, begin, info):
        size += len(piece)
        if size > room or (size > RATIO_FROM and size > MOST_RATIO * max(info.compress_size, 1)):
            raise NotReadable(BOMB)
        crc = zlib.crc32(piece, crc)
        if len(head) < KEPT:
            head += piece[: KEPT - len(head)]
        if is_xml and not declares:
            seen = tail + piece
            declares = any(mark in seen for mark in _DOCTYPES)
            tail = seen[-32:]
    if size != info.file_size or crc != info.CRC:
        raise NotReadable
    if head.startswith(_ARCHIVE_HEADS) and not _is_paper(head):
        raise NotReadable(NESTED)
    return Entry(info.filename, size, head, declares)


def _is_paper(head: bytes) -> bool:
    """Whether an archive inside the archive is a document that people put there (a sheet in a text)."""
    return head.startswith(b"PK\x03\x04") and head[30:].startswith(_PAPERS_INSIDE)


def _pieces(file: BinaryIO, begin: int, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked bytes, never more than a chunk at once."""
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise NotReadable
    file.seek(begin)
    left = info.compress_size
    inflate = zlib.decompressobj(-zlib.MAX_WBITS) if info.compress_type == zipfile.ZIP_DEFLATED else None
    while left > 0:
        packed = file.read(min(_CHUNK, left))
        if not packed:
            raise NotReadable
        left -= len(packed)
        if inflate is None:
            yield packed
            continue
        while packed:
            try:
                yield inflate.decompress(packed, _CHUNK)
            except zlib.error as broken:
                raise NotReadable from broken
            packed = inflate.unconsumed_tail
