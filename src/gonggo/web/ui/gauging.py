"""The two gauges of a money question: the government's share and its cap. Pure but for the language of the words."""

from fractions import Fraction

from django.utils.translation import gettext

from gonggo.kernel.basis import Basis
from gonggo.kernel.money import percent, share_of
from gonggo.web.ui.rows import Gauge
from gonggo.web.ui.speech import language
from gonggo.web.ui.wording import amount_read

TICK = 800
FULL = 1000


def share_gauge(government: int, total: int, limit: Fraction, basis: Basis) -> Gauge:
    """The government's part of the total cost beside its limit."""
    share = share_of(government, total)
    is_over = share > limit
    named = percent(limit).replace(".00%", "%")
    words = gettext("%(limit)s를 넘었습니다") if is_over else gettext("%(limit)s 이내입니다")
    return Gauge(
        label=gettext("정부지원금 비율"),
        limit=gettext("%(limit)s 이내") % {"limit": named},
        value=percent(share),
        filled=_filled(share / limit),
        tick=TICK,
        words=words % {"limit": named},
        detail=f"{government:,} ÷ {total:,}",
        is_over=is_over,
        basis=basis,
        key="share",
    )


def cap_gauge(government: int, cap: int, basis: Basis) -> Gauge:
    """The government's part beside the most that one task may get."""
    is_over = government > cap
    words = gettext("한도를 %(amount)s 넘었습니다") if is_over else gettext("한도까지 %(amount)s 남았습니다")
    return Gauge(
        label=gettext("정부지원금"),
        limit=gettext("최대 %(amount)s") % {"amount": amount_read(cap, language())},
        value=amount_read(government, language()),
        filled=_filled(Fraction(government, cap)),
        tick=TICK,
        words=words % {"amount": amount_read(abs(cap - government), language())},
        is_over=is_over,
        basis=basis,
        key="cap",
    )


def _filled(of_limit: Fraction) -> int:
    """Thousandths of the bar: the limit stands at the tick, and a bar is never longer than the whole."""
    return min(round(of_limit * TICK), FULL)
