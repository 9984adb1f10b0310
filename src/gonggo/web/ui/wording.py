"""Days, instants, amounts and sizes as people read them, in Korean and English, always at the time of Seoul. Pure."""

from datetime import date, datetime, timedelta

from gonggo.kernel.clock import SEOUL
from gonggo.kernel.money import korean_units, won

WEEKDAYS = "월화수목금토일"
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_UNITS = {"ko": ("일", "시간", "분", "초"), "en": (" days", " hours", " minutes", " seconds")}
_KILO = 1024


def _english(language: str) -> bool:
    return language.startswith("en")


def local(at: datetime) -> datetime:
    """``at`` by the clocks of Seoul. Raises ValueError for an instant without a zone."""
    if at.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return at.astimezone(SEOUL)


def day(on: date, language: str = "ko", *, year: bool = False) -> str:
    """4월 30일(화), with ``year`` 2024년 4월 30일(화); in English always with the year: Tue 30 April 2024."""
    if isinstance(on, datetime):
        on = local(on).date()
    if _english(language):
        return f"{DAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]} {on.year}"
    return f"{f'{on.year}년 ' if year else ''}{on.month}월 {on.day}일({WEEKDAYS[on.weekday()]})"


def clock(at: datetime, *, seconds: bool = False) -> str:
    """18:00, or 18:00:00."""
    return f"{local(at):%H:%M:%S}" if seconds else f"{local(at):%H:%M}"


def instant(at: datetime, language: str = "ko", *, year: bool = False) -> str:
    """4월 30일(화) 18:00, in English Tue 30 April 2024 18:00 KST."""
    return f"{day(at, language, year=year)} {clock(at)}{' KST' if _english(language) else ''}"


def stamp(at: datetime) -> str:
    """16:41:07.382: cut off after the millisecond, never rounded up."""
    here = local(at)
    return f"{here:%H:%M:%S}.{here.microsecond // 1000:03d}"


def full_stamp(at: datetime, language: str = "ko") -> str:
    """2024년 4월 29일(월) 16:41:07.382."""
    return f"{day(at, language, year=True)} {stamp(at)}{' KST' if _english(language) else ''}"


def desk_day(on: date) -> str:
    """2024-04-11, for tables and ledgers of the desks."""
    return f"{local(on) if isinstance(on, datetime) else on:%Y-%m-%d}"


def desk_date(on: date, language: str = "ko") -> str:
    """2024-05-08(수): a day on which somebody has to be somewhere."""
    return f"{desk_day(on)}({(DAYS if _english(language) else WEEKDAYS)[on.weekday()]})"


def desk_instant(at: datetime, language: str = "ko") -> str:
    """2024-05-08(수) 10:12."""
    return f"{desk_date(local(at).date(), language)} {clock(at)}"


def period(opens: datetime, closes: datetime, language: str = "ko") -> str:
    """4월 1일(월) ~ 4월 30일(화) 18:00: an opening at the start of its day is written as the day."""
    return f"{opening(opens, language)} ~ {closing(closes, language)}"


def opening(at: datetime, language: str = "ko") -> str:
    """The first instant inside, as people read an opening: 4월 1일(월); not at the start of a day 4월 1일(월) 09:00."""
    return day(at, language) if _starts_the_day(at) else instant(at, language)


def closing(at: datetime, language: str = "ko", *, year: bool = False) -> str:
    """The first instant outside, as people read a closing: 4월 30일(화) 18:00; at midnight the day before."""
    before = at - timedelta(seconds=1)
    return day(before, language, year=year) if _starts_the_day(at) else instant(at, language, year=year)


def _starts_the_day(at: datetime) -> bool:
    here = local(at)
    return (here.hour, here.minute, here.second) == (0, 0, 0)


def remaining(left: timedelta, language: str = "ko") -> str:
    """13일 3시간 57분; below a day hours and minutes, below a minute seconds. What is over is 0초."""
    whole = max(left // timedelta(seconds=1), 0)
    days, rest = divmod(whole, 86_400)
    hours, rest = divmod(rest, 3_600)
    minutes, seconds = divmod(rest, 60)
    if whole < 60:
        return _length([seconds], (3,), language)
    if days:
        return _length([days, hours, minutes], (0, 1, 2), language)
    return _length([hours, minutes] if hours else [minutes], (1, 2) if hours else (2,), language)


def _length(numbers: list[int], places: tuple[int, ...], language: str) -> str:
    units = _UNITS["en" if _english(language) else "ko"]
    words = [f"{number}{units[place]}" for number, place in zip(numbers, places, strict=True)]
    if _english(language):
        words = [word.removesuffix("s") if number == 1 else word for number, word in zip(numbers, words, strict=True)]
    return " ".join(words)


def file_size(octets: int) -> str:
    """2.1MB, 214KB; whole kilobytes, rounded up, so that nothing that has octets is 0KB."""
    if octets >= _KILO * _KILO:
        return f"{octets / (_KILO * _KILO):.1f}MB"
    return f"{-(-octets // _KILO)}KB"


def amount(whole_won: int, language: str = "ko") -> str:
    """58,000,000원, in English KRW 58,000,000."""
    return won(whole_won, language)


def amount_read(whole_won: int, language: str = "ko") -> str:
    """5,800만원 beside the digits; in English KRW 58 million where it is whole, else the digits."""
    if not _english(language):
        return korean_units(whole_won)
    millions, rest = divmod(whole_won, 1_000_000)
    return f"KRW {millions:,} million" if millions and not rest else won(whole_won, "en")


def digest_read(digest: str) -> str:
    """9f2c 41d8 ··· 77b0: enough of a digest to compare by eye."""
    return f"{digest[:4]} {digest[4:8]} ··· {digest[-4:]}" if len(digest) > 12 else digest


def clause_read(clause_id: str) -> str:
    """The number of a clause as the notice writes it: 3(7) is 3-(7), 4-window is 4, A1-window is 붙임1."""
    head, bracket, item = clause_id.partition("(")
    if bracket:
        return f"{head}-({item}"
    return clause_id.partition("-")[0]


def clause_label(clause_id: str, language: str = "ko") -> str:
    """공고 3-(7), 공고 붙임 1; in English Notice 3-(7), Notice annex 1."""
    number = clause_read(clause_id)
    if number == "0":  # the notice as a whole
        return "Notice" if _english(language) else "공고"
    if number.startswith("A") and number[1:].isdigit():
        number = f"annex {number[1:]}" if _english(language) else f"붙임 {number[1:]}"
    return f"Notice {number}" if _english(language) else f"공고 {number}"
