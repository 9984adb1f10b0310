"""The log: receipts in settlement order and digests of the journal become leaves; the worker signs checkpoints."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connections, transaction
from django.db.models import Exists, OuterRef

from gonggo.intake.checkpoints import LogSigner
from gonggo.intake.commands.gates import DOOR
from gonggo.intake.models import Checkpoint, LogLeaf, LogNode, Settlement
from gonggo.intake.queries import event_rows, log_nodes, log_size
from gonggo.intake.receipts import core_of, receipt_digest
from gonggo.kernel import merkle

RECEIPT, JOURNAL = "receipt", "journal"
_ONE_SEALER = "SELECT pg_advisory_xact_lock(7305611)"
# A plan that was kept from when the log was short reads all of it once it is long, for each of many at once.
_PLANNED_AFRESH = "SET LOCAL plan_cache_mode = force_custom_plan"


@transaction.atomic(using=DOOR)
def mark_settled(*receipts: UUID, at: datetime) -> None:
    """The house has acted on these receipts. Again is harmless."""
    Settlement.objects.bulk_create(
        [Settlement(event_id=receipt, settled_at=at) for receipt in receipts], ignore_conflicts=True
    )


@transaction.atomic(using=DOOR)
def seal_log(*, journal: Sequence[tuple[str, str]] = (), most: int = 1000) -> int:
    """Append settled receipts, and ``journal`` as (ref, digest in hexadecimal), that the log does not hold yet.

    At most ``most`` receipts at once; how many leaves were appended.
    """
    if connections[DOOR].vendor == "postgresql":
        with connections[DOOR].cursor() as cursor:
            cursor.execute(_ONE_SEALER)
            cursor.execute(_PLANNED_AFRESH)
    entries: list[tuple[str, str, UUID | None, str]] = [
        (RECEIPT, str(event_id), event_id, found) for event_id, found in _unlogged_receipts(most)
    ]
    known = set(LogLeaf.objects.filter(kind=JOURNAL, ref__in=[ref for ref, _ in journal]).values_list("ref", flat=True))
    entries += [(JOURNAL, ref, None, found) for ref, found in dict(journal).items() if ref not in known]
    size = log_size()
    leaves = [merkle.leaf_hash(bytes.fromhex(found)) for *_, found in entries]
    stored = log_nodes(merkle.peaks(size))
    LogNode.objects.bulk_create(
        [
            LogNode(level=level, place=place, digest=found.hex())
            for (level, place), found in merkle.grown(size, leaves, lambda *node: stored[node])
        ],
        batch_size=500,
    )
    LogLeaf.objects.bulk_create(
        [
            LogLeaf(place=place, kind=kind, ref=ref, event_id=event_id, digest=found)
            for place, (kind, ref, event_id, found) in enumerate(entries, start=size)
        ],
        batch_size=500,
    )
    return len(entries)


def _unlogged_receipts(most: int) -> list[tuple[UUID, str]]:
    """(event, digest of its receipt) of settled receipts without a leaf, in settlement order."""
    logged = LogLeaf.objects.filter(event_id=OuterRef("event_id"))
    waiting = Settlement.objects.exclude(Exists(logged)).order_by("settled_at", "event_id")[:most]
    ids = [row.event_id for row in waiting]
    rows = event_rows(ids)
    return [(event_id, receipt_digest(core_of(rows[event_id]))) for event_id in ids]


@transaction.atomic(using=DOOR)
def sign_checkpoint(signer: LogSigner, *, at: datetime) -> str | None:
    """Sign the log's size and root as a note, once a size; the note, or None while the log is empty.

    ``at`` is the moment of signing, kept beside the note and not in it.
    """
    size = log_size()
    if not size:
        return None
    signed = Checkpoint.objects.filter(size=size).first()
    if signed is not None:
        return signed.note
    stored = log_nodes(merkle.peaks(size))
    root = merkle.root(size, lambda *node: stored[node])
    # Two workers may come to the same size at once: the first note stands for both.
    signed, _ = Checkpoint.objects.get_or_create(
        size=size, defaults={"root": root.hex(), "note": signer.note(size, root), "signed_at": at}
    )
    return signed.note
