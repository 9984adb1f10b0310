"""All rooms' words of refusal in one book; the desks find it through ``settings.GONGGO_REFUSALS``."""

from importlib import import_module

from gonggo.kernel import moves
from gonggo.kernel.refusal import RefusalBook
from gonggo.wiring.refusals import REFUSALS

_ROOMS = (
    "journal",
    "intake",
    "parties",
    "programs",
    "outages",
    "documents",
    "signing",
    "operators",
    "objections",
    "facts",
    "eligibility",
    "pool",
    "consulting",
    "applications",
    "evaluation",
    "selection",
    "agreements",
    "delivery",
    "payments",
    "settlement",
    "aftercare",
)


def book() -> RefusalBook:
    """Every table once. Raises ValueError if two rooms use the same code."""
    tables = [import_module(f"gonggo.{room}.refusals").REFUSALS for room in _ROOMS]
    return RefusalBook([moves.REFUSALS, *tables, REFUSALS])
