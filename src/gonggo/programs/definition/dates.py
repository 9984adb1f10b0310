"""When: windows, single moments, and the stages of the whole procedure."""

from datetime import date, timedelta

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from gonggo.kernel.clock import legal_day
from gonggo.kernel.window import Window
from gonggo.programs.definition.frame import Counted, Day, Flag, Ground, Instant, Key, Part, Sourced, Words


class Moved(Part):
    """A deadline that an extension moved: the version that did, the instant before, the reason as published."""

    version: Counted = Field(gt=1)
    old: Instant
    reason: Words


class WindowPart(Sourced):
    """A half-open window; ``sharp`` ones are decided by the door to the microsecond."""

    label: Words
    opens: Instant
    opening: Ground | None = None
    """On what the instant of opening rests, where the window's basis names a day alone."""
    closes: Instant
    """The first instant outside."""
    sharp: Flag
    as_of_on: Day | None = None
    """The day eligibility is judged on, where an amendment moved the deadline without it."""
    moved: tuple[Moved, ...] = ()
    """What the deadline was before, one row for each extension."""

    @model_validator(mode="after")
    def _in_order(self) -> "WindowPart":
        if not self.opens < self.closes:
            raise PydanticCustomError("window_order", "a window opens before it closes")
        return self

    @property
    def window(self) -> Window:
        return Window(self.opens, self.closes, self.basis)

    def moved_by(self, version: int) -> Moved | None:
        """What a version moved here, None where it moved nothing."""
        return next((one for one in self.moved if one.version == version), None)

    @property
    def judged_on(self) -> date:
        """접수 마감일 현재: the legal day of the last instant inside, unless an amendment said otherwise."""
        return self.as_of_on or legal_day(self.closes - timedelta(microseconds=1))


class Moment(Sourced):
    """One published instant that rules refer to by name."""

    label: Words
    at: Instant
    closing_day_of: Key | None = None
    """The window on whose closing day it stands: an extension takes it along to the new day."""


class Change(Part):
    """A date of a stage that was moved after publication: shown with the old date and the reason."""

    version: Counted = Field(gt=1)
    old: Words
    reason: Words


class Stage(Sourced):
    """A step of the procedure. Dates where known: a window by name, or days; else only words."""

    key: Key
    label: Words
    who: Words
    says: Words
    when: Words
    window: Key | None = None
    from_on: Day | None = None
    until_on: Day | None = None
    """Last day of the step, inclusive."""
    adjustable: Flag
    changes: tuple[Change, ...] = Field(default=(), alias="change")
