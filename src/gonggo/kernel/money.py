"""Whole won in integers, shares as fractions; words for amounts as people read them."""

from fractions import Fraction

_MAN = 10_000
_EOK = 100_000_000


def share_of(part: int, whole: int) -> Fraction:
    """``part`` of ``whole`` won as an exact fraction; 0 of 0 is 0."""
    return Fraction(part, whole) if whole else Fraction(0)


def percent(share: Fraction) -> str:
    """A share as per cent with two decimals, cut off, never rounded up past a limit: 49.15%."""
    hundredths = share * 10_000 // 1
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def won(amount: int, language: str = "ko") -> str:
    """58,000,000원 or KRW 58,000,000; a negative amount bears a true minus sign."""
    digits = f"{'−' if amount < 0 else ''}{abs(amount):,}"
    return f"KRW {digits}" if language.startswith("en") else f"{digits}원"


def korean_units(amount: int) -> str:
    """1억 1,800만원, beside the digits for reading; what is below 만 follows in digits."""
    eok, rest = divmod(abs(amount), _EOK)
    man, ones = divmod(rest, _MAN)
    parts = [f"{eok:,}억"] * bool(eok) + [f"{man:,}만"] * bool(man) + [f"{ones:,}"] * bool(ones or amount == 0)
    return ("−" if amount < 0 else "") + " ".join(parts) + "원"
