"""Terms in calendar months whose first day counts. Pure."""

from datetime import date, timedelta

from gonggo.kernel.months import months_after


def term_until(first_on: date, months: int) -> date:
    """The first day outside of a term of ``months`` whose first day counts (민법 제157조, 제160조).

    A term from 31 August over six months ends with the last day of February, so that 1 March is outside.
    """
    until = months_after(first_on, months)
    return until if until.day == first_on.day else until + timedelta(days=1)
