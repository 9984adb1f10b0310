"""진행현황 after the result, to the end: agreement, payments, checks, settlement, aftercare of one application."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Value
from django.urls import reverse
from django.utils.translation import gettext

from gonggo.aftercare import queries as aftercare
from gonggo.aftercare.definition import ROOM as AFTERCARE
from gonggo.aftercare.definition import rules_of as aftercare_rules
from gonggo.agreements import queries as agreements
from gonggo.agreements.definition import has_agreements
from gonggo.delivery import queries as delivery
from gonggo.journal.queries import Happening, timeline_of
from gonggo.kernel.actor import Actor
from gonggo.kernel.ref import Kind, Ref
from gonggo.payments.definition import ROOM as PAYMENTS
from gonggo.payments.definition import rules_of as payment_rules
from gonggo.programs.definition import Program
from gonggo.settlement import queries as settlement
from gonggo.web.ui.courses import body, in_line, planned, when
from gonggo.web.ui.rows import Stage, Words
from gonggo.web.ui.speech import said
from gonggo.web.ui.stages import DONE, LATER, NOW


class Room(StrEnum):
    """Who keeps a row of what became of a place."""

    AGREEMENT = "agreement"
    DELIVERY = "delivery"
    SETTLEMENT = "settlement"
    AFTERCARE = "aftercare"


_ROOMS = {
    Room.AGREEMENT: agreements.visible_to,
    Room.DELIVERY: delivery.visible_to,
    Room.SETTLEMENT: settlement.visible_to,
    Room.AFTERCARE: aftercare.visible_to,
}
_PAGES = {Room.DELIVERY: "delivery", Room.SETTLEMENT: "settlement", Room.AFTERCARE: "aftercare"}
"""The pages that are called alike on every desk."""
_NO_AGREEMENT = ("agreement.refused", "agreement.lapsed")


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What became of a place: each room's own row of it, and everything that happened to them, oldest first."""

    rooms: Mapping[Room, UUID]
    happened: Sequence[Happening]

    def last(self, *names: str) -> Happening | None:
        """The latest of these facts."""
        return next((one for one in reversed(self.happened) if one.name in names), None)

    def urls(self, desk: str) -> dict[Room, str]:
        """Where each is read at a desk."""
        return urls(self.rooms, desk)


NOTHING = Afterwards({}, ())
"""What becomes of an application before there is a result."""


def urls(rooms: Mapping[Room, UUID], desk: str) -> dict[Room, str]:
    """Where each room's row is read at a desk."""
    pages = _PAGES | {Room.AGREEMENT: "agreement" if desk == "company" else "task_agreement"}
    return {kind: reverse(f"{desk}:{pages[kind]}", args=[key]) for kind, key in rooms.items()}


def rooms_of(application_id: UUID, *, of: Actor) -> dict[Room, UUID]:
    """Each room's row of an application, of those that this actor may know of. One statement."""
    parts = [
        visible_to(of).filter(application_id=application_id).annotate(room=Value(kind.value)).values_list("room", "pk")
        for kind, visible_to in _ROOMS.items()
    ]
    return {Room(room): key for room, key in parts[0].union(*parts[1:], all=True)}


def afterwards(application_id: UUID, *, of: Actor) -> Afterwards:
    """Two statements."""
    rooms = rooms_of(application_id, of=of)
    told = {Room.AGREEMENT: Kind.AGREEMENT, Room.SETTLEMENT: Kind.SETTLEMENT}  # the others tell of the agreement
    return Afterwards(rooms, timeline_of([Ref(told[room], key) for room, key in rooms.items() if room in told]))


def course(program: Program, found: Afterwards, *, operator: str, urls: Mapping[Room, str]) -> list[Stage]:
    """From the agreement to the last use report; of a place without an agreement nothing follows."""
    if not has_agreements(program) or Room.AGREEMENT not in found.rooms:
        return []
    stages = [_agreement(program, found, urls)]
    if stages[0].state == DONE and found.last(*_NO_AGREEMENT):
        return stages
    stages += _payments(program, found, first=True)
    stages += [*_checks(program, found, operator, urls), _settlement(program, found, operator, urls)]
    stages += [*_payments(program, found, first=False), *_aftercare(program, found, urls)]
    ended = found.last("agreement.terminated")
    if ended is not None:
        stages = [one for one in stages if one.state == DONE or one.title == gettext("정산")]
        stages.insert(1, Stage(gettext("협약 해약"), when(ended.at), body(program, "agency"), _reason(ended), DONE))
    return in_line(stages)


def _reason(one: Happening) -> str:
    return str(one.data.get("reason", ""))


def _agreement(program: Program, found: Afterwards, urls: Mapping[Room, str]) -> Stage:
    none = found.last(*_NO_AGREEMENT)
    made = none or found.last("agreement.concluded")
    turn = {
        "agreement.laid_out": body(program, "agency"),
        "agreement.cost_review_answered": body(program, "agency"),
        "agreement.prepared": gettext("모든 당사자"),
    }
    step = found.last("agreement.opened", "agreement.cut", "agreement.cost_settled", "agreement.taken_back", *turn)
    who: Words = turn.get(step.name, "") if step else ""
    note = "" if none is None else gettext("과제 포기") if none.name == "agreement.lapsed" else gettext("협약하지 않음")
    at, basis = planned(program, "agreement", made)
    return Stage(
        gettext("협약"),
        at,
        who or program.role("adopter").selected,
        note,
        DONE if made else LATER,
        basis=basis,
        url=urls.get(Room.AGREEMENT, ""),
    )


def _payments(program: Program, found: Afterwards, *, first: bool) -> list[Stage]:
    """The tranche before the work, or those after it; what was never paid is left out once the settlement is over."""
    if PAYMENTS not in program.rooms:
        return []
    paid = {one.data["tranche_number"]: one.at for one in found.happened if one.name == "payment.paid"}
    over = found.last("settlement.confirmed")
    rows = []
    for portion in payment_rules(program).portions:
        is_off = portion.number not in paid and over is not None and (first or not over.data.get("second"))
        if (portion.number == 1) is first and not is_off:
            title = gettext("%(part)s 지급") % {"part": said(portion.label)}
            is_paid = portion.number in paid
            who = body(program, "agency")
            rows.append(Stage(title, when(paid.get(portion.number)), who, state=DONE if is_paid else LATER))
    return rows


def _checks(program: Program, found: Afterwards, operator: str, urls: Mapping[Room, str]) -> list[Stage]:
    url, passed = urls.get(Room.DELIVERY, ""), found.last("delivery.check_passed")
    done = found.last("delivery.completed", "delivery.found_incomplete")
    rows = []
    if passed or not done:
        looks = program.operator(operator).name
        state = DONE if passed else LATER
        rows.append(Stage(gettext("과제추진점검"), when(passed.at if passed else None), looks, state=state, url=url))
    note = gettext("미완료") if done and done.name == "delivery.found_incomplete" else ""
    agency, state = body(program, "agency"), DONE if done else LATER
    at, basis = planned(program, "completion", done)
    rows.append(Stage(gettext("사업완료 점검"), at, agency, note, state, basis=basis, url=url))
    return rows


def _settlement(program: Program, found: Afterwards, operator: str, urls: Mapping[Room, str]) -> Stage:
    done, reported = found.last("settlement.confirmed"), found.last("settlement.reported")
    who = program.operator(operator).name if reported else program.role("adopter").selected
    at, basis = planned(program, "settlement", done)
    state = DONE if done else LATER
    return Stage(gettext("정산"), at, who, state=state, basis=basis, url=urls.get(Room.SETTLEMENT, ""))


def _aftercare(program: Program, found: Afterwards, urls: Mapping[Room, str]) -> list[Stage]:
    if AFTERCARE not in program.rooms:
        return []
    years = aftercare_rules(program).years
    filed = sum(one.name in {"aftercare.report_submitted", "aftercare.report_submitted_late"} for one in found.happened)
    begun = found.last("aftercare.opened")
    note = gettext("활용실적 %(years)s번 가운데 %(filed)s번 보고") % {"years": years, "filed": filed} if begun else ""
    state = LATER if begun is None else DONE if filed >= years else NOW
    adopter = program.role("adopter").selected
    began, basis = planned(program, "aftercare", begun)
    return [Stage(gettext("사후관리"), began, adopter, note, state, basis=basis, url=urls.get(Room.AFTERCARE, ""))]
