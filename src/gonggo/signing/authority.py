"""The authority behind the signatures: a key and a certificate of the house's own, or those that somebody gave it.

For every signature it issues one certificate, for a key that exists as long as that signature takes. Nothing of a
signer's is kept, so nothing of theirs can be stolen. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from cryptography.x509.oid import NameOID

OWN = "gonggo own authority (자체 전자서명)"
DEMO = "gonggo demo authority (시연용 전자서명)"
YEARS = 60
LONGEST_NAME = 64  # bytes of a common name that every reader takes (RFC 5280, ub-common-name, counts characters)
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256 (FIPS 186-4, D.1.2.3)

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class NoAuthority(ValueError):
    """The text holds no key and certificate that can issue certificates."""


@dataclass(frozen=True, slots=True)
class Authority:
    """What issues: ``chain`` begins with its own certificate and ends with the one that people trust."""

    key: Key
    chain: tuple[x509.Certificate, ...]

    @property
    def certificate(self) -> x509.Certificate:
        return self.chain[0]


@dataclass(frozen=True, slots=True)
class OneOff:
    """A key for one signature, and its certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


def key_from(secret: bytes) -> ec.EllipticCurvePrivateKey:
    """The P-256 key that 32 random bytes stand for."""
    return ec.derive_private_key(int.from_bytes(secret, "big") % (_ORDER - 1) + 1, ec.SECP256R1())


def own_certificate(key: ec.EllipticCurvePrivateKey, name: str, *, since: datetime) -> x509.Certificate:
    """The certificate that the house gives itself, for sixty years from ``since``."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    public = key.public_key()
    return (
        x509.CertificateBuilder(subject, subject, public, x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + timedelta(days=YEARS * 365))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(issues=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(key, hashes.SHA256())
    )


def issue(authority: Authority, *, organisation: str, person: str, at: datetime) -> OneOff:
    """A certificate for ``person`` of ``organisation`` from ``at`` on, and the key that is used once."""
    key = ec.generate_private_key(ec.SECP256R1())
    public = key.public_key()
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:LONGEST_NAME]),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name(organisation, person)),
        ]
    )
    issuer = authority.certificate
    certificate = (
        x509.CertificateBuilder(issuer.subject, subject, public, x509.random_serial_number())
        .not_valid_before(at)
        .not_valid_after(issuer.not_valid_after_utc)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(issues=False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(_issued_by(issuer), critical=False)
        .sign(authority.key, hashes.SHA256())
    )
    return OneOff(key, certificate)


def common_name(organisation: str, person: str) -> str:
    """Both names; of a long organisation the beginning, for the whole of it stands beside."""
    room = LONGEST_NAME - len(f" {person}".encode())
    return (
        f"{_cut(organisation, room)} {_cut(person, LONGEST_NAME)}".strip() if room > 0 else _cut(person, LONGEST_NAME)
    )


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore").rstrip()


def _issued_by(issuer: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key())  # type: ignore[arg-type]


def _usage(*, issues: bool) -> x509.KeyUsage:
    """What the key is for: to issue certificates, or to sign what somebody stands by."""
    return x509.KeyUsage(
        digital_signature=not issues,
        content_commitment=not issues,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issues,
        crl_sign=issues,
        encipher_only=False,
        decipher_only=False,
    )


def read_authority(pem: bytes) -> Authority:
    """An authority from a PEM file: its private key, its certificate, then those above it. Raises NoAuthority."""
    try:
        key = load_pem_private_key(pem, password=None)
        chain = read_chain(pem)
    except (ValueError, TypeError) as unreadable:
        raise NoAuthority(str(unreadable)) from unreadable
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise NoAuthority("the key is neither of an elliptic curve nor RSA")
    if key.public_key() != chain[0].public_key():
        raise NoAuthority("the first certificate is not that of the key")
    if not _issues(chain[0]):
        raise NoAuthority("the certificate may not issue others")
    return Authority(key, tuple(chain))


def read_chain(pem: bytes) -> Sequence[x509.Certificate]:
    """The certificates in a PEM text, in order. Raises NoAuthority."""
    try:
        return x509.load_pem_x509_certificates(pem)
    except ValueError as unreadable:
        raise NoAuthority(str(unreadable)) from unreadable


def _issues(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def pem_of(authority: Authority) -> str:
    """The certificates, for whoever verifies."""
    return "".join(one.public_bytes(Encoding.PEM).decode() for one in authority.chain)
