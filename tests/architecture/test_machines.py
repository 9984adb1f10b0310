"""Every machine is a table, every move a command of its name, every diagram drawn from the table."""

import importlib
from pathlib import Path

import pytest
from source import SOURCE, rooms

from gonggo.kernel.moves import Moves, diagram

ROOT = Path(__file__).parents[2]
MACHINES = ROOT / "docs" / "machines"


def machines() -> list[tuple[str, str, Moves[str]]]:
    """(room, name of the table, the machine) of every room that has states."""
    found = []
    for room in rooms():
        if (SOURCE / room / "states.py").exists():
            states = importlib.import_module(f"gonggo.{room}.states")
            found += [(room, name, value) for name, value in vars(states).items() if isinstance(value, Moves)]
    return found


def title(room: str, name: str) -> str:
    """What the machine is of: the table's name, or its room's where the room has one machine."""
    return room if name == "MOVES" else name.removesuffix("_MOVES").lower().replace("_", " ")


def file_name(room: str, name: str) -> str:
    return title(room, name).replace(" ", "-") + ".md"


def page(room: str, name: str, machine: Moves[str]) -> str:
    return (
        f"# {title(room, name)} (room {room})\n\nDrawn from `{room}/states.py`.\n\n```mermaid\n{diagram(machine)}```\n"
    )


@pytest.mark.parametrize(("room", "name", "machine"), machines(), ids=lambda v: v if isinstance(v, str) else "")
def test_every_move_has_a_command_of_its_name(room, name, machine):
    commands = importlib.import_module(f"gonggo.{room}.commands")

    assert [row.command for row in machine if not callable(getattr(commands, row.command, None))] == []


def test_the_drawn_machines_equal_the_tables():
    drawn = {path.name: path.read_text(encoding="utf-8") for path in MACHINES.glob("*.md")}

    assert drawn == {file_name(room, name): page(room, name, machine) for room, name, machine in machines()}


if __name__ == "__main__":  # draws them anew: python -m pytest cannot, a person may
    import django

    django.setup()
    for old in MACHINES.glob("*.md"):
        old.unlink()
    for room, name, machine in machines():
        (MACHINES / file_name(room, name)).write_text(page(room, name, machine), encoding="utf-8")
