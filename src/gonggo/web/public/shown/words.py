"""Amounts, shares and lengths of time as the reader's language writes them."""

from fractions import Fraction

from django.utils.translation import get_language, gettext, ngettext

from gonggo.kernel.money import percent
from gonggo.kernel.text import Text
from gonggo.web.ui.wording import amount_read


def language() -> str:
    return get_language() or "ko"


def said(words: Text) -> str:
    """The words in the reader's language, where they stand inside a sentence of ours."""
    return words.said(language())


def amount_words(amount: int) -> str:
    """6,000만원, or KRW 60 million."""
    return amount_read(amount, language())


def share_words(share: Fraction) -> str:
    """50% for a half; decimals only where there are any."""
    return percent(share).replace(".00%", "%")


def months_words(months: int) -> str:
    return ngettext("%(count)d개월", "%(count)d개월", months) % {"count": months}


def places_words(places: int) -> str:
    return ngettext("%(count)d개사", "%(count)d개사", places) % {"count": places}


def companies_words(count: int) -> str:
    return ngettext("%(count)d곳", "%(count)d곳", count) % {"count": count}


def at_most(words: str) -> str:
    return gettext("최대 %(words)s") % {"words": words}


def within(words: str) -> str:
    return gettext("%(words)s 이내") % {"words": words}
