"""What is given: tracks, types, places, and how the money is shared."""

from enum import StrEnum

from pydantic import Field

from gonggo.programs.definition.frame import Amount, Flag, Key, Line, Proportion, Said, Sourced, Whole, Words


class Track(Sourced):
    """A track (신규, 고도화) with its cap in won, its share, and how long may be built."""

    key: Key
    letter: Line
    """Stands in the numbers of its applications."""
    label: Words
    says: Words
    who_may: Words
    cap: Amount
    share: Proportion
    period_months: Amount
    extension_months: Amount
    extensions: Amount
    call: Words
    asks_earlier_task: Flag = False


class SupportType(Sourced):
    """A type of support with the work it touches and examples that an applicant sees."""

    key: Key
    label: Words
    work: Words
    examples: tuple[Words, ...]


class Combination(Sourced):
    """One track with one type: how many places, or None where the notice does not allow it."""

    track: Key
    type: Key
    places: Whole | None = None

    @property
    def is_open(self) -> bool:
        return self.places is not None


class Places(Sourced):
    """Places in all, or of one track, as the notice states them; combinations must add up to them."""

    track: Key | None = None
    places: Whole


class Watched(Sourced):
    """A part of the budget that is shown beside the whole and looked at by an officer above a share; never refused."""

    label: Words
    says: Words
    column: Key
    """The column of the budget's table by which its lines are told apart."""
    choices: tuple[Key, ...]
    above: Proportion


class Unit(StrEnum):
    """What one cap, one share and one least part of cash are held against."""

    APPLICATION = "application"
    """The sum over all companies of an application that write a budget."""
    COMPANY = "company"
    """The budget of each such company by itself."""


class HeldPer(Said):
    """The unit of the limits, and how it is said."""

    value: Unit


class MoneyRules(Sourced):
    """How the private share is made up. ``basis`` is that of the frame as a whole."""

    least_cash: Proportion
    """Least part of the private share that is cash."""
    vat: Said
    held_per: HeldPer
    fields: dict[Key, Words] = Field(alias="field")
    """What government, cash, in_kind and total are called."""
    hints: dict[Key, Said] = Field(default={}, alias="hint")
    """What stands beside the amounts, by their key."""
    watched: Watched | None = None


class Consortium(Sourced):
    """Who stands behind one application, and how many of each."""

    least_suppliers: Amount
    most_suppliers: Amount
    most_adopters: Amount
    one_plan: Said
    """Which pages are written once, by the company that leads, and which by each."""
    one_place: Said
    """Whether a joint body takes one place."""
    operator_choice: Said
    """How an application gets its operator."""
