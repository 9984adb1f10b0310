"""Rules about numbers that need no rows: the business registration number and the telephone number."""

import re

from gonggo.kernel.refusal import Refused

_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
_SEPARATORS = re.compile(r"[\s\-‐-―−]")
_TEN_DIGITS = re.compile(r"[0-9]{10}")
_PHONE = re.compile(r"(\+82|0)[0-9]{8,10}")
_PHONE_GROUPS = re.compile(r"(02|0[0-9]{2})([0-9]{3,4})([0-9]{4})")


def check_digit(first_nine: str) -> int:
    """The tenth digit of a 사업자등록번호, from its first nine: weighted sum, with the carry of the ninth."""
    digits = [int(digit) for digit in first_nine]
    total = sum(digit * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) + 5 * digits[8] // 10
    return -total % 10


def brn(written: str) -> str:
    """The ten digits of a 사업자등록번호 as a person writes it (123-45-67890). Refuses with: brn_invalid."""
    number = _SEPARATORS.sub("", written)
    if not _TEN_DIGITS.fullmatch(number) or check_digit(number[:9]) != int(number[9]):
        raise Refused("brn_invalid", field="brn")
    return number


def written_brn(number: str) -> str:
    """The number in groups, as on a certificate: 123-45-67890."""
    return f"{number[:3]}-{number[3:5]}-{number[5:]}"


def phone(written: str) -> str:
    """A telephone number of Korea as digits with a leading zero. Refuses with: phone_invalid."""
    number = _SEPARATORS.sub("", written).replace("(", "").replace(")", "").replace(".", "")
    if not _PHONE.fullmatch(number):
        raise Refused("phone_invalid", field="phone")
    return "0" + number.removeprefix("+82") if number.startswith("+82") else number


def written_phone(number: str) -> str:
    """The digits in groups, as people write them: 02-980-3655, 010-1234-5678; others as they are."""
    found = _PHONE_GROUPS.fullmatch(number)
    return "-".join(found.groups()) if found else number


def email(written: str) -> str:
    """An address as it is kept: without spaces around it, in lower case."""
    return written.strip().lower()
