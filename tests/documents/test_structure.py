"""What a look inside finds in files as people and attackers make them."""

import struct
from pathlib import Path

import pytest

from documents import crafted
from gonggo.documents.kinds import FileKind
from gonggo.documents.structure import traits
from gonggo.documents.structure.apart import look_apart
from gonggo.documents.structure.finding import Finding
from gonggo.documents.structure.look import look_inside

MIB = 1024 * 1024


@pytest.fixture
def look(tmp_path: Path):
    def looked(content: bytes) -> Finding:
        path = tmp_path / "up-file"
        path.write_bytes(content)
        return look_inside(path)

    return looked


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (crafted.pdf(), FileKind.PDF),
        (crafted.pdf_that_opens_on_a_page(), FileKind.PDF),
        (b"\xef\xbb\xbf\n" + crafted.pdf(), FileKind.PDF),
        (crafted.hwp(), FileKind.HWP),
        (crafted.hwp(streams={"Scripts/DefaultJScript": crafted.hwp_script("")}), FileKind.HWP),
        (crafted.hwpx(), FileKind.HWPX),
        (crafted.docx(), FileKind.DOCX),
        (crafted.docx(**{"word/embeddings/sheet1.xlsx": crafted.xlsx()}), FileKind.DOCX),
        (crafted.xlsx(), FileKind.XLSX),
        (crafted.png(), FileKind.PNG),
        (crafted.jpg(), FileKind.JPG),
        (crafted.jpg() + b"camera notes" * 100, FileKind.JPG),
        (crafted.jpg() + b"\0\0\0\x20ftypmp42" + crafted.noise(2 * MIB), FileKind.JPG),
        (crafted.zipped({"계획서.pdf": crafted.pdf(), "양식.hwpx": crafted.hwpx()}), FileKind.ZIP),
        (crafted.zipped({"a.pdf": crafted.pdf()}, stored=("a.pdf",)), FileKind.ZIP),
    ],
)
def test_a_good_file_is_what_it_is_and_nothing_is_remarked(look, content: bytes, kind: FileKind):
    assert look(content) == Finding(kind)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (crafted.pdf(password="1234"), "pdf"),
        (crafted.hwp(flags=0x3), "hwp"),
        (crafted.hwp(flags=0x11), "hwp"),
        (crafted.hwpx(**{"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "hwpx"),
        (crafted.locked_office(), "locked_office"),
        (crafted.locked_zip(), "zip"),
    ],
)
def test_a_file_behind_a_password_is_locked(look, content: bytes, found: str):
    assert look(content) == Finding(found, locked=True)


def test_a_pdf_that_an_office_locked_only_against_printing_can_be_read(look):
    assert look(crafted.pdf(owner_only=True)) == Finding(FileKind.PDF, traits=(traits.PDF_PERMISSIONS,))


@pytest.mark.parametrize(
    ("content", "kind", "trait"),
    [
        (crafted.pdf(javascript="app.alert(1)"), FileKind.PDF, {traits.PDF_JAVASCRIPT}),
        (crafted.pdf_that_launches(), FileKind.PDF, {traits.PDF_ACTION}),
        (crafted.pdf(attach=b"MZ" + b"\0" * 100), FileKind.PDF, {traits.PDF_EMBEDDED}),
        (
            crafted.hwp(streams={"Scripts/DefaultJScript": crafted.hwp_script("function OnOpen(){ run(); }")}),
            FileKind.HWP,
            {traits.HWP_SCRIPT},
        ),
        (
            crafted.hwp(streams={"BinData/BIN0001.eps": crafted.raw_deflate(b"%!PS-Adobe")}),
            FileKind.HWP,
            {traits.HWP_EPS},
        ),
        (crafted.hwp(streams={"BinData/BIN0001.bmp": b"%!PS-Adobe" * 1000}), FileKind.HWP, {traits.HWP_EPS}),
        (
            crafted.hwp(streams={"BinData/BIN0002.OLE": crafted.raw_deflate(b"MZ" + b"\0" * 5000)}),
            FileKind.HWP,
            {traits.HWP_PROGRAM},
        ),
        (crafted.hwp(flags=0x5), FileKind.HWP, {traits.HWP_DISTRIBUTION}),
        (crafted.hwpx(**{"Scripts/sourceScripts": "function f(){ run() }"}), FileKind.HWPX, {traits.HWP_SCRIPT}),
        (crafted.hwpx(**{"BinData/image1.eps": "%!PS"}), FileKind.HWPX, {traits.HWP_EPS}),
        (crafted.docx(**{"word/vbaProject.bin": b"\0"}), FileKind.DOCX, {traits.OFFICE_MACRO}),
        (
            crafted.docx(**{"word/_rels/settings.xml.rels": '<R Type="attachedTemplate" TargetMode="External"/>'}),
            FileKind.DOCX,
            {traits.OFFICE_REMOTE},
        ),
        (crafted.xlsx(**{"xl/embeddings/oleObject1.bin": b"\0"}), FileKind.XLSX, {traits.OFFICE_OBJECT}),
        (crafted.zipped({"readme.txt": b"MZ\x90\0"}), FileKind.ZIP, {traits.ZIP_PROGRAM}),
        (crafted.zipped({"run.JS": "1"}), FileKind.ZIP, {traits.ZIP_PROGRAM}),
    ],
)
def test_what_acts_inside_a_good_file_is_remarked(look, content: bytes, kind: FileKind, trait: set[str]):
    assert look(content) == Finding(kind, traits=tuple(trait))


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (crafted.pdf()[:300], "damaged"),
        (b"%PDF-1.7\n%%EOF", "damaged"),
        (crafted.docx()[:200], "damaged"),
        (crafted.hwp()[:600], "damaged"),
        (crafted.png()[:40], "damaged"),
        (crafted.jpg()[:20], "damaged"),
        (
            crafted.docx(**{"word/document.xml": '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'}),
            "damaged",
        ),
        (crafted.hwpx(**{"Contents/section0.xml": "<!DOCTYPE s><s/>".encode("utf-16")}), "damaged"),
        (b"MZ\x90\0" + crafted.docx(), "program"),
        (crafted.zipped({"a": "1"}) + b"tail", "damaged"),
        (crafted.zipped({"../../etc/cron.d/x": "1"}), "bad_names"),
        (crafted.zipped({"C:/a": "1"}), "bad_names"),
        (crafted.zipped({"A.txt": "1", "a.txt": "2"}), "bad_names"),
        (crafted.zipped({"in.zip": crafted.zipped({"a": "1"})}), "nested"),
        (crafted.zipped({"in.7z": b"7z\xbc\xaf\x27\x1c" + b"\0" * 50}), "nested"),
        (crafted.zipped({str(number): "" for number in range(1_001)}), "bomb"),
        (crafted.zipped({"a.txt": b"\0" * (20 * MIB)}), "bomb"),
        (crafted.lying_bomb(20 * MIB), "bomb"),
        (crafted.lying_bomb(MIB // 2), "damaged"),
        (crafted.headers_that_disagree(), "damaged"),
        (crafted.overlapping(), "bomb"),
        (crafted.old_word(), "old_office"),
        (crafted.zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "opendocument"),
        (crafted.zipped({crafted.CONTENT_TYPES: "presentationml.presentation.main+xml"}), "pptx"),
        (crafted.zipped({crafted.CONTENT_TYPES: "word.document.macroEnabled.main+xml"}), "macro_office"),
        (b"<!DOCTYPE html><script>1</script>", "html"),
        (b"HWP Document File V3.00 \x1a", "old_hwp"),
        (b"GIF89a\x01\0", "picture"),
        (b"just words\r\n", "text"),
        (crafted.noise(500), "unknown"),
    ],
)
def test_a_bad_file_is_called_what_it_is(look, content: bytes, found: str):
    assert look(content) == Finding(found)


@pytest.mark.parametrize(
    "content",
    [
        crafted.pdf() + crafted.zipped({"a.txt": "1"}),
        crafted.png() + crafted.zipped({"a.txt": "1"}),
        crafted.jpg() + crafted.zipped({"a.txt": "1"}),
        crafted.hwp() + crafted.zipped({"a.txt": "1"}),
        crafted.jpg()[:2] + b"\xff\xfe\0\x40" + crafted.pdf()[:62] + crafted.jpg()[2:],
        crafted.docx_with_a_pdf_in_front(),
    ],
)
def test_a_file_that_two_programs_would_read_differently_is_refused(look, content: bytes):
    assert look(content).found in {"polyglot", "damaged"}


def test_an_archive_of_modest_ratio_is_stopped_when_200_mib_are_unpacked(look):
    members = {"noise.bin": crafted.noise(3 * MIB)} | {f"{number}.txt": b"\0" * MIB for number in range(199)}

    assert look(crafted.zipped(members)) == Finding("bomb")


def test_a_limit_member_count_of_exactly_a_thousand_is_taken(look):
    assert look(crafted.zipped({str(number): "" for number in range(1_000)})) == Finding(FileKind.ZIP)


def test_a_picture_of_impossible_size_is_a_bomb(look):
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)

    assert look(crafted.png(header)) == Finding("bomb")


@pytest.mark.parametrize("content", [crafted.pdf(), crafted.hwp(), crafted.hwpx(), b"MZ"])
def test_a_look_in_a_process_apart_finds_the_same(tmp_path: Path, content: bytes):
    path = tmp_path / "up-file"
    path.write_bytes(content)

    assert look_apart(path) == look_inside(path)


def test_a_file_that_exhausts_the_looking_process_is_called_unreadable(tmp_path: Path):
    path = tmp_path / "up-file"
    path.write_bytes(crafted.pdf())

    assert look_apart(path, memory=1024 * 1024) == Finding("unreadable")


def test_bytes_by_chance_never_break_the_look(look):
    heads = [b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"]
    for seed, head in enumerate(heads * 10):
        found = look(head + crafted.noise(2_000 + seed))
        assert (found.locked, found.traits) == (False, ())
        assert found.kind is None


@pytest.mark.parametrize("whole", [crafted.pdf(), crafted.hwp(), crafted.docx(), crafted.hwpx()])
def test_a_good_file_with_one_byte_changed_never_breaks_the_look(look, whole: bytes):
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        look(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
