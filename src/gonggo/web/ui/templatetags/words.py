"""Filters: days, instants, amounts, sizes and bilingual words in the language of the page."""

from datetime import date, datetime, timedelta

from django import template

from gonggo.kernel import money
from gonggo.web.ui import speech, wording
from gonggo.web.ui.speech import language

register = template.Library()
register.filter("said", speech.said)


@register.filter
def day(on: date) -> str:
    """4월 30일(화)."""
    return wording.day(on, language())


@register.filter
def day_of_year(on: date) -> str:
    """2024년 4월 30일(화)."""
    return wording.day(on, language(), year=True)


@register.filter
def instant(at: datetime) -> str:
    """4월 30일(화) 18:00."""
    return wording.instant(at, language())


@register.filter
def opening(at: datetime) -> str:
    """4월 1일(월), or 4월 1일(월) 09:00."""
    return wording.opening(at, language())


@register.filter
def closing(at: datetime) -> str:
    """4월 30일(화) 18:00; a closing at midnight is the day before, 4월 22일(월)."""
    return wording.closing(at, language())


@register.filter
def instant_of_year(at: datetime) -> str:
    """2024년 4월 30일(화) 18:00."""
    return wording.instant(at, language(), year=True)


@register.filter
def clock(at: datetime) -> str:
    """14:03."""
    return wording.clock(at)


@register.filter
def stamp(at: datetime) -> str:
    """16:41:07.382."""
    return wording.stamp(at)


@register.filter
def full_stamp(at: datetime) -> str:
    """2024년 4월 29일(월) 16:41:07.382."""
    return wording.full_stamp(at, language())


@register.filter
def desk_day(on: date) -> str:
    """2024-04-11."""
    return wording.desk_day(on)


@register.filter
def desk_instant(at: datetime) -> str:
    """2024-05-08(수) 10:12."""
    return wording.desk_instant(at, language())


@register.filter
def machine_instant(at: datetime) -> str:
    """2024-04-30T18:00:00+09:00, for ``datetime`` attributes."""
    return wording.local(at).isoformat()


@register.filter
def remaining(left: timedelta) -> str:
    """13일 3시간 57분."""
    return wording.remaining(left, language())


@register.filter
def won(amount: int) -> str:
    """58,000,000원."""
    return wording.amount(amount, language())


@register.filter
def won_read(amount: int) -> str:
    """5,800만원."""
    return wording.amount_read(amount, language())


@register.filter
def korean_units(amount: int) -> str:
    """1억 1,800만원, in any language."""
    return money.korean_units(amount)


@register.filter
def file_size(octets: int) -> str:
    """2.1MB."""
    return wording.file_size(octets)


@register.filter
def digest_read(digest: str) -> str:
    """9f2c 41d8 ··· 77b0."""
    return wording.digest_read(digest)


@register.filter
def clause_label(clause_id: str) -> str:
    """공고 3-(7)."""
    return wording.clause_label(clause_id, language())
