"""PNG and JPG: walked from mark to mark without decoding a pixel."""

import struct
import zlib
from typing import BinaryIO

from gonggo.documents.kinds import FileKind
from gonggo.documents.structure.finding import BOMB, Finding, NotReadable

PNG_HEAD = b"\x89PNG\r\n\x1a\n"
JPG_HEAD = b"\xff\xd8\xff"
MOST_PIXELS = 200_000_000
_FRAMES = frozenset({0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})


def look_png(file: BinaryIO) -> Finding:
    """Raises NotReadable unless the chunks lead from IHDR over IDAT to IEND."""
    file.seek(len(PNG_HEAD))
    seen: list[bytes] = []
    while not seen or seen[-1] != b"IEND":
        header = file.read(8)
        if len(header) < 8:
            raise NotReadable
        length, name = struct.unpack(">I4s", header)
        if name == b"IHDR":
            body = file.read(length)
            crc = file.read(4)
            if length != 13 or crc != struct.pack(">I", zlib.crc32(name + body)):
                raise NotReadable
            _check_size(*struct.unpack(">II", body[:8]))
        else:
            file.seek(length + 4, 1)
        seen.append(name)
    if seen[0] != b"IHDR" or b"IDAT" not in seen:
        raise NotReadable
    return Finding(FileKind.PNG)


def look_jpg(file: BinaryIO) -> Finding:
    """Raises NotReadable unless segments lead to a frame and a scan, and the end is there."""
    file.seek(2)
    framed = False
    while True:
        mark = file.read(2)
        if len(mark) < 2 or mark[0] != 0xFF:
            raise NotReadable
        if mark[1] == 0xFF:  # fill byte
            file.seek(-1, 1)
            continue
        (length,) = struct.unpack(">H", file.read(2).ljust(2, b"\0"))
        if length < 2:
            raise NotReadable
        body = file.read(length - 2)
        if mark[1] in _FRAMES and len(body) >= 5:
            height, width = struct.unpack(">HH", body[1:5])
            _check_size(width, max(height, 1))
            framed = True
        if mark[1] == 0xDA:
            break
    # a phone's moving picture carries a film of several MB behind the end, so the end may stand anywhere
    if not framed or b"\xff\xd9" not in file.read():
        raise NotReadable
    return Finding(FileKind.JPG)


def _check_size(width: int, height: int) -> None:
    if not width or not height:
        raise NotReadable
    if width * height > MOST_PIXELS:
        raise NotReadable(BOMB)
