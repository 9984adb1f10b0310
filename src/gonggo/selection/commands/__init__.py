"""Everything that writes selection."""

from gonggo.selection.commands.deciding import decide_tie, move_places, publish_seed
from gonggo.selection.commands.drawing import announce, confirm, draw_up, publish, publish_due, support, void
from gonggo.selection.commands.places import give_up, promote, put_first

__all__ = [
    "announce",
    "confirm",
    "decide_tie",
    "draw_up",
    "give_up",
    "move_places",
    "promote",
    "publish",
    "publish_due",
    "publish_seed",
    "put_first",
    "support",
    "void",
]
