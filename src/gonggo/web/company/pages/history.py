"""진행현황: what happened to the application, in words, newest first; of a partner only what concerns everybody."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from gonggo.applications.attempts import item_label
from gonggo.applications.form import paper_label
from gonggo.applications.queries import ref_of
from gonggo.applications.states import RECEIVED
from gonggo.applications.supplements import label_of
from gonggo.evaluation.queries import steps_of
from gonggo.journal.queries import Happening
from gonggo.objections.queries import about
from gonggo.selection.definition import Outcome
from gonggo.web.company.case import Case
from gonggo.web.ui import afterwards, wording
from gonggo.web.ui.afterwards import Afterwards
from gonggo.web.ui.courses import after_the_result, application_course
from gonggo.web.ui.past import WORDS
from gonggo.web.ui.results import OUTCOMES
from gonggo.web.ui.rows import Stage
from gonggo.web.ui.stages import to_the_end


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened."""

    when: str
    what: str
    who: str
    url: str


def history(case: Case, happened: Sequence[Happening], later: Afterwards) -> list[Line]:
    """What is told of the application's timeline, and of what became of it once it was selected.

    What was done in one go and reads alike, as the consents to each text, is one line.
    """
    both = sorted([*happened, *later.happened], key=lambda one: one.at)
    told = [line for one in both if (line := _line(case, one) or _later(case, one)) is not None]
    return list(dict.fromkeys(told[::-1]))


def course(case: Case, happened: Sequence[Happening], later: Afterwards) -> list[Stage]:
    """Where a received application stands, to the end: two statements; what lies ahead of another."""
    facts = case.whole.facts
    if facts.state not in RECEIVED:
        return to_the_end(case.program, case.at)
    so_far = application_course(
        case.program,
        state=facts.state,
        operator=facts.operator,
        told=happened,
        steps=steps_of(case.id, case.program.key),
        objections=about(ref_of(case.id), of=case.by),
    )
    after = afterwards.course(case.program, later, operator=facts.operator, urls=later.urls("company"))
    return so_far + (after or after_the_result(case.program, facts.state, happened))


_OF_OFFICES = frozenset(
    {
        "delivery.inspected",
        "delivery.inspection_set_aside",
        "payment.prepared",
        "payment.unclear",
        "settlement.examined",
        "settlement.sent_back",
    }
)
"""What the offices do among themselves before they decide."""
_OF_THE_LEAD = ("payment.", "spending.", "settlement.")


def _later(case: Case, one: Happening) -> Line | None:
    """What happened after the result; the money is the lead company's to read."""
    words = WORDS.get(one.name)
    if words is None or one.name in _OF_OFFICES or one.name.startswith("application."):
        return None
    if one.name.startswith(_OF_THE_LEAD) and not case.me.is_lead:
        return None
    return Line(wording.instant(one.at, case.language), str(words), case.person(one.person_id), "")


def _line(case: Case, happening: Happening) -> Line | None:
    words = _WORDS.get(happening.name)
    if words is None or not (happening.name in _OF_ALL or _concerns(case, happening.data)):
        return None
    who = case.person(happening.person_id)
    return Line(
        when=wording.instant(happening.at, case.language),
        what=words(case, happening.data),
        who=who,
        url=_receipt(case, happening.data),
    )


_OF_ALL = frozenset({"application.returned"})
"""What one company brought about and all have to know."""


def _concerns(case: Case, data: Mapping[str, Any]) -> bool:
    """Papers are told to their own company only."""
    return str(data.get("company", case.me.company_id)) == str(case.me.company_id)


def _receipt(case: Case, data: Mapping[str, Any]) -> str:
    known = {str(answer.id): answer for answer in case.answers}
    answer = known.get(str(data.get("receipt")))
    return case.receipt_url(answer) if answer else ""


def _slot(case: Case, data: Mapping[str, Any]) -> str:
    return paper_label(case.program, str(data["slot"])).said(case.language)


def _asked(case: Case, data: Mapping[str, Any]) -> str:
    return ", ".join(label_of(case.program, slot).said(case.language) for slot in data["items"])


def _missing(case: Case, data: Mapping[str, Any]) -> str:
    """What an attempt to submit lacked: one's own by name, the others' by number."""
    own = [gap for gap in data["missing"] if gap["company"] in {"", str(case.me.company_id)}]
    names = dict.fromkeys(item_label(case.program, gap["place"], gap["item"]).said(case.language) for gap in own)
    others = len(data["missing"]) - len(own)
    if others:
        names[gettext("다른 기업의 할 일 %(count)d가지") % {"count": others}] = None
    return gettext("제출하지 못했습니다. 모자란 것: %(what)s") % {"what": ", ".join(names)}


def _role(case: Case, data: Mapping[str, Any]) -> str:
    return case.role_label(str(data["role"]))


def _named(case: Case, person_id: object) -> str:
    """A person of one's own company by name; of the others nobody learns who it is."""
    named = (one.named for one in case.whole.named if str(one.named.id) == str(person_id))
    own = next((one.name for one in named if one.company_id == case.me.company_id), "")
    return own or gettext("정보가 담긴 사람")


def _page_of(case: Case, data: Mapping[str, Any]) -> dict[str, str]:
    pages = {page.key: page.label.said(case.language) for page in case.sections_of(case.lead)}
    return {"page": pages.get(str(data["section"]), ""), "company": case.name_of(UUID(str(data["partner"])))}


def _company(case: Case, data: Mapping[str, Any]) -> str:
    return case.name_of(UUID(str(data["party"])))


_WORDS: Mapping[str, Callable[[Case, Mapping[str, Any]], str]] = {
    "application.started": lambda _, data: gettext("신청을 시작했습니다 (%(number)s)") % {"number": data["number"]},
    "application.reassigned": lambda case, data: (
        gettext("담당 기관이 바뀌었습니다: %(name)s (%(reason)s)")
        % {"name": case.program.operator(data["operator"]).name.said(case.language), "reason": data["reason"]}
    ),
    "application.party_invited": lambda case, data: (
        gettext("함께할 기업을 초대했습니다: %(role)s") % {"role": _role(case, data)}
    ),
    "application.party_joined": lambda case, data: (
        gettext("참여를 수락했습니다: %(role)s") % {"role": _role(case, data)}
    ),
    "application.party_declined": lambda case, data: (
        gettext("참여를 거절했습니다: %(role)s") % {"role": _role(case, data)}
    ),
    "application.party_left": lambda case, data: gettext("신청에서 나갔습니다: %(role)s") % {"role": _role(case, data)},
    "application.party_removed": lambda case, data: (
        gettext("초대나 참여를 거두었습니다: %(role)s") % {"role": _role(case, data)}
    ),
    "application.party_exchanged": lambda case, data: (
        gettext("함께할 기업을 바꾸었습니다: %(role)s (%(reason)s)")
        % {"role": _role(case, data), "reason": data["reason"]}
    ),
    "application.section_opened": lambda case, data: (
        gettext("함께 쓰도록 열었습니다: %(page)s (%(company)s)") % _page_of(case, data)
    ),
    "application.section_closed": lambda case, data: (
        gettext("함께 쓰던 쪽을 닫았습니다: %(page)s (%(company)s)") % _page_of(case, data)
    ),
    "application.answer_restored": lambda case, data: (
        gettext("이전 답으로 되돌렸습니다: %(question)s")
        % {"question": case.program.question(data["question"]).label.said(case.language)}
    ),
    "application.person_named": lambda case, data: (
        gettext("동의할 사람을 등록했습니다: %(name)s") % {"name": _named(case, data["person"])}
    ),
    "application.person_removed": lambda *_: gettext("동의할 사람을 뺐습니다"),
    "application.person_declined": lambda case, data: (
        gettext("본인이 동의하지 않았습니다: %(name)s") % {"name": _named(case, data["person"])}
    ),
    "consent.given_in_person": lambda case, data: (
        gettext("본인이 개인정보 활용에 동의했습니다: %(name)s") % {"name": _named(case, data["party"])}
    ),
    "consent.withdrawn_in_person": lambda case, data: (
        gettext("본인이 동의를 거두었습니다: %(name)s") % {"name": _named(case, data["party"])}
    ),
    "application.found_incomplete": _missing,
    "application.paper_placed": lambda case, data: (
        gettext("서류를 올렸습니다: %(paper)s") % {"paper": _slot(case, data)}
    ),
    "application.paper_removed": lambda case, data: (
        gettext("서류를 뺐습니다: %(paper)s") % {"paper": _slot(case, data)}
    ),
    "application.paper_released": lambda case, data: (
        gettext("담당자가 서류를 확인했습니다: %(paper)s") % {"paper": _slot(case, data)}
    ),
    "application.sealed": lambda _, data: (
        gettext("최종 확인을 마쳤습니다 (%(revision)s판)") % {"revision": data["revision"]}
    ),
    "consent.given": lambda case, data: gettext("동의했습니다: %(company)s") % {"company": _company(case, data)},
    "consent.withdrawn": lambda case, data: (
        gettext("동의를 거두었습니다: %(company)s") % {"company": _company(case, data)}
    ),
    "application.received": lambda _, data: gettext("접수되었습니다 (%(number)s)") % {"number": data["number"]},
    "application.withdrawn": lambda _, data: gettext("신청을 철회했습니다 (%(number)s)") % {"number": data["number"]},
    "application.refused_at_door": lambda _, data: (
        gettext("접수되지 않았습니다 (%(number)s)") % {"number": data["number"]}
    ),
    "application.supplement_asked": lambda case, data: (
        gettext("보완 요청을 받았습니다: %(items)s (%(reason)s)")
        % {"items": _asked(case, data), "reason": data["reason"]}
    ),
    "application.supplement_paper_placed": lambda case, data: (
        gettext("보완 서류를 올렸습니다: %(paper)s") % {"paper": _slot(case, data)}
    ),
    "application.supplement_answered": lambda *_: gettext("보완을 제출했습니다"),
    "application.returned": lambda case, _: (
        gettext("보완하지 않아 반려되었습니다 (%(reason)s)") % {"reason": case.whole.facts.reason}
    ),
    "application.reopened": lambda *_: gettext("이의신청이 인용되어 결정이 취소되었습니다. 요건검토를 다시 합니다"),
    "selection.result": lambda _, data: (
        gettext("선정 결과가 공개되었습니다: %(outcome)s") % {"outcome": OUTCOMES[Outcome(data["outcome"])]}
    ),
    "selection.given_up": lambda _, data: (
        gettext("선정이나 예비 순위를 포기했습니다 (%(reason)s)") % {"reason": data["reason"]}
    ),
    "selection.promoted": lambda *_: gettext("예비에서 선정되었습니다"),
    "selection.put_first": lambda *_: gettext("이의신청이 인용되어 다음에 비는 자리에 먼저 선정됩니다"),
    "application.found_eligible": lambda *_: gettext("요건검토에서 적합으로 정해졌습니다"),
    "application.refused": lambda _, data: (
        gettext("요건검토에서 부적합으로 정해졌습니다 (%(reason)s)") % {"reason": data["reason"]}
    ),
}
