"""Whether the sections that rooms read have the values that these rooms cannot do without."""

from collections.abc import Iterator

from gonggo.programs.definition import Group, Program
from gonggo.programs.finding import Finding, finding

NEEDED: dict[str, dict[str, tuple[str, ...]]] = {
    "evaluation": {
        "opening": ("moment",),
        "scores": ("total", "drop-from", "bonus-most"),
        "committee": ("least", "quorum", "most", "sectors", "sector-least", "chair"),
        "conflicts": ("grounds", "pledge", "declaration"),
    },
    "payments": {
        "tranches": ("order", "by", "approvals"),
        "checks": ("facts", "clear", "days"),
        "spending": ("evidence", "invoice", "invoice-digits", "days", "lines"),
    },
    "selection": {"result": ("approvals",), "reserve": ("until",), "ranking": ("by", "ties")},
    "agreements": {
        "money": ("basis",),
        "lines": (),
        "text": (),
        "papers": ("missing",),
        "paper-kinds": ("uploads", "private-share", "left-out"),
        "change": ("items", "approve", "ask-days", "before-end-months", "answer-days"),
        "extension": ("months-most", "times"),
        "events": ("succeed", "carried", "approve", "notify", "terminate"),
        "event-facts": (),
        "course": ("papers-days", "months", "parties"),
    },
    "aftercare": {
        "reports": ("years", "reminders", "open-days", "grace-days", "remind-days"),
        "figures": (),
        "maintenance": ("by", "answer-days"),
        "data": ("consent",),
    },
    "delivery": {
        "progress": ("by", "outcomes", "correct-months", "least"),
        "completion": (
            "by",
            "signed-by",
            "outcomes",
            "report-days",
            "look-days",
            "inspect-days",
            "supplement-months",
            "supplement-times",
            "recheck-days",
        ),
    },
    "objections": {"late": ("late",)},
    "settlement": {
        "report": ("months", "order", "by-share", "rounding", "vat-refund", "confirmed-by", "invoices"),
        "return": ("days", "reminder-days", "grace-days", "instalments", "then"),
        "recovery": ("days", "surcharge", "interest", "days-in-year"),
    },
    "deadline": {
        "outage": (
            "inside-hours",
            "near-hours",
            "long-hours",
            "long-from-hours",
            "after-hours",
            "office-opens",
            "office-closes",
            "least-minutes",
            "approvals",
            "as-of",
        ),
    },
    "sanctions": {
        "bar": ("years-most", "hearing-days", "from", "approvals", "stay", "register", "register-value"),
        "ground": (),
    },
}
"""room → group → the values that the room asks for by name."""
STAGES = ("site", "written", "interview")
"""The kinds of stage of an assessment; a program has those of them that its notice has."""
_EVERY_STAGE = ("items", "by")
_OF_OBJECTIONS = ("days", "answer-days", "by")
"""What each of a program's tables of days says: until when, how soon it is answered, whom it is filed with."""


def rooms(program: Program, files: dict[str, str]) -> Iterator[Finding]:
    """What is missing. ``files`` names the file of each part."""
    for room, needed in NEEDED.items():
        if room not in program.rooms:
            continue
        groups = {group.key: group for group in program.room(room).groups}
        asked = dict(needed)
        if room == "evaluation":
            asked |= {key: _of_a_stage(groups[key]) for key in STAGES if key in groups}
        if room == "payments":
            asked = _of_the_tranches(asked, groups)
        if room == "objections":
            asked = {key: asked.get(key, _OF_OBJECTIONS) for key in groups}
        for group, values in asked.items():
            there = {value.key for value in groups[group].values} if group in groups else set()
            if not values and group not in groups:
                yield finding(files[f"room.{room}"], f"room.{room}.{group}", "missing")
            for value in values:
                if value not in there:
                    yield finding(files[f"room.{room}"], f"room.{room}.{group}.{value}", "missing")


def _of_a_stage(group: Group) -> tuple[str, ...]:
    """Where no committee sits it must be said how many visit."""
    visits = any(value.key == "by" and value.value != "committee" for value in group.values)
    return (*_EVERY_STAGE, "experts") if visits else _EVERY_STAGE


def _of_the_tranches(asked: dict[str, tuple[str, ...]], groups: dict[str, Group]) -> dict[str, tuple[str, ...]]:
    """Each tranche has a share and gates, each kind of evidence its words."""
    order = _keys(groups, "tranches", "order")
    return asked | {
        "tranches": (*asked["tranches"], *order),
        "gates": order,
        "evidence": _keys(groups, "spending", "evidence"),
    }


def _keys(groups: dict[str, Group], group: str, key: str) -> tuple[str, ...]:
    values = groups[group].values if group in groups else ()
    found = next((one.value for one in values if one.key == key), ())
    return tuple(map(str, found if isinstance(found, tuple) else (found,)))
