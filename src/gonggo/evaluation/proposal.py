"""Which application goes before which panel: a proposal within conflicts and loads. Pure; solved as whole numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Placed:
    """One application before one panel."""

    application_id: UUID
    panel_id: UUID


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a stage. ``left``: what no panel can take within conflicts and loads."""

    placed: tuple[Placed, ...]
    left: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """A panel as the proposal sees it: how many it has, how many it may have at most."""

    panel_id: UUID
    has: int
    most: int


def solve(applications: tuple[UUID, ...], rooms: tuple[Room, ...], costs: Mapping[tuple[UUID, UUID], int]) -> Proposal:
    """As many placed as can be; then loads as even as can be; then as few conflicts as can be.

    ``costs``: (application, panel) → how many of the panel step out for it; a pair that is not there is not allowed.
    """
    raise NotImplementedError
