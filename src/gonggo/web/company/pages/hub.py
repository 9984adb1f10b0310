"""The hub: parties as headings, what is to be done under each, what comes next beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from gonggo.applications import form
from gonggo.applications.states import ApplicationState, PartyState
from gonggo.kernel.basis import Basis
from gonggo.kernel.clock import legal_day
from gonggo.parties.roles import label as role_name
from gonggo.parties.rules import written_brn
from gonggo.programs.definition import PartyRole
from gonggo.selection.queries import PlaceRow
from gonggo.web.company.case import Case
from gonggo.web.company.pages import results, tasks
from gonggo.web.company.pages.consents import consent_rows
from gonggo.web.company.pages.together import trail
from gonggo.web.ui import wording
from gonggo.web.ui.afterwards import Room, urls
from gonggo.web.ui.registrations import glyph, word
from gonggo.web.ui.rows import Stage, Task
from gonggo.web.ui.stages import ahead


@dataclass(frozen=True, slots=True)
class PartyPart:
    """One company's part of the hub. ``pool`` is the basis on which a supplier must be in the pool."""

    title: str
    note: str
    tasks: list[Task]
    pool: Basis | None = None
    leave_url: str = ""
    remove_url: str = ""
    exchange_url: str = ""
    remove_key: str = "remove"


@dataclass(frozen=True, slots=True)
class Invited:
    """A company that was asked and has not answered."""

    party_id: UUID
    label: str
    note: str
    take_back_url: str


@dataclass(frozen=True, slots=True)
class Next:
    """The one button that goes on where one stopped."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Hub:
    """Everything that the hub shows."""

    state: str
    told: str
    """What screening asked or decided, in a sentence."""
    count: str
    going_on: Next | None
    parts: list[PartyPart]
    invited: list[Invited]
    needs_supplier: str
    trail: list[str]
    """Companies that were exchanged: who for whom, when and why."""
    together: list[Task]
    saved: str
    """When something was saved last: the time, and the day where it was not today."""
    people: list[str]
    afterwards: list[tuple[str, str]]
    """What became of a place, as (words, address)."""
    stages: list[Stage]
    is_closed: bool
    may_withdraw: bool


_ENDED = frozenset({ApplicationState.REFUSED, ApplicationState.RETURNED})
"""Nothing of the procedure lies ahead of these."""


def hub(case: Case, outcome: PlaceRow | None = None, rooms: Mapping[Room, UUID] = MappingProxyType({})) -> Hub:
    """Built from the case, its published outcome and what became of it alone: it costs no statement."""
    members = [case.me, *case.partners]
    progress = {member.company_id: tasks.progress_of(case, member) for member in members}
    mine = progress[case.me.company_id]
    saved = [task.saved_at for task in mine if task.saved_at]
    received = case.received
    state, told = results.told(outcome) if outcome else (_state(case), _told(case))
    return Hub(
        state=state,
        told=told,
        count=gettext("%(all)d가지 중 %(done)d가지를 마쳤습니다.") % {"all": len(mine), "done": tasks.done_count(mine)},
        going_on=Next(gettext("결과 보기"), case.url("result")) if outcome else _going_on(case, mine),
        parts=[_part(case, member, progress[member.company_id]) for member in members],
        invited=_invited(case),
        needs_supplier=_needs_supplier(case),
        trail=trail(case),
        together=_together(case),
        saved=_saved(case, max(saved, default=None)),
        people=[
            f"{one.name} ({role_name(one.role).said(case.language)})"
            for one in case.whole.people
            if one.company_id == case.me.company_id
        ],
        afterwards=_afterwards(case, rooms),
        stages=[] if rooms or case.whole.facts.state in _ENDED else ahead(case.program, case.at),
        is_closed=case.is_closed,
        may_withdraw=bool(received) and case.me.is_lead and case.may_change,
    )


def _afterwards(case: Case, rooms: Mapping[Room, UUID]) -> list[tuple[str, str]]:
    """The pages of what was agreed, in the order of the procedure; payments are the lead company's."""
    words = {
        Room.AGREEMENT: gettext("협약"),
        Room.DELIVERY: gettext("과제 수행과 완료보고"),
        Room.SETTLEMENT: gettext("정산"),
        Room.AFTERCARE: gettext("사후관리"),
    }
    where = urls(rooms, "company")
    rows = [(word, where[room]) for room, word in words.items() if room in where]
    if rows and case.me.is_lead:
        rows.insert(1, (gettext("지급과 집행"), reverse("company:payments", args=[rooms[Room.AGREEMENT]])))
    return rows


def _state(case: Case) -> str:
    undecided = "received" if case.received else "withdrawn" if case.in_force else "doing"
    return _DECIDED.get(case.whole.facts.state, undecided)


_DECIDED = {
    ApplicationState.SUPPLEMENT: "supplement",
    ApplicationState.ELIGIBLE: "eligible",
    ApplicationState.REFUSED: "ineligible",
    ApplicationState.RETURNED: "returned",
}


def _told(case: Case) -> str:
    facts = case.whole.facts
    if facts.state is ApplicationState.SUPPLEMENT and facts.due_on is not None:
        due = wording.day(facts.due_on, case.language)
        return gettext("%(due)s까지 보완해 주세요. 그때까지 제출하지 않으면 신청이 반려됩니다.") % {"due": due}
    words = {
        ApplicationState.SUPPLEMENT: gettext("함께 신청한 기업의 보완을 기다립니다."),
        ApplicationState.ELIGIBLE: gettext("요건검토를 통과했습니다. 다음은 평가입니다."),
        ApplicationState.REFUSED: gettext("부적합 사유: %(reason)s") % {"reason": facts.reason},
        ApplicationState.RETURNED: gettext("보완하지 않아 반려되었습니다. 요청한 사유: %(reason)s")
        % {"reason": facts.reason},
    }
    return words.get(facts.state, "")


def _going_on(case: Case, mine: list[tasks.Progress]) -> Next | None:
    if case.whole.facts.due_on is not None:
        return Next(gettext("보완하기"), case.url("supplement"))
    received = case.received
    if received is not None:
        return Next(gettext("접수증 보기"), case.receipt_url(received))
    if not case.may_change:
        return None
    left = next((task for task in mine if task.state != "done"), None)
    if left is None:
        return Next(gettext("제출 전 최종 확인"), case.url("check"))
    url = tasks.url_of(case, left.key)
    begun = any(task.saved_at for task in mine)
    words = gettext("이어서 작성: %(task)s") if begun else gettext("작성 시작: %(task)s")
    return Next(words % {"task": left.label}, url)


def _part(case: Case, member: form.Member, progress: list[tasks.Progress]) -> PartyPart:
    counted = {"all": len(progress), "done": tasks.done_count(progress)}
    own = member.company_id == case.me.company_id
    if own:
        note = gettext("우리 회사 · %(all)d가지 중 %(done)d가지 완료") % counted
    else:
        note = gettext("%(all)d가지 중 %(done)d가지 완료 · 내용은 그 회사만 봅니다") % counted
    party = next(row for row in case.whole.parties if row.company_id == member.company_id)
    listed = tasks.rows(case, member, progress)
    if own:
        listed += tasks.opened_rows(case)
    if not member.is_lead and party.joined_at is not None:
        joined = wording.instant(party.joined_at, case.language)
        listed.insert(0, Task(gettext("참여 수락"), "done", note=gettext("%(when)s에 수락했습니다") % {"when": joined}))
    required = case.pool_requirement(member)
    if required is not None:
        stands = case.pool_standing(member)
        url = reverse("company:pool_start") if own and case.may_write else ""
        says = case.pool_says(required)
        listed.append(Task(required.label.said(case.language), glyph(stands), url, word(stands), says))
    may_end = case.may_write and not member.is_lead and not case.is_closed
    return PartyPart(
        title=case.party_title(member),
        note=note,
        tasks=listed,
        pool=required.basis if required else None,
        leave_url=case.url("leave") if may_end and own else "",
        remove_url=case.url("remove_party", party.id) if may_end and case.me.is_lead else "",
        exchange_url=case.url("exchange", party.id)
        if may_end and case.me.is_lead and member.role == PartyRole.SUPPLIER
        else "",
        remove_key=f"remove-{party.id}",
    )


def _invited(case: Case) -> list[Invited]:
    mine_to_end = case.me.is_lead and case.may_change
    return [
        Invited(
            party_id=party.id,
            label=f"{case.role_label(party.role)} {written_brn(party.brn)}",
            note=gettext("%(email)s 주소로 %(when)s에 초대했습니다. 답을 기다립니다.")
            % {"email": party.email, "when": wording.instant(party.invited_at, case.language)}
            if case.me.is_lead
            else gettext("신청을 대표하는 기업이 초대했습니다. 답을 기다립니다."),
            take_back_url=case.url("remove_party", party.id) if mine_to_end else "",
        )
        for party in case.whole.parties
        if party.state == PartyState.INVITED
    ]


def _saved(case: Case, at: datetime | None) -> str:
    if at is None:
        return ""
    is_today = legal_day(at) == legal_day(case.at)
    when = wording.clock(at) if is_today else wording.instant(at, case.language)
    return gettext("저장됨 %(at)s") % {"at": when}


def _needs_supplier(case: Case) -> str:
    """What to do about the missing partner; nothing while one that was asked has yet to answer."""
    gap = next((gap for gap in case.gaps if gap.code == "supplier_missing"), None)
    asked = any(one.role == PartyRole.SUPPLIER and one.state == PartyState.INVITED for one in case.whole.parties)
    if gap is None or asked:
        return ""
    label = case.role_label(PartyRole.SUPPLIER)
    return gettext("함께 신청할 기업이 필요합니다: %(role)s. 사업자등록번호와 이메일로 초대해 주세요.") % {
        "role": label
    }


def _together(case: Case) -> list[Task]:
    """What the companies do together at the end."""
    rows = consent_rows(case)
    agreed = sum(row.stands for row in rows)
    all_in = bool(rows) and agreed == len(rows)
    if case.gaps:
        consent = Task(
            gettext("참여 기업의 동의"),
            "locked",
            note=gettext("할 일이 모두 끝나고 최종 확인을 마치면 동의를 받습니다"),
        )
    else:
        note = gettext("%(all)d곳 중 %(done)d곳이 동의했습니다") % {
            "all": len(case.whole.draft.members),
            "done": agreed,
        }
        state = "done" if all_in else "doing" if agreed else "todo"
        consent = Task(gettext("참여 기업의 동의"), state, url=case.url("check"), note=note)
    left = len(case.gaps)
    note = (
        gettext("남은 일 %(count)d가지를 미리 볼 수 있습니다") % {"count": left}
        if left
        else gettext("제출할 수 있습니다")
    )
    if case.received and case.is_closed:
        note = gettext("접수되었습니다")
    elif case.received:
        note = gettext("접수되었습니다. 마감 전에는 고쳐서 다시 제출할 수 있습니다")
    elif not left and not all_in:
        note = gettext("동의를 받으면 제출할 수 있습니다")
    check = Task(
        gettext("제출 전 최종 확인과 제출"), "done" if case.received else "todo", url=case.url("check"), note=note
    )
    return [consent, check]
