"""What an office may do to a delivery now, read from the machines, and doing it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gonggo.delivery import commands
from gonggo.delivery.definition import Rules
from gonggo.delivery.queries import CheckRow, Whole
from gonggo.delivery.states import CHECK_MOVES, CONFIRMED_BY, MOVES, CheckState, DeliveryState, Finding, Outcome
from gonggo.kernel.actor import Actor
from gonggo.kernel.refusal import OutOfReach
from gonggo.web.accounts.uploads import taken_in
from gonggo.web.office.delivery_forms import Found, Inspected, Nothing, Plan, Reason
from gonggo.web.office.desk import Request


@dataclass(frozen=True, slots=True)
class Act:
    """A panel of the page: its title, what its button says, what is told afterwards."""

    key: str
    title: "str | Promise"
    verb: "str | Promise"
    done: "str | Promise"
    is_second: bool = False


ACTS = (
    Act("plan", _("과제추진점검 날 정하기"), _("이 날로 정하기"), _("점검 날을 정했습니다. 참여 기업에 알립니다.")),
    Act("find", _("과제추진점검 결과"), _("점검 결과 남기기"), _("점검 결과를 남겼습니다. 참여 기업에 알립니다.")),
    Act("replan", _("점검 날 바꾸기"), _("이 날로 바꾸기"), _("점검 날을 바꿨습니다. 참여 기업에 알립니다."), True),
    Act("pass_on", _("완료보고 넘기기"), _("점검하도록 넘기기"), _("점검하도록 넘겼습니다.")),
    Act("send_back", _("완료보고 돌려보내기"), _("돌려보내기"), _("돌려보냈습니다. 기업에 알립니다."), True),
    Act(
        "inspect",
        _("사업완료 점검 결과"),
        _("점검 결과 남기기"),
        _("점검 결과를 남겼습니다. 다른 담당자가 확정합니다."),
    ),
    Act("confirm", _("점검 결과 확정"), _("이 결과로 확정하기"), _("확정했습니다. 참여 기업에 알립니다.")),
    Act("set_aside", _("확정하지 않기"), _("다시 점검하게 하기"), _("확정하지 않았습니다. 다시 점검합니다."), True),
    Act("go_on", _("중단하지 않기"), _("과제를 계속하게 하기"), _("계속하기로 했습니다. 참여 기업에 알립니다."), True),
)
_OF_DELIVERY = {
    "pass_on": "pass_on",
    "send_back": "send_back",
    "inspect": "inspect",
    "set_inspection_aside": "set_aside",
}
_OF_CHECK = {"replan": "replan", "find_on_course": "find", "go_on": "go_on"}
_FINDS = {
    "find_on_course": (Finding.CONTINUE,),
    "ask_to_correct": (Finding.CORRECT,),
    "propose_stop": (Finding.STOP_GOOD_FAITH, Finding.STOP_BAD_FAITH),
}


def check_of(whole: Whole) -> CheckRow | None:
    """The one that something can be done to, else the last."""
    return whole.open_check or whole.stop or (whole.checks[-1] if whole.checks else None)


def offered(whole: Whole, of: Actor) -> set[str]:
    """The keys of what this person may do now."""
    moves, check = MOVES.offered(whole.state, of), check_of(whole)
    found = {_OF_DELIVERY[move] for move in moves if move in _OF_DELIVERY}
    if set(moves) & set(CONFIRMED_BY.values()):
        found.add("confirm")
    if whole.standing is not None and whole.standing.inspector_id == of.person_id:
        found -= {"confirm", "set_aside"}
    if check is not None and whole.state is not DeliveryState.ENDED:
        found |= {_OF_CHECK[move] for move in CHECK_MOVES.offered(check.state, of) if move in _OF_CHECK}
    is_closed = check is None or check.state in {CheckState.PASSED, CheckState.CALLED_OFF}
    if is_closed and "replan" in CHECK_MOVES.offered(CheckState.PLANNED, of) and _may_be_checked(whole):
        found.add("plan")
    return found


def _may_be_checked(whole: Whole) -> bool:
    return whole.state in {DeliveryState.UNDERWAY, DeliveryState.REPORTED}


def form_of(key: str, whole: Whole, rules: Rules, of: Actor, request: Request | None = None) -> forms.Form:
    """The form of an act, bound where ``request`` is what was sent. Raises OutOfReach for no act."""
    data = (request.POST, request.FILES) if request is not None else (None, None)
    if key == "find":
        return Found(_findings(whole, rules, of), *data)
    if key == "inspect":
        return Inspected(rules.outcomes, *data)
    plain = {"plan": Plan, "replan": Plan, "send_back": Reason, "set_aside": Reason, "go_on": Reason}
    known = {act.key for act in ACTS}
    if key not in known:
        raise OutOfReach(f"act:{key}")
    return plain.get(key, Nothing)(data[0], prefix=key)


def _findings(whole: Whole, rules: Rules, of: Actor) -> list[str]:
    check = check_of(whole)
    moves = CHECK_MOVES.offered(check.state, of) if check is not None else []
    may = {found for move in moves for found in _FINDS.get(move, ())}
    return [one for one in rules.findings if one in may] or list(rules.findings)


def do(key: str, whole: Whole, said: Mapping[str, Any], request: Request) -> None:
    """The command of an act. Refuses with what the command does."""
    told: dict[str, Any] = {"by": request.actor, "at": request.received_at}
    values = dict(said)
    if "papers" in values:
        values["papers"] = taken_in(values["papers"], program=whole.delivery.program, **told)
    if key in {"replan", "find", "go_on"}:
        _do_to_check(key, whole, values | told)
        return
    of_delivery: dict[str, Callable[..., object]] = {
        "plan": commands.plan_check,
        "pass_on": commands.pass_on,
        "send_back": commands.send_back,
        "inspect": commands.inspect,
        "set_aside": commands.set_inspection_aside,
        "confirm": _confirming(whole),
    }
    of_delivery[key](delivery_id=whole.delivery.id, **values, **told)


def _confirming(whole: Whole) -> Callable[..., object]:
    outcome = Outcome(whole.standing.outcome) if whole.standing is not None else Outcome.COMPLETE
    command: Callable[..., object] = getattr(commands, CONFIRMED_BY[outcome])
    return command


def _do_to_check(key: str, whole: Whole, values: dict[str, Any]) -> None:
    check = check_of(whole)
    check_id: UUID | None = None if check is None else check.id
    if check_id is None:
        raise OutOfReach(f"check of {whole.delivery.id}")
    if key != "find":
        (commands.replan if key == "replan" else commands.go_on)(check_id=check_id, **values)
        return
    outcome = Finding(values.pop("outcome"))
    if outcome is Finding.CONTINUE:
        commands.find_on_course(check_id=check_id, **values)
    elif outcome is Finding.CORRECT:
        commands.ask_to_correct(check_id=check_id, **values)
    else:
        in_good_faith = outcome is Finding.STOP_GOOD_FAITH
        commands.propose_stop(check_id=check_id, in_good_faith=in_good_faith, **values)
