"""What may be done to a settlement and to what follows from it, read from the machines, and doing it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.settlement import commands, queries
from gonggo.settlement.queries import Opened
from gonggo.settlement.states import (
    CONFIRMERS,
    EXAMINERS,
    RETURN_MOVES,
    SANCTIONERS,
    ReturnState,
    SettlementState,
)
from gonggo.web.office import settlement_forms as f


@dataclass(frozen=True, slots=True)
class Act:
    """A panel of a page: its title, what its button says, its form (bound to data, if given), what it does."""

    key: str
    title: "str | Promise"
    verb: "str | Promise"
    form: Callable[..., forms.Form]
    run: Callable[..., object]
    is_second: bool = False


def acts(found: Opened, of: Actor, at: datetime) -> list[Act]:
    """What ``of`` may do now, in the order of the page."""
    return [
        *_of_settlement(found, of),
        *_of_return(found, of, at),
        *_recovers(found, of),
    ]


def _of_settlement(found: Opened, of: Actor) -> list[Act]:
    row, offered = found.row, queries.offered(found.row, of)
    told: dict[str, Any] = {"settlement_id": row.id}
    rows: list[Act] = []
    if "report" in offered:
        rows.append(Act("report", _("정산 보고"), _("정산 보고하기"), f.Report, partial(commands.report, **told)))
    if "examine" in offered:
        items = [(str(one.id), f"{one.supplier} {one.amount:,}") for one in found.items]
        find = partial(f.Find, "item_id", _("항목"), items)
        if items:
            rows.append(Act("find", _("항목의 인정 여부"), _("이대로 정하기"), find, commands.find_item))
        if found.open_items:
            rest = partial(commands.recognise_rest, **told)
            rows.append(Act("rest", _("남은 항목"), _("남은 항목 모두 인정하기"), f.Nothing, rest, is_second=True))
        examine = partial(commands.examine, **told)
        rows.append(Act("examine", _("정산 검토 마치기"), _("확정하도록 넘기기"), f.Nothing, examine))
    if "confirm" in offered:
        confirm = partial(commands.confirm, digest=found.digest, **told)
        rows.append(Act("confirm", _("정산 확정"), _("이 금액으로 확정하기"), f.Nothing, confirm))
    if "send_back" in offered:
        back = partial(commands.send_back, **told)
        rows.append(Act("back", _("다시 검토"), _("다시 검토하게 하기"), f.Reason, back, is_second=True))
    if row.state == SettlementState.CONFIRMED and row.rechecked_at is None and of.role in EXAMINERS:
        again = partial(commands.recheck_invoices, **told)
        rows.append(Act("recheck", _("세금계산서 다시 확인"), _("확인 결과 남기기"), f.Says, again, is_second=True))
    return rows


def _of_return(found: Opened, of: Actor, at: datetime) -> list[Act]:
    back = found.giving_back
    if back is None:
        return []
    offered, rows = RETURN_MOVES.offered(back.state, of), []
    told: dict[str, Any] = {"return_id": back.id}
    if back.state is not ReturnState.DONE and back.left and of.role in EXAMINERS:
        record = partial(commands.record_paid_in, owed=Ref(Kind.RETURN, back.id))
        rows.append(Act("paid_in", _("반납 입금"), _("입금 기록하기"), f.CameIn, record))
    waiting = [one for one in back.paid_in if not one.is_confirmed and one.recorded_by != of.person_id]
    if waiting and of.role in CONFIRMERS:
        choices = [(str(one.id), f"{one.on} {one.amount:,}") for one in waiting]
        form = partial(f.Chosen, "paid_in_id", _("기록된 입금"), choices)
        rows.append(Act("seen", _("반납 입금 확인"), _("입금 확인하기"), form, commands.confirm_paid_in))
    if "remind" in offered and legal_day(at) > back.due_on:
        rows.append(Act("remind", _("반납 독촉"), _("독촉하기"), f.Nothing, partial(commands.remind, **told)))
    if "call_guarantee" in offered and back.grace_until_on and legal_day(at) > back.grace_until_on:
        call = partial(commands.call_guarantee, **told)
        rows.append(Act("guarantee", _("보증 청구"), _("보증 청구하기"), f.Nothing, call))
    return rows


def _recovers(found: Opened, of: Actor) -> list[Act]:
    if of.role not in SANCTIONERS | EXAMINERS or not found.sum.paid:
        return []
    propose = partial(commands.propose_recovery, agreement_id=found.row.agreement_id)
    return [
        Act(
            "recover",
            _("환수 제안"),
            _("환수 제안하기"),
            partial(f.Recover, found.rules.surcharge),
            propose,
            is_second=True,
        )
    ]


def values(form: forms.Form) -> dict[str, Any]:
    """What the form carries, as the command takes it."""
    return dict(form.cleaned_data)
