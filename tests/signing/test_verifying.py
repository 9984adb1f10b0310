"""Signed papers are verified from their bytes alone, by us and by ``pdfsig``; whatever was done to them is found."""

import json
import os
import random
import secrets
import shutil
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from pypdf import PdfReader, PdfWriter

from conftest import needs
from gonggo.documents.forms import FormSheet, SheetField, SheetPart, pdf
from gonggo.signing.authority import Authority, key_from, pem_of
from gonggo.signing.pades import Signing, Unsignable, signed
from gonggo.signing.verify import verified
from gonggo.wiring.cli import main
from signings import a_paper, an_authority

WHO = (("전담기관", "전담기관명", "이전담"), ("도입기업", "도입정밀", "김도입"), ("공급기업", "공급소프트", "최공급"))
DAY = datetime(2024, 6, 3, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def authority() -> Authority:
    return an_authority()


@pytest.fixture(scope="module")
def paper(authority: Authority) -> bytes:
    """A paper as the house sets it, signed by three, a day each."""
    parts = (SheetPart("", fields=(SheetField("a", "", "항목"),)),)
    sheet = FormSheet(language="ko", over="사업", number="1", title="협약서", parts=parts, foot="1")
    made = pdf(sheet, {"a": "값"}, {})
    for place, (label, organisation, person) in enumerate(WHO, start=1):
        made = signed(made, Signing(place, label, organisation, person, DAY.replace(day=place)), authority)
    return made


def says(found: bytes, authority: Authority) -> list[str]:
    return [text.en for text in verified(found, authority.chain).findings]


def test_a_signed_paper_tells_who_signed_as_what_and_when_and_covers_all_bytes(paper, authority):
    found = verified(paper, authority.chain)

    assert [(one.label, one.organisation, one.person) for one in found.signatures] == list(WHO)
    assert [one.at for one in found.signatures] == [DAY.replace(day=place) for place in (1, 2, 3)]
    assert [one.covers_all for one in found.signatures] == [False, False, True]
    assert found.signatures[-1].covers == len(paper)
    assert found.findings == []


def test_the_paper_before_the_last_signature_is_still_sound(paper, authority):
    second = verified(paper, authority.chain).signatures[1]

    assert verified(paper[: second.covers], authority.chain).is_sound


def test_one_flipped_bit_is_found_wherever_it_is(paper, authority):
    chosen = random.Random(5)
    places = [chosen.randrange(len(paper)) for _ in range(12)] + [len(paper) - 1000 - n for n in range(0, 4400, 400)]

    missed = []
    for place in places:
        changed = bytearray(paper)
        changed[place] ^= 1 << chosen.randrange(8)
        if verified(bytes(changed), authority.chain, compares=False).is_sound:
            missed.append(place)
    assert missed == []


def test_what_is_added_behind_the_last_signature_is_found(paper, authority):
    writer = PdfWriter(BytesIO(paper), incremental=True)
    writer.add_metadata({"/Title": "다른 협약서"})
    out = BytesIO()
    writer.write(out)

    assert out.getvalue().startswith(paper)
    assert "Something was added behind the last signature." in says(out.getvalue(), authority)
    assert says(paper + b"\n% more\n", authority) == ["Something was added behind the last signature."]
    assert not verified(paper + b"\n%%EOF\n", authority.chain).is_sound


def test_another_content_put_between_two_signatures_is_found(paper, authority):
    first = paper[: verified(paper, authority.chain).signatures[0].covers]
    writer = PdfWriter(BytesIO(first), incremental=True)
    writer.add_blank_page(100, 100)
    out = BytesIO()
    writer.write(out)
    tampered = signed(out.getvalue(), Signing(2, "도입기업", "도입정밀", "김도입", DAY), authority)

    assert says(tampered, authority) == ["gonggo-01: the file was changed after it was signed."]


def test_signatures_of_another_authority_of_the_same_name_are_found(paper, authority):
    assert says(paper, an_authority()) == [
        f"gonggo-0{place}: this authority does not stand behind the signature." for place in (1, 2, 3)
    ]


def test_a_paper_without_signature_and_what_is_no_paper_are_found(authority):
    assert says(a_paper(), authority) == ["The file has no signature."]
    assert says(b"nothing", authority)[0].startswith("The file cannot be read (")
    assert says(b"%PDF-1.7\n" + b"\xff" * 300, authority)[0].startswith("The file cannot be read (")


def test_signing_adds_to_the_file_and_changes_nothing_in_it(authority):
    before = a_paper()
    after = signed(before, Signing(1, "전담기관", "전담기관명", "이전담", DAY), authority)

    assert after.startswith(before)
    assert len(PdfReader(BytesIO(after)).pages) == 1
    assert b"/ETSI.CAdES.detached" in after


def test_what_is_no_pdf_cannot_be_signed(authority):
    with pytest.raises(Unsignable):
        signed(b"nothing", Signing(1, "전담기관", "전담기관명", "이전담", DAY), authority)


def below(above: Authority, *, depth: int | None) -> Authority:
    """An authority whose certificate another one gave it; ``depth`` is how many it may have below itself."""
    key = key_from(secrets.token_bytes(32))
    names = [x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "아래 인증기관")]), above.certificate.subject]
    made = (
        x509.CertificateBuilder(names[1], names[0], key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2040, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=True, path_length=depth), critical=True)
        .sign(above.key, hashes.SHA256())
    )
    return Authority(key, (made, *above.chain))


def test_an_authority_below_another_is_verified_by_the_one_above():
    key = key_from(secrets.token_bytes(32))
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "바깥 인증기관")])
    own = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2040, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
        .sign(key, hashes.SHA256())
    )
    given = below(Authority(key, (own,)), depth=0)
    who = Signing(1, "전담기관", "전담기관명", "이전담", DAY)

    assert says(signed(a_paper(), who, given), given) == []
    assert not verified(signed(a_paper(), who, given), an_authority().chain).is_sound


def test_pdfsig_finds_every_signature_valid(paper, tmp_path: Path):
    """``pdfsig`` (poppler) is another reader, in another language."""
    if shutil.which("pdfsig") is None:
        needs("pdfsig is missing: install the Debian package poppler-utils")
    file = tmp_path / "signed.pdf"
    file.write_bytes(paper)
    environment = os.environ | {"HOME": str(tmp_path)}  # no certificates of whoever runs the tests
    command = ["pdfsig", "-nocert", str(file)]
    told = subprocess.run(command, capture_output=True, text=True, check=False, env=environment).stdout

    assert told.count("Signature Validation: Signature is Valid.") == 3
    assert told.count("ETSI.CAdES.detached") == 3
    assert told.count("Total document signed") == 1
    assert [line.split("CN=")[1].split(",")[0] for line in told.splitlines() if "CN=" in line] == [
        f"{organisation} {person}" for _, organisation, person in WHO
    ]


def test_the_command_says_what_it_finds_and_ends_with_0_1_or_2(paper, authority, tmp_path: Path, capsys):
    file, trust, other = tmp_path / "signed.pdf", tmp_path / "authority.pem", tmp_path / "other.pem"
    file.write_bytes(paper)
    trust.write_text(pem_of(authority))
    other.write_text(pem_of(an_authority()))

    def run(*words: object) -> tuple[int, str]:
        code = main(["signing", "verify", *map(str, words)])
        return code, capsys.readouterr().out

    code, told = run(file, "--authority", trust)
    assert (code, "2024-06-01 10:00:00 +0900  전담기관  전담기관명  이전담" in told) == (0, True)
    code, told = run(file, "--authority", trust, "--json")
    assert (code, json.loads(told)["sound"], len(json.loads(told)["signatures"])) == (0, True, 3)
    assert run(file, "--authority", other)[0] == 1
    assert run(file)[0] == 1  # the authority of this installation is another
    assert run(tmp_path / "none.pdf", "--authority", trust)[0] == 2
    assert run(file, "--authority", tmp_path / "none.pem")[0] == 2
    assert run(file, "--authority", file)[0] == 2
