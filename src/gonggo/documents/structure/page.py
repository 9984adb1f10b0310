"""A page of a PDF as a picture, with its text beside it for who cannot see it."""

import json
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WIDTH = 900  # pixels: as wide as a reading column on a screen of double density is worth
TALLEST = 3  # times its width: a longer page is cut there
MOST_TEXT = 4_000  # characters of a page that are read out
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page of a PDF: how many there are, its text, its picture as PNG."""

    pages: int
    text: str
    png: bytes


def read(drawn: bytes) -> PagePicture:
    """What ``picture`` gave."""
    said, _, png = drawn.partition(b"\n")
    known = json.loads(said)
    return PagePicture(int(known["pages"]), str(known["text"]), png)


def picture(path: Path, number: int) -> bytes:
    """Page ``number`` (from 1) of the PDF at ``path``: a line of JSON (pages, text), then the PNG.

    Raises what the parser raises, and IndexError for a page that is not there.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    if not 1 <= number <= len(document):
        raise IndexError(number)
    page = document[number - 1]
    width, height = page.get_size()
    bitmap = page.render(scale=min(WIDTH / width, WIDTH * TALLEST / height), rev_byteorder=True, prefer_bgrx=False)
    said = {"pages": len(document), "text": page.get_textpage().get_text_bounded()[:MOST_TEXT]}
    return json.dumps(said).encode("utf-8") + b"\n" + _png(bitmap)


def _png(bitmap: Any) -> bytes:
    """The bitmap (three or four bytes a pixel, in the order red, green, blue) as PNG."""
    width, height, stride, channels = bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels
    pixels = bytes(bitmap.buffer)
    rows = b"".join(b"\0" + pixels[at : at + width * channels] for at in range(0, stride * height, stride))
    colour = {1: 0, 3: 2, 4: 6}[channels]
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    return _PNG + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 6)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
