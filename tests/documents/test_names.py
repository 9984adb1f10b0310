import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonggo.documents.kinds import FileKind, kind_named
from gonggo.documents.names import LONGEST, cleaned


@pytest.mark.parametrize(
    ("declared", "shown"),
    [
        ("사업계획서.pdf", "사업계획서.pdf"),
        (unicodedata.normalize("NFD", "사업계획서.pdf"), "사업계획서.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\kim\\계획서.hwp", "계획서.hwp"),
        ("계획서\0.pdf", "계획서.pdf"),
        ("계획서\u202efdp.exe", "계획서fdp.exe"),
        ("  계획서\t 최종 .pdf ", "계획서 최종.pdf"),
        ("a\nContent-Type: text/html.pdf", "html.pdf"),
        ('"><img>.png', "___img_.png"),
        (".pdf", "file.pdf"),
        ("..", "file"),
        ("", "file"),
        ("\ud800.pdf", "file.pdf"),
        ("계획서.PDF", "계획서.PDF"),
        ("v1.2 계획서", "v1.2 계획서"),
        ("한" * 255 + ".hwpx", "한" * 83 + ".hwpx"),
        ("a." + "b" * 300, "a." + "b" * 253),
    ],
)
def test_a_name_is_shown_without_folders_and_hidden_marks(declared: str, shown: str):
    assert cleaned(declared) == shown


@given(st.text(alphabet=st.characters(), max_size=400))
def test_any_name_is_cleaned_once_and_for_all(declared: str):
    name = cleaned(declared)

    assert cleaned(name) == name
    assert 0 < len(name.encode()) <= LONGEST
    assert unicodedata.is_normalized("NFC", name)
    assert not set(name) & set('/\\\0<>:"|?*\r\n')
    assert name not in {".", ".."}
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in name)


@given(st.text(alphabet="가나다a.\u202e /\\", max_size=40), st.sampled_from(["pdf", "HWP", "Hwpx", "jpeg"]))
def test_the_extension_that_a_person_sees_is_the_one_that_counts(stem: str, extension: str):
    assert kind_named(cleaned(f"{stem}.{extension}")) is not None


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.pdf", FileKind.PDF), ("a.JPEG", FileKind.JPG), ("a.pdf.exe", None), ("pdf", None), ("a.", None)],
)
def test_an_extension_promises_a_kind(name: str, kind: FileKind | None):
    assert kind_named(name) is kind
