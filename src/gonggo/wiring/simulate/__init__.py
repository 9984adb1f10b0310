"""``gonggo simulate``: the life of a program on a fast clock, in a house of its own, by the commands of the pages."""
