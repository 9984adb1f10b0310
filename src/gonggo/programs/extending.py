"""연장공고: what a version becomes when its deadline is moved. Pure."""

import copy
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from gonggo.kernel.basis import Basis
from gonggo.kernel.clock import SEOUL
from gonggo.kernel.text import Text
from gonggo.programs.loading import Tree, from_tree

APPLICATION = "application"


@dataclass(frozen=True, slots=True)
class Extension:
    """What an extension says: the new deadline (first instant outside), why, on what ground.

    ``moves_as_of_day`` says whether 접수 마감일 현재 moves with the deadline.
    """

    closes_at: datetime
    reason: Text
    basis: Basis
    moves_as_of_day: bool


def extended(tree: Tree, told: Extension, *, issued_on: date) -> Tree:
    """The content of the next version. Every sharp window that closes with the application's moves with it: one
    deadline for all.
    """
    now, made = from_tree(tree), copy.deepcopy(tree)
    old = now.window(APPLICATION).closes
    made["version"] = now.version + 1
    made["versions"].append(
        {
            "version": now.version + 1,
            "kind": "extension",
            "issued_on": max(issued_on, now.issued_on).isoformat(),
            "reason": asdict(told.reason),
            "moves_as_of_day": told.moves_as_of_day,
            str(told.basis.kind): told.basis.text,
        }
    )
    for key, part in now.windows.items():
        if part.sharp and part.closes == old:
            _move(made["window"][key], told, version=now.version + 1, judged_on=part.judged_on)
            _take_along(made["moment"], key, told)
    return made


def _take_along(moments: Tree, window: str, told: Extension) -> None:
    """What the notice puts on the closing day keeps its hour on the new one."""
    new = (told.closes_at.astimezone(SEOUL) - timedelta(microseconds=1)).date()
    for moment in moments.values():
        if moment.get("closing_day_of") == window:
            at = datetime.fromisoformat(moment["at"]).astimezone(SEOUL)
            moment["at"] = datetime.combine(new, at.time(), SEOUL).isoformat()


def _move(window: Tree, told: Extension, *, version: int, judged_on: date) -> None:
    moved = {"version": version, "old": window["closes"], "reason": asdict(told.reason)}
    window["moved"] = [*window.get("moved", []), moved]
    window["closes"] = told.closes_at.astimezone(SEOUL).isoformat()
    window.pop("as_of_on", None)
    if not told.moves_as_of_day:
        window["as_of_on"] = judged_on.isoformat()
