"""What the log holds, and the proofs of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max

from gonggo.intake.models import Checkpoint, LogLeaf, LogNode
from gonggo.kernel import merkle


@dataclass(frozen=True, slots=True)
class Leaf:
    """A place in the log with the proof that a checkpoint holds it."""

    place: int
    size: int
    path: tuple[str, ...]
    checkpoint: str


def log_size() -> int:
    """How many leaves the log has."""
    last: int | None = LogLeaf.objects.aggregate(last=Max("place"))["last"]
    return 0 if last is None else last + 1


def log_nodes(nodes: Iterable[merkle.Node]) -> dict[merkle.Node, bytes]:
    """The hashes of these subtrees. One statement a level."""
    by_level: dict[int, list[int]] = {}
    for level, place in nodes:
        by_level.setdefault(level, []).append(place)
    return {
        (level, row.place): bytes.fromhex(row.digest)
        for level, places in by_level.items()
        for row in LogNode.objects.filter(level=level, place__in=places)
    }


def checkpoint() -> str | None:
    """The newest signed checkpoint."""
    row = Checkpoint.objects.order_by("-size").first()
    return None if row is None else row.note


def inclusion(receipt_id: UUID) -> Leaf | None:
    """Where the receipt stands in the log, proved against the newest checkpoint; None until one holds it."""
    leaf = LogLeaf.objects.filter(event_id=receipt_id).first()
    newest = Checkpoint.objects.order_by("-size").first()
    if leaf is None or newest is None or leaf.place >= newest.size:
        return None
    steps = merkle.inclusion_nodes(leaf.place, newest.size)
    stored = log_nodes(node for step in steps for node in step)
    path = merkle.proof(steps, lambda *node: stored[node])
    return Leaf(leaf.place, newest.size, tuple(each.hex() for each in path), newest.note)


def consistency(old: int, size: int) -> list[str]:
    """The proof that the log of ``size`` extends the log of ``old``, hashes in hexadecimal."""
    steps = merkle.consistency_nodes(old, size)
    stored = log_nodes(node for step in steps for node in step)
    return [each.hex() for each in merkle.proof(steps, lambda *node: stored[node])]
