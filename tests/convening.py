"""평가 as the offices convene it: the addresses of what they act on, and the words of an answer."""

import re

from gonggo.evaluation.models import Panel, Seat

LISTS = "/agency/panels/"


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def place(panel: Panel, more: str = "", desk: str = "agency") -> str:
    return f"/{desk}/panels/{panel.id}{more}"


def seat_place(seat: Seat, more: str = "", desk: str = "agency") -> str:
    return f"/{desk}/panels/{seat.panel_id}/seats/{seat.id}{more}"


def before(panel: Panel, application, more: str = "", desk: str = "agency") -> str:
    return f"/{desk}/panels/{panel.id}/before/{application.number}{more}"
