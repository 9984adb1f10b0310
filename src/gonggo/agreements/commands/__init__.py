"""Everything that writes agreements."""

from gonggo.agreements.commands.opening import lapse, lapse_given_up, open_for_place

__all__ = ["lapse", "lapse_given_up", "open_for_place"]
