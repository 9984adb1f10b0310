"""A payment of which the bank said another amount: what may be done, and what was found so far."""

from django.urls import reverse
from django.utils.translation import gettext

from gonggo.kernel.actor import Actor
from gonggo.payments.queries import TrancheRow
from gonggo.payments.states import APPROVERS, PREPARERS
from gonggo.web.ui.rows import Pair
from gonggo.web.ui.wording import amount_read


def _is_contradicted(row: TrancheRow) -> bool:
    return row.instruction is not None and row.instruction.is_contradicted(row.amount)


def may_state(row: TrancheRow, of: Actor) -> bool:
    return _is_contradicted(row) and of.role in PREPARERS


def may_confirm(row: TrancheRow, of: Actor) -> bool:
    told = row.instruction.cleared if row.instruction else None
    return _is_contradicted(row) and told is not None and of.role in APPROVERS and of.person_id != told.stated_by


def of(row: TrancheRow, actor: Actor, language: str) -> list[Pair]:
    """What the bank said and what was found in its statement; empty where it said what was ordered, or for others."""
    if row.instruction is None or not _is_contradicted(row) or actor.role not in PREPARERS | APPROVERS:
        return []
    told = row.instruction.cleared
    pairs = [Pair(gettext("은행이 답한 금액"), amount_read(row.instruction.told_amount, language))]
    if told is not None:
        found = gettext("요청한 금액이 모두 지급됨") if told.was_paid else gettext("지급된 금액이 없음")
        pairs.append(Pair(gettext("거래내역에서 확인한 결과"), found))
        pairs += [Pair(gettext("은행 거래번호"), told.reference)] if told.reference else []
        pairs.append(Pair(gettext("확인한 내용"), told.says))
    return pairs


def urls(row: TrancheRow, of: Actor, namespace: str) -> dict[str, str]:
    """Act → address, of those that are open to this person."""
    found = {}
    if may_state(row, of):
        found["state_outcome"] = reverse(f"{namespace}:state_outcome", args=[row.id])
    if may_confirm(row, of):
        found["confirm_outcome"] = reverse(f"{namespace}:confirm_outcome", args=[row.id])
    return found
