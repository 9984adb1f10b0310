"""What an extension says to everybody of the outage that it rests on."""

from datetime import datetime

from gonggo.kernel.clock import SEOUL
from gonggo.kernel.text import Text
from gonggo.outages.models import Proposal

_SAYS = Text(
    "시스템 장애({began} ~ {recovered})로 접수 마감을 연장합니다.",
    "The deadline is extended for an outage ({began} to {recovered}).",
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")  # whatever the locale


def published_reason(row: Proposal) -> Text:
    """From when to when the system was out of reach; what the officers wrote stays with their decision."""
    return _SAYS.format(began=_instant(row.began_at), recovered=_instant(row.recovered_at))


def _instant(at: datetime) -> Text:
    there = at.astimezone(SEOUL)
    return Text(f"{there.month}월 {there.day}일 {there:%H:%M}", f"{there.day} {_MONTHS[there.month - 1]} {there:%H:%M}")
