"""Sections of a program that later rooms will read: named values with basis and words, checked for shape and shown."""

from typing import Annotated

from pydantic import Field, StrictBool, StrictInt, StrictStr

from gonggo.programs.definition.frame import Key, Part, Sourced, Words, by_key, sized

Scalar = StrictBool | StrictInt | StrictStr


class Value(Sourced):
    """A named value: what it is called, what it is, and the words that a person reads for it."""

    key: Key
    label: Words
    value: Scalar | tuple[Scalar, ...]
    says: Words


class Group(Part):
    """Values that stand together in one table."""

    key: Key
    label: Words
    values: Annotated[tuple[Value, ...], sized(1)] = Field(alias="value")


class Section(Part):
    """One later room's part of the program."""

    label: Words
    groups: Annotated[tuple[Group, ...], sized(1)] = Field(alias="group")

    def value(self, group: str, key: str) -> Value:
        """The value ``key`` of ``group``. Raises KeyError."""
        return by_key(self.group(group).values, lambda value: value.key, key)

    def group(self, key: str) -> Group:
        return by_key(self.groups, lambda group: group.key, key)
