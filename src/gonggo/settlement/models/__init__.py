"""Rows of this room: what was settled, returned, recovered, and who is barred for it."""

from gonggo.settlement.models.barring import Sanction, SanctionStay
from gonggo.settlement.models.settling import PaidIn, Recovery, Return, Settlement, SettlementItem

__all__ = ["PaidIn", "Recovery", "Return", "Sanction", "SanctionStay", "Settlement", "SettlementItem"]
