"""HWP 5 (an OLE compound file): its header's flags, scripts, pictures and embedded programs."""

import struct
import zlib
from typing import BinaryIO

import olefile

from gonggo.documents.kinds import FileKind
from gonggo.documents.structure import traits
from gonggo.documents.structure.finding import LOCKED_OFFICE, Finding, Locked, NotReadable
from gonggo.documents.structure.hwp_script import acts

_SIGNATURE = b"HWP Document File"
_COMPRESSED, _PASSWORD, _DISTRIBUTION, _DRM = 0x1, 0x2, 0x4, 0x10
_CERTIFICATE_LOCKED = 0x100 | 0x400
_MOST_STREAMS = 5_000
_MOST_UNPACKED = 64 * 1024 * 1024  # bytes of one stream


def look(file: BinaryIO) -> Finding:
    """What the compound file is. Raises NotReadable and Locked."""
    with olefile.OleFileIO(file) as ole:
        streams = ["/".join(path) for path in ole.listdir(streams=True, storages=False)]
        if len(streams) > _MOST_STREAMS:
            raise NotReadable
        if "FileHeader" not in streams:
            return _not_hwp(streams)
        header = ole.openstream("FileHeader").read(256)
        if not header.startswith(_SIGNATURE) or len(header) < 40:
            raise NotReadable
        (flags,) = struct.unpack_from("<I", header, 36)
        if flags & (_PASSWORD | _DRM | _CERTIFICATE_LOCKED):
            raise Locked(FileKind.HWP)
        if not any(name.startswith(("BodyText/Section", "ViewText/Section")) for name in streams):
            raise NotReadable
        return Finding(FileKind.HWP, traits=tuple(sorted(_traits(ole, streams, flags))))


def _not_hwp(streams: list[str]) -> Finding:
    if "EncryptedPackage" in streams:
        raise Locked(LOCKED_OFFICE)
    if {"WordDocument", "Workbook", "Book", "PowerPoint Document"} & set(streams):
        return Finding("old_office")
    raise NotReadable


def _traits(ole: olefile.OleFileIO, streams: list[str], flags: int) -> set[str]:
    found = {traits.HWP_DISTRIBUTION} if flags & _DISTRIBUTION else set()
    packed = bool(flags & _COMPRESSED)
    for name in streams:
        if name.startswith("Scripts/") and name.endswith("DefaultJScript"):
            if _script_acts(_unpacked(ole.openstream(name).read(), packed=packed)):
                found.add(traits.HWP_SCRIPT)
        elif name.startswith("BinData/"):
            found |= _of_picture(name, _unpacked(ole.openstream(name).read(), packed=packed))
    return found


def _of_picture(name: str, content: bytes) -> set[str]:
    found = set()
    if name.lower().endswith((".eps", ".ps")) or content.startswith((b"%!PS", b"\xc5\xd0\xd3\xc6")):
        found.add(traits.HWP_EPS)
    if content[:4].startswith(traits.PROGRAM_HEADS) or "Ole10Native".encode("utf-16-le") in content:
        found.add(traits.HWP_PROGRAM)
    return found


def _script_acts(content: bytes) -> bool:
    """The stream is four counted texts (header, source, before, after); one that does not read so is suspect itself."""
    at = 0
    for _ in range(4):
        if at + 4 > len(content):
            return bool(content.strip(b"\0\xff")) and at == 0
        (length,) = struct.unpack_from("<I", content, at)
        text = content[at + 4 : at + 4 + 2 * length]
        if len(text) != 2 * length or acts(text.decode("utf-16-le", errors="replace")):
            return True
        at += 4 + 2 * length
    return False


def _unpacked(content: bytes, *, packed: bool) -> bytes:
    """The stream's content; as it stands where it was not packed after all (pictures may be kept as they are)."""
    if not packed:
        return content
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(content, _MOST_UNPACKED)
    except zlib.error:
        return content
