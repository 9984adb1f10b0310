"""What a program says of its assessment: stages in its order, items and weights, marks, committee, conflicts. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gonggo.kernel.basis import Basis
from gonggo.kernel.refusal import Refused
from gonggo.kernel.text import Text
from gonggo.programs.definition import Group, Program, Section, Value

ROOM = "evaluation"
COMMITTEE = "committee"


class Stage(StrEnum):
    """The kinds of stage. Which of them a program has, and in which order, is data."""

    SITE = "site"
    WRITTEN = "written"
    INTERVIEW = "interview"


class Sector(StrEnum):
    """Where an evaluator comes from. Which of them a committee needs is data."""

    INDUSTRY = "industry"
    ACADEMIA = "academia"
    RESEARCH = "research"


class Part(StrEnum):
    """What a seat is for: the two who visit, or a member of a committee."""

    FIRST = "first"
    SECOND = "second"
    MEMBER = "member"


class Finding(StrEnum):
    """What a stage without a mark finds."""

    SOUND = "sound"
    UNSOUND = "unsound"


class Word(StrEnum):
    """Why somebody does not score an application: by rule, by the applicant, by themselves."""

    DISQUALIFIED = "disqualified"
    CHALLENGED = "challenged"
    RECUSED = "recused"


class Ground(StrEnum):
    """The grounds of a conflict. Which of them a program knows is data."""

    SAME_COMPANY = "same-company"
    EMPLOYER = "employer-3-years"
    REPRESENTATIVE = "representative"
    SHAREHOLDER = "shareholder"
    FAMILY = "family"
    CONSULTED = "consulted"
    TOOK_PART = "took-part"
    SAME_OPERATOR = "same-operator"
    SANCTIONED = "sanctioned"


@dataclass(frozen=True, slots=True)
class Item:
    """What is scored: whole points from 0 to ``weight``."""

    key: str
    label: Text
    weight: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class Declaration:
    """One thing that a member declares before the first document opens."""

    key: str
    label: Text
    says: Text


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark to pass a stage, and where the notice says so."""

    points: int
    basis: Basis


@dataclass(frozen=True, slots=True)
class StageRules:
    """One stage of one program."""

    stage: Stage
    label: Text
    items: tuple[Item, ...]
    by_committee: bool
    mark: Mark | None
    """None: the stage finds sound or unsound."""
    visitors: int
    """How many visit, where no committee sits; 0 for a committee."""
    notice_days: int
    """How many days before its visit an application is put before a panel."""
    skippable: bool
    flags_money: bool
    group: Group

    @property
    def finds(self) -> bool:
        """Whether sheets say sound or unsound."""
        return self.mark is None

    def basis(self, key: str) -> Basis:
        """The basis of one of its values. Raises KeyError."""
        return next(value.basis for value in self.group.values if value.key == key)

    @property
    def clause(self) -> Basis:
        """The basis of the stage as a whole."""
        return self.basis("items")


@dataclass(frozen=True, slots=True)
class Rules:
    """The assessment of one program."""

    program: Program
    section: Section
    stages: tuple[StageRules, ...]
    declarations: tuple[Declaration, ...]

    def stage(self, stage: Stage) -> StageRules:
        """Refuses with: stage_unknown."""
        found = next((one for one in self.stages if one.stage is stage), None)
        if found is None:
            raise Refused("stage_unknown")
        return found

    def before(self, stage: Stage) -> tuple[StageRules, ...]:
        """The stages that come before it, in order."""
        order = [one.stage for one in self.stages]
        return self.stages[: order.index(stage)]

    @property
    def opens_at(self) -> datetime:
        """The first assessment opens: one instant for all."""
        return self.program.moment(str(self.section.value("opening", "moment").value))

    @property
    def opening(self) -> Basis:
        return self.section.value("opening", "moment").basis

    def number(self, group: str, key: str) -> tuple[int, Basis]:
        """A whole number of the program and its basis. Raises KeyError."""
        value = self.section.value(group, key)
        return int(str(value.value)), value.basis

    @property
    def total(self) -> int:
        """The full mark of a sheet."""
        return self.number("scores", "total")[0]

    @property
    def drop_from(self) -> int:
        """From how many sheets on the highest and the lowest are dropped."""
        return self.number("scores", "drop-from")[0]

    @property
    def sectors(self) -> frozenset[Sector]:
        """The sectors that a committee needs."""
        return frozenset(Sector(key) for key in _keys(self.section.value(COMMITTEE, "sectors")))

    @property
    def grounds(self) -> dict[Ground, Text]:
        """Those that the program knows, in its order, each in its words."""
        known = _keys(self.section.value("conflicts", "grounds"))
        return {Ground(key): self.section.value("conflicts", key).says for key in known}

    @property
    def employer_years(self) -> int:
        """How long a former employer counts; 0 where the program does not ask."""
        return self.number("conflicts", Ground.EMPLOYER)[0] if Ground.EMPLOYER in self.grounds else 0

    @property
    def conflict(self) -> Basis:
        return self.section.value("conflicts", "grounds").basis

    @property
    def pledging(self) -> Basis:
        return self.section.value("conflicts", "pledge").basis

    @property
    def crossed(self) -> bool:
        """Whether an operator's experts may visit what another operator looks after."""
        return any(
            value.key == "crossed" and bool(value.value) for group in self.section.groups for value in group.values
        )


def rules_of(program: Program) -> Rules:
    """Refuses with: evaluation_not_offered."""
    if ROOM not in program.rooms:
        raise Refused("evaluation_not_offered")
    section = program.room(ROOM)
    known = {stage.value for stage in Stage}
    stages = tuple(_stage(group) for group in section.groups if group.key in known)
    pledge = next((group for group in section.groups if group.key == "pledge"), None)
    return Rules(program, section, stages, _declarations(pledge) if pledge else ())


def _stage(group: Group) -> StageRules:
    values = {value.key: value for value in group.values}
    by_committee = values["by"].value == COMMITTEE
    mark = values.get("pass")
    return StageRules(
        stage=Stage(group.key),
        label=group.label,
        items=tuple(_item(values[key]) for key in _keys(values["items"])),
        by_committee=by_committee,
        mark=Mark(int(str(mark.value)), mark.basis) if mark else None,
        visitors=0 if by_committee else int(str(values["experts"].value)),
        notice_days=int(str(values["notice-days"].value)) if "notice-days" in values else 0,
        skippable="skippable" in values and bool(values["skippable"].value),
        flags_money="money-flag" in values and bool(values["money-flag"].value),
        group=group,
    )


def _item(value: Value) -> Item:
    return Item(value.key, value.label, int(str(value.value)), value.basis)


def _declarations(group: Group) -> tuple[Declaration, ...]:
    values = {value.key: value for value in group.values}
    return tuple(Declaration(key, values[key].label, values[key].says) for key in _keys(values["declarations"]))


def _keys(value: Value) -> tuple[str, ...]:
    found = value.value if isinstance(value.value, tuple) else (value.value,)
    return tuple(str(key) for key in found)
