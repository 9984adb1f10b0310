"""The authority behind signatures: the house's own, or one that was given to it."""

from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from gonggo.signing.authority import LONGEST_NAME, NoAuthority, common_name, issue, key_from, pem_of, read_authority
from signings import an_authority

AT = datetime(2024, 6, 1, 1, 0, tzinfo=UTC)


def test_the_same_secret_is_the_same_key_and_another_is_another():
    one = key_from(b"\x01" * 32).private_numbers()

    assert (key_from(b"\x01" * 32).private_numbers() == one, key_from(b"\x02" * 32).private_numbers() == one) == (
        True,
        False,
    )


def test_a_certificate_names_organisation_and_person_and_cannot_issue_others():
    made = issue(an_authority(), organisation="도입정밀", person="김도입", at=AT).certificate

    assert made.subject.rfc4514_string() == "CN=도입정밀 김도입,O=도입정밀"
    assert made.extensions.get_extension_for_class(x509.BasicConstraints).value.ca is False
    assert made.not_valid_before_utc == AT


def test_every_signature_has_a_key_of_its_own():
    authority = an_authority()
    keys = [issue(authority, organisation="도입정밀", person="김도입", at=AT).key for _ in range(2)]

    assert keys[0].private_numbers() != keys[1].private_numbers()


def test_of_a_long_organisation_the_beginning_stands_before_the_whole_name_of_the_person():
    said = common_name("대한민국중소기업스마트서비스진흥협동조합연합회", "남궁하늘")

    assert said.endswith(" 남궁하늘")
    assert len(said.encode()) <= LONGEST_NAME
    assert common_name("가", "나" * 40) == "나" * 21


def test_an_authority_that_was_given_in_a_file_issues_in_the_name_of_its_certificate():
    given = an_authority("바깥 인증기관")
    pem = given.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode() + pem_of(given)

    read = read_authority(pem.encode())

    made = issue(read, organisation="도입정밀", person="김도입", at=AT).certificate
    assert made.issuer.rfc4514_string() == "CN=바깥 인증기관"
    made.verify_directly_issued_by(given.certificate)


def an_end_certificate() -> str:
    """One that may not issue others, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "끝")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 7)
        .not_valid_before(AT)
        .not_valid_after(datetime(2034, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private.decode() + made.public_bytes(Encoding.PEM).decode()


@pytest.mark.parametrize(
    "pem",
    [
        "",
        "nothing",
        pem_of(an_authority()),
        an_end_certificate(),
        an_end_certificate().partition("-----BEGIN CERT")[0] + pem_of(an_authority()),
    ],
    ids=["empty", "no pem", "no key", "may not issue", "key of another"],
)
def test_a_file_that_holds_no_authority_is_refused(pem: str):
    with pytest.raises(NoAuthority):
        read_authority(pem.encode())
