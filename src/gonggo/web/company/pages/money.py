"""The money page: the share, the cap and the cash beside what is typed, from the program's values."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.translation import gettext

from gonggo.applications.budget import BudgetPart, asked_for, held_together, money_of, parts_of, together, watched_part
from gonggo.kernel.basis import Basis
from gonggo.kernel.money import percent, share_of, won
from gonggo.programs.definition import QuestionSection, Watched
from gonggo.programs.rules import AMOUNTS
from gonggo.web.company.case import Case
from gonggo.web.ui import wording
from gonggo.web.ui.budgets import no_limit
from gonggo.web.ui.rows import Cell, Gauge, Head, Pair, Row, Table

_TICK = 800  # thousandths of the bar at which a limit stands


@dataclass(frozen=True, slots=True)
class MoneyHelp:
    title: str
    text: str
    basis: Basis | None


def held(case: Case, section: QuestionSection, values: Mapping[str, str]) -> list[BudgetPart]:
    """What is held against the limits with this page: the page with ``values``, and the saved pages of the others."""
    own = case.owner_of(section).company_id
    parts = [replace(part, answers=values) if part.company_id == own else part for part in parts_of(case.whole.draft)]
    return held_together(case.program, parts, own)


def whole(parts: Sequence[BudgetPart]) -> int:
    """총사업비 of all that is held together."""
    return sum(together(parts).values())


def gauges(case: Case, parts: Sequence[BudgetPart]) -> list[Gauge]:
    """정부지원금 비율, 정부지원금 한도, 기업부담 가운데 현금, and what of the budget an officer will look at."""
    money = together(parts)
    private = money["cash"] + money["in_kind"]
    shown = [
        _share(case, money["government"], money["government"] + private),
        _cap(case, money["government"]),
        _cash(case, money["cash"], private),
    ]
    watched = watched_part(case.program, parts)
    return shown if watched is None else [*shown, _watched(case, watched.share, sum(money.values()))]


def beside_table(case: Case, section: QuestionSection, parts: Sequence[BudgetPart]) -> Table | None:
    """What the others have written so far, where it is added to one's own: amounts, never lines."""
    others, fields = _others(case, section, parts), case.program.money.fields
    if not others:
        return None
    return Table(
        name=gettext("함께 신청하는 기업이 지금까지 쓴 사업비"),
        line=gettext("함께 신청하는 기업이 지금까지 쓴 사업비"),
        heads=[Head(gettext("회사")), *(Head(fields[name].said(case.language), "number") for name in AMOUNTS)],
        rows=[
            Row([case.name_of(part.company_id), *(_cell(case, part.amounts.get(name, 0)) for name in AMOUNTS)])
            for part in others
        ],
    )


def _cell(case: Case, amount: int) -> Cell:
    return Cell(won(amount, case.language), "number")


def totals(case: Case, section: QuestionSection, values: Mapping[str, str]) -> list[Pair]:
    """What the lines come to: each amount where it stands in a table, the whole, and the whole of all companies."""
    amounts, fields = money_of(section, values), case.program.money.fields
    summed = [key for key in amounts if asked_for(section, key) != key]
    pairs = [
        Pair(
            fields[key].said(case.language),
            won(amounts[key], case.language),
            note=wording.amount_read(amounts[key], case.language),
        )
        for key in summed
    ]
    pairs.append(_total(case, fields["total"].said(case.language), amounts))
    parts = held(case, section, values)
    others = _others(case, section, parts)
    if not others:
        return pairs
    return [
        *pairs,
        *(_beside(case, part) for part in others),
        _total(case, gettext("함께 신청하는 기업과 더한 총사업비"), together(parts)),
    ]


def _beside(case: Case, part: BudgetPart) -> Pair:
    said, fields = case.language, case.program.money.fields
    amounts = [f"{fields[name].said(said)} {won(part.amounts.get(name, 0), said)}" for name in AMOUNTS]
    return Pair(case.name_of(part.company_id), won(sum(part.amounts.values()), said), note=" · ".join(amounts))


def _total(case: Case, label: str, amounts: Mapping[str, int]) -> Pair:
    whole = sum(amounts.values())
    share = percent(share_of(amounts["government"], whole))
    words = gettext("정부지원금 비율 %(share)s") % {"share": share}
    note = f"{wording.amount_read(whole, case.language)} · {words}"
    return Pair(label, won(whole, case.language), note=note, basis=case.program.share_limit(case.whole.facts.track)[1])


def _others(case: Case, section: QuestionSection, parts: Sequence[BudgetPart]) -> list[BudgetPart]:
    own = case.owner_of(section).company_id
    return [part for part in parts if part.company_id != own]


def limits(case: Case, section: QuestionSection, parts: Sequence[BudgetPart]) -> dict[str, object]:
    """What the live totals are computed with: the cap in won, shares as numerator and denominator, and the won that
    other companies' pages add.
    """
    others = _others(case, section, parts)
    watched = watched_part(case.program, others)
    track = case.program.track(case.whole.facts.track)
    share, cash = track.share.value, case.program.money.least_cash.value
    return {
        "cap": track.cap.value,
        "share": f"{share.numerator}/{share.denominator}",
        "least_cash": f"{cash.numerator}/{cash.denominator}",
        "watched": _watched_limits(case.program.money.watched),
        "beside": json.dumps({**together(others), "watched": watched.part if watched else 0}) if others else "",
    }


def _watched_limits(watched: Watched | None) -> Mapping[str, str]:
    """The column, the choices and the share above which an officer looks at them."""
    if watched is None:
        return {}
    share = watched.above.value
    return {
        "column": watched.column,
        "choices": " ".join(watched.choices),
        "above": f"{share.numerator}/{share.denominator}",
    }


def _filled(part: Fraction) -> int:
    """``part`` of the limit in thousandths of the bar, where the limit stands at the tick."""
    return min(int(part * _TICK), 1000)


def _share(case: Case, government: int, whole: int) -> Gauge:
    limit, basis = case.program.share_limit(case.whole.facts.track)
    share = share_of(government, whole)
    over = share > limit
    return Gauge(
        label=gettext("정부지원금 비율"),
        limit=gettext("%(limit)s 이내") % {"limit": _plain(limit)},
        value=percent(share),
        filled=_filled(share / limit),
        tick=_TICK,
        words=(gettext("%(limit)s를 넘었습니다") if over else gettext("%(limit)s 이내입니다"))
        % {"limit": _plain(limit)},
        detail=f"{government:,} ÷ {whole:,}",
        is_over=over,
        basis=basis,
        key="share",
    )


def _plain(share: Fraction) -> str:
    return f"{share * 100}%" if (share * 100).denominator == 1 else percent(share)


def _cap(case: Case, government: int) -> Gauge:
    cap, basis = case.program.cap(case.whole.facts.track)
    over = government > cap
    rest = wording.amount_read(abs(cap - government), case.language)
    track = case.program.track(case.whole.facts.track).label.said(case.language)
    return Gauge(
        label=gettext("정부지원금"),
        limit=gettext("%(track)s 최대 %(cap)s") % {"track": track, "cap": wording.amount_read(cap, case.language)},
        value=wording.amount_read(government, case.language),
        filled=_filled(Fraction(government, cap)),
        tick=_TICK,
        words=(gettext("한도를 %(rest)s 넘었습니다") if over else gettext("한도까지 %(rest)s 남았습니다"))
        % {"rest": rest},
        detail=wording.amount(government, case.language),
        is_over=over,
        basis=basis,
        key="cap",
    )


def _cash(case: Case, cash: int, private: int) -> Gauge:
    least = case.program.money.least_cash
    share = share_of(cash, private)
    short = private > 0 and share < least.value
    return Gauge(
        label=gettext("기업부담 가운데 현금"),
        limit=gettext("%(least)s 이상") % {"least": _plain(least.value)},
        value=percent(share),
        filled=_filled(share),
        tick=int(least.value * _TICK),
        words=_cash_words(_plain(least.value), private, short=short),
        detail=gettext("현금 %(cash)s, 현물 %(kind)s")
        % {
            "cash": wording.amount_read(cash, case.language),
            "kind": wording.amount_read(private - cash, case.language),
        },
        is_over=short,
        basis=least.basis,
        key="least_cash",
    )


def _watched(case: Case, share: Fraction, whole: int) -> Gauge:
    """Never over: it is no limit but a mark from which on somebody looks."""
    watched = case.program.money.watched
    assert watched is not None  # only what is watched has a share
    above = _plain(watched.above.value)
    is_above = share > watched.above.value
    words = gettext("%(above)s를 넘어 담당자가 살펴봅니다") if is_above else gettext("%(above)s 이내입니다")
    return Gauge(
        label=watched.label.said(case.language),
        limit=gettext("%(above)s 넘으면 담당자 확인") % {"above": above},
        value=percent(share),
        filled=_filled(share / watched.above.value),
        tick=_TICK,
        words=words % {"above": above},
        detail=f"{int(share * whole):,} ÷ {whole:,}",
        basis=watched.above.basis,
        key="watched",
        is_noted=is_above,
    )


def _cash_words(least: str, private: int, *, short: bool) -> str:
    if not private:
        return gettext("기업부담을 적으면 계산합니다")
    return (gettext("%(least)s보다 적습니다") if short else gettext("%(least)s 이상입니다")) % {"least": least}


def helps(case: Case) -> list[MoneyHelp]:
    """What stands beside the amounts, in the program's own words."""
    said, money = case.language, case.program.money
    fields = money.fields
    found = [MoneyHelp(fields[key].said(said), one.text.said(said), one.basis) for key, one in money.hints.items()]
    if (watched := money.watched) is not None:
        found.append(MoneyHelp(watched.label.said(said), watched.says.said(said), watched.basis))
        title = gettext("%(part)s의 한도") % {"part": watched.label.said(said)}
        found.append(MoneyHelp(title, no_limit(watched), watched.above.basis))
    found += [
        MoneyHelp(gettext("부가가치세"), money.vat.text.said(said), money.vat.basis),
        MoneyHelp(gettext("여러 기업이 함께할 때"), money.held_per.text.said(said), money.held_per.basis),
    ]
    return found
