"""What the notice lets one application be: its combination, its money, its papers."""

import dataclasses
from collections.abc import Collection, Mapping
from datetime import date
from fractions import Fraction

from gonggo.kernel.basis import Basis
from gonggo.kernel.money import percent, share_of
from gonggo.kernel.months import months_after
from gonggo.kernel.refusal import Refused
from gonggo.kernel.text import Text
from gonggo.programs.definition import Combination, Paper, PaperKind, PartyRole, Program, Unit

AMOUNTS = ("government", "cash", "in_kind")


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a rule does not allow: refusal code, field to point at, basis, and facts with every way out."""

    code: str
    field: str
    basis: Basis | None
    facts: dict[str, object] = dataclasses.field(default_factory=dict)

    def refused(self) -> Refused:
        return Refused(self.code, self.basis, field=self.field, **self.facts)


def check_combination(program: Program, track: str, support_type: str) -> Combination:
    """The combination, if one may apply for it.

    Refuses with: track_unknown, type_unknown, combination_closed.
    """
    if track not in {row.key for row in program.tracks}:
        raise Refused("track_unknown", field="track")
    if support_type not in {row.key for row in program.types}:
        raise Refused("type_unknown", field="type")
    combination = program.combination(track, support_type)
    if not combination.is_open:
        open_types = [kind.label for kind in program.types if program.combination(track, kind.key).is_open]
        raise Refused(
            "combination_closed",
            combination.basis,
            field="type",
            track=program.track(track).label,
            type=program.support_type(support_type).label,
            open_types=Text(", ".join(label.ko for label in open_types), ", ".join(label.en for label in open_types)),
        )
    return combination


def most_support(program: Program, track: str, companies: int) -> int:
    """The most support in won that an application may come to, of which ``companies`` write a part of the budget."""
    cap, _ = program.cap(track)
    return cap if program.money.held_per.value is Unit.APPLICATION else cap * companies


def budget_findings(program: Program, track: str, amounts: Mapping[str, int], cap: int | None = None) -> list[Fault]:
    """Everything wrong with the won of ``government``, ``cash`` and ``in_kind``; the total is their sum.

    ``cap`` is the most support where it is not the track's own (``most_support``).

    Codes: won_not_whole, won_negative, government_missing, cap_exceeded, share_exceeded, cash_short.
    """
    ill = [fault for name in AMOUNTS if (fault := _ill_amount(name, amounts.get(name)))]
    if ill:
        return ill
    government, cash, in_kind = (amounts[name] for name in AMOUNTS)
    if government == 0:
        return [Fault("government_missing", "government", program.track(track).basis)]
    private = cash + in_kind
    found = (
        _cap(program, track, government, program.cap(track)[0] if cap is None else cap),
        _share(program, track, government, private),
        _cash(program, cash, private),
    )
    return [fault for fault in found if fault]


def papers_held_online(program: Program, role: PartyRole | str) -> tuple[Paper, ...]:
    """The papers of a role that are consents given online, not files."""
    return tuple(paper for paper in program.papers_of(role) if paper.kind is PaperKind.CONSENT)


def missing_papers(
    program: Program, role: PartyRole | str, held: Collection[str], *, leads: bool = True
) -> tuple[Paper, ...]:
    """The required slots of a role that ``held`` (with a good file or a full consent) leaves open, in order."""
    return tuple(paper for paper in program.papers_of(role, leads=leads) if paper.required and paper.slot not in held)


@dataclasses.dataclass(frozen=True, slots=True)
class Valid:
    """When a certificate was issued and the last day on which it is valid, as its company read it off."""

    issued_on: date | None
    valid_until: date | None


def validity_fault(paper: Paper, said: Valid, closes_on: date) -> tuple[str, dict[str, object]] | None:
    """Why a certificate with these days does not count on the closing day, as (code, facts), or None.

    What was not said of a certificate is not held against it: who looks at the paper sees it.
    """
    issued_on, valid_until = said.issued_on, said.valid_until
    if paper.valid_on_closing and valid_until is not None and valid_until < closes_on:
        return "paper_expired", {"until": valid_until.isoformat(), "closes": closes_on.isoformat()}
    if issued_on is None:
        return None
    months = paper.issued_within_months
    if paper.issued_from is not None and issued_on < paper.issued_from:
        return "paper_issued_early", {"issued": issued_on.isoformat(), "least": paper.issued_from.isoformat()}
    if months is not None and months_after(issued_on, months) < closes_on:
        return "paper_issued_long_ago", {"issued": issued_on.isoformat(), "months": months}
    return None


def _ill_amount(name: str, amount: object) -> Fault | None:
    if isinstance(amount, bool) or not isinstance(amount, int):
        return Fault("won_not_whole", name, None)
    return Fault("won_negative", name, None, {"amount": amount}) if amount < 0 else None


def _cap(program: Program, track: str, government: int, cap: int) -> Fault | None:
    _, basis = program.cap(track)
    if government <= cap:
        return None
    return Fault("cap_exceeded", "government", basis, {"government": government, "cap": cap, "lower": government - cap})


def _share(program: Program, track: str, government: int, private: int) -> Fault | None:
    limit, basis = program.share_limit(track)
    total = government + private
    share = share_of(government, total)
    if share <= limit:
        return None
    facts: dict[str, object] = {
        "share": percent_above(share, limit),
        "limit": percent(limit),
        "total": total,
        "move": government - int(limit * total // 1),  # total unchanged
        "lower": government - _largest_beside(private, limit),  # private share unchanged
        "raise": int(-(-government // limit)) - total,  # government share unchanged
    }
    return Fault("share_exceeded", "government", basis, facts)


def percent_above(share: Fraction, limit: Fraction) -> str:
    """A share above a limit in per cent, with as many decimals (two to nine) as it takes to read as above."""
    for decimals in range(2, 9):
        shown = share * 100 * 10**decimals // 1
        if Fraction(shown, 100 * 10**decimals) > limit:
            return f"{shown // 10**decimals}.{shown % 10**decimals:0{decimals}d}%"
    return f"{percent(limit)}+"


def _largest_beside(private: int, limit: Fraction) -> int:
    """The largest government share, in whole won, beside ``private`` won: g / (g + private) <= limit."""
    return int(private * limit / (1 - limit) // 1)


def _cash(program: Program, cash: int, private: int) -> Fault | None:
    least = program.money.least_cash
    if cash >= least.value * private:
        return None
    short = int(-(-(least.value * private - cash) // 1))
    facts: dict[str, object] = {
        "cash": cash,
        "private": private,
        "least": percent(least.value),
        "move": short,  # private share unchanged
        "lower": private - int(cash / least.value // 1),  # cash unchanged
    }
    return Fault("cash_short", "cash", least.basis, facts)
