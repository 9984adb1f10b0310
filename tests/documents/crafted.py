"""Files as people (and attackers) make them, built here byte by byte."""

import io
import random
import struct
import zipfile
import zlib

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from documents.compound import compound_file

CONTENT_TYPES = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.{}"
_TYPES = f'<?xml version="1.0"?><Types><Override ContentType="{_MAIN}"/></Types>'
WORD = _TYPES.format("wordprocessingml.document.main+xml")
SHEET = _TYPES.format("spreadsheetml.sheet.main+xml")
RELS = '<?xml version="1.0"?><Relationships/>'


def pdf(
    *,
    password: str | None = None,
    owner_only: bool = False,
    javascript: str = "",
    attach: bytes = b"",
    drawn: bytes = b"",
) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(width=200, height=200)
    if javascript:
        _on_opening(writer, "/JavaScript", "/JS", javascript)
    if attach:
        writer.add_attachment("inside.bin", attach)
    if drawn:  # what a page could draw, as a scan is
        stream = DecodedStreamObject()
        stream.set_data(drawn)
        writer._add_object(stream)
    if password is not None or owner_only:
        writer.encrypt(user_password=password or "", owner_password="office", algorithm="AES-256")
    return _written(writer)


def pdf_that_launches() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(width=200, height=200)
    _on_opening(writer, "/Launch", "/F", "cmd.exe")
    return _written(writer)


def _on_opening(writer: PdfWriter, kind: str, key: str, text: str) -> None:
    action = DictionaryObject({NameObject("/S"): NameObject(kind), NameObject(key): TextStringObject(text)})
    writer._root_object[NameObject("/OpenAction")] = writer._add_object(action)


def pdf_that_opens_on_a_page() -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(width=200, height=200)
    writer.open_destination = page
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def zipped(members: dict[str, bytes | str], *, stored: tuple[str, ...] = ()) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(**more: bytes | str) -> bytes:
    return zipped({CONTENT_TYPES: WORD, "_rels/.rels": RELS, "word/document.xml": "<w/>"} | more)


def xlsx(**more: bytes | str) -> bytes:
    return zipped({CONTENT_TYPES: SHEET, "_rels/.rels": RELS, "xl/workbook.xml": "<x/>"} | more)


def hwpx(**more: bytes | str) -> bytes:
    members: dict[str, bytes | str] = {
        "mimetype": "application/hwp+zip",
        "version.xml": "<v/>",
        "Contents/header.xml": "<h/>",
        "Contents/section0.xml": "<s/>",
        "Contents/content.hpf": "<p/>",
    }
    return zipped(members | more, stored=("mimetype",))


def raw_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def hwp(*, flags: int = 1, streams: dict[str, bytes] | None = None) -> bytes:
    header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05010000, flags)
    body = {
        "FileHeader": header.ljust(256, b"\0"),
        "DocInfo": raw_deflate(b"\0" * 32),
        "BodyText/Section0": raw_deflate(b"\0" * 32),
    }
    return compound_file(body | (streams or {}))


def hwp_script(source: str) -> bytes:
    """The stream DefaultJScript as the program writes it, with ``source`` as the script's own part."""
    header = "var Documents = XHwpDocuments;\r\nvar Document = Documents.Active_XHwpDocument;\r\n"
    parts = [struct.pack("<I", len(text)) + text.encode("utf-16-le") for text in (header, source, "", "")]
    return raw_deflate(b"".join(parts) + b"\xff" * 4)


def locked_office() -> bytes:
    return compound_file({"EncryptionInfo": b"\x04\0\x04\0" + b"\0" * 60, "EncryptedPackage": b"\1" * 5000})


def old_word() -> bytes:
    return compound_file({"WordDocument": b"\0" * 5000, "1Table": b"\0" * 100})


def png(header: bytes = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def jpg() -> bytes:
    app = b"\xff\xe0\x00\x10JFIF\0\1\1\0\0\1\0\1\0\0"
    frame = b"\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00"
    scan = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\xd2\xcf\x20"
    return b"\xff\xd8" + app + frame + scan + b"\xff\xd9"


def lying_bomb(unpacked: int, *, declared: int = 100) -> bytes:
    """A deflated member of ``unpacked`` zero bytes that both headers declare as ``declared`` bytes."""
    whole = bytearray(zipped({"a.txt": b"\0" * unpacked}))
    truth = struct.pack("<I", unpacked)
    return bytes(whole.replace(truth, struct.pack("<I", declared)))


def locked_zip() -> bytes:
    """A zip whose one member says that it is encrypted."""
    whole = bytearray(zipped({"a.txt": "secret"}))
    central = whole.index(b"PK\x01\x02")
    whole[6] |= 1
    whole[central + 8] |= 1
    return bytes(whole)


def headers_that_disagree() -> bytes:
    """The directory calls the member b.txt, the member itself a.txt."""
    whole = zipped({"a.txt": "1"})
    at = whole.index(b"PK\x01\x02")
    return whole[:at] + whole[at:].replace(b"a.txt", b"b.txt")


def overlapping() -> bytes:
    """Two names in the directory for one and the same packed member."""
    whole = zipped({"a.txt": "1"})
    at, end = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    record = whole[at:end]
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 2, 2, 2 * len(record), at, 0)
    return whole[:at] + record + record.replace(b"a.txt", b"b.txt") + tail


def docx_with_a_pdf_in_front() -> bytes:
    return zipped(
        {"a.bin": b"%PDF-1.7\n", CONTENT_TYPES: WORD, "_rels/.rels": RELS, "word/document.xml": "<w/>"},
        stored=("a.bin",),
    )


def noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)
