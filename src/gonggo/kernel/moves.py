"""A state machine as a table: which command moves what from where to where, and by whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.refusal import RefusalWords, Refused, refusals

S = TypeVar("S", bound=str)

REFUSALS = refusals(
    (
        "wrong_state",
        "지금 상태에서는 할 수 없는 일이라 처리하지 않았습니다.",
        "This cannot be done in the present state; nothing was done.",
        "화면을 새로 열어 현재 상태를 확인해 주세요.",
        "Please reload the page and look at the present state.",
    ),
    (
        "wrong_role",
        "맡은 역할로는 할 수 없는 일이라 처리하지 않았습니다.",
        "Your role does not allow this; nothing was done.",
        "이 일을 맡은 분께 요청해 주세요.",
        "Please ask a person whose role it is.",
    ),
)


@dataclass(frozen=True, slots=True)
class Move(Generic[S]):
    """One row of a machine."""

    command: str
    sources: frozenset[S]
    target: S
    by: frozenset[Role]


class Moves(Generic[S]):
    """A machine: iterable over its rows, one row a command."""

    def __init__(self, rows: Iterable[Move[S]]) -> None:
        self._rows = {row.command: row for row in rows}

    def __iter__(self) -> Iterator[Move[S]]:
        return iter(self._rows.values())

    def check(self, command: str, state: S, by: Actor) -> S:
        """The state after ``command``. Refuses with: wrong_role, wrong_state."""
        row = self._rows[command]
        if by.role not in row.by:
            raise Refused("wrong_role")
        if state not in row.sources:
            raise Refused("wrong_state", state=str(state))
        return row.target

    def offered(self, state: S, by: Actor) -> list[str]:
        """The commands that ``by`` may give in ``state``: what buttons are made of."""
        return [row.command for row in self if state in row.sources and by.role in row.by]


def moves(*rows: tuple[str, set[S], S, Iterable[Role]]) -> Moves[S]:
    """(command, from, to, by whom), a row each; a command stands once."""
    table = [Move(command, frozenset(sources), target, frozenset(by)) for command, sources, target, by in rows]
    if len({row.command for row in table}) != len(table):
        raise ValueError("a command stands twice in one machine")
    return Moves(table)


def diagram(machine: Moves[S]) -> str:
    """The machine as a Mermaid state diagram, rows in the table's order."""
    lines = ["stateDiagram-v2"]
    lines += [
        f"    {source} --> {row.target}: {row.command} ({', '.join(sorted(row.by))})"
        for row in machine
        for source in sorted(row.sources)
    ]
    return "\n".join(lines) + "\n"


__all__ = ["REFUSALS", "Move", "Moves", "RefusalWords", "diagram", "moves"]
