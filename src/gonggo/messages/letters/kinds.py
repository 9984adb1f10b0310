"""Which facts make a letter: of which kind, to whom, what it says. A table keyed by the name of the fact."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from uuid import UUID

from gonggo.agreements import queries as agreements
from gonggo.applications import queries as applications
from gonggo.eligibility.definition import conditions_of
from gonggo.journal.models import Entry
from gonggo.journal.queries import fact
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.text import Text
from gonggo.messages.letters import of_agreements, of_selection, of_settlement
from gonggo.messages.letters.definition import LetterKind, written_day
from gonggo.messages.letters.drafts import (
    GROUND,
    REASON,
    Draft,
    Points,
    alike,
    last_day,
    listed,
    named_agreement,
    named_application,
)
from gonggo.objections import queries as objections
from gonggo.objections.queries import Objection
from gonggo.objections.states import ObjectionState
from gonggo.programs.definition import Program


def _asked(entry: Entry) -> Iterable[Draft]:
    """A supplement is asked of one company of the application."""
    program, _, named = named_application(entry.subject_id)
    yield Draft(
        LetterKind.SUPPLEMENT,
        program,
        Ref(Kind.APPLICATION, entry.subject_id),
        UUID(entry.data["company"]),
        Text(
            "귀사가 참여한 과제신청의 요건을 검토한 결과 아래 서류나 동의를 보완하여 주시기 바랍니다. "
            "기한까지 보완하지 않으면 신청이 반려됩니다.",
            "The completeness check of your application found that the papers or consents below are lacking. "
            "If they are not handed in by the day named, the application is returned.",
        ),
        (*named, *_lacking(program, entry)),
        Ref(Kind.APPLICATION, entry.subject_id),
        frozenset({"application.supplement_asked"}),
    )


def _lacking(program: Program, entry: Entry) -> Points:
    labels = {paper.slot: paper.label for paper in program.papers}
    labels |= {text.key: text.title for text in program.consents}
    lacking = [labels.get(slot, alike(slot)) for slot in entry.data["items"]]
    due = last_day(date.fromisoformat(entry.data["due_on"]))
    return (
        (Text("보완할 것", "What is lacking"), listed(lacking)),
        (REASON, alike(entry.data["reason"])),
        (Text("보완 기한", "Until"), due),
        (
            Text("보완 방법", "How"),
            Text("이 시스템의 과제신청 화면에서 제출합니다.", "On the page of the application in this system."),
        ),
    )


def _refused(entry: Entry) -> Iterable[Draft]:
    """A condition of the notice is not met for good."""
    program, lead, named = named_application(entry.subject_id)
    track = applications.within_reach(entry.subject_id, of=SYSTEM).track
    failed = [one for one in conditions_of(program, track) if one.key in entry.data.get("conditions", [])]
    grounds = tuple(
        (GROUND, Text(f"{one.says.ko} (공고 {one.basis})", f"{one.says.en} (notice {one.basis})")) for one in failed
    )
    yield Draft(
        LetterKind.REFUSAL,
        program,
        Ref(Kind.APPLICATION, entry.subject_id),
        lead,
        Text(
            "귀사가 신청한 과제는 공고의 자격요건을 충족하지 않아 부적합으로 결정하였음을 알려 드립니다.",
            "Your application does not meet a condition of the notice and was refused.",
        ),
        (*named, *grounds, (REASON, alike(entry.data["reason"]))),
        Ref(Kind.APPLICATION, entry.subject_id),
        frozenset({"eligibility.found", "application.refused"}),
    )


def _returned(entry: Entry) -> Iterable[Draft]:
    """What was asked for did not come in time; the request is in the journal."""
    program, lead, named = named_application(entry.subject_id)
    asked = Entry.objects.filter(
        name="application.supplement_asked",
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
        data__supplement=entry.data["supplement"],
    ).get()
    yield Draft(
        LetterKind.RETURN,
        program,
        Ref(Kind.APPLICATION, entry.subject_id),
        lead,
        Text(
            "보완을 요청한 서류나 동의가 기한까지 제출되지 않아 귀사의 과제신청을 반려하였음을 알려 드립니다.",
            "What was asked for was not handed in by the day named; your application was returned.",
        ),
        (*named, *_lacking(program, asked)[:3]),
        Ref(Kind.APPLICATION, entry.subject_id),
        frozenset({"application.supplement_asked", "application.returned"}),
    )


_ANSWERS: Mapping[str, Text] = {
    "objection.upheld": Text(
        "귀사의 이의신청을 받아들여 인용하기로 결정하였음을 알려 드립니다.", "Your objection was upheld."
    ),
    "objection.dismissed": Text(
        "귀사의 이의신청을 검토한 결과 원래의 결정을 유지하여 기각하기로 하였음을 알려 드립니다.",
        "Your objection was examined and dismissed: the decision stands.",
    ),
    "objection.petition_answered": Text(
        "기한이 지나 진정으로 접수한 귀사의 이의신청에 회신하여 드립니다.",
        "Your objection came after the last day and was taken as a petition; this is the answer to it.",
    ),
}


def _answered(entry: Entry) -> Iterable[Draft]:
    objection = objections.within_reach(entry.subject_id, of=SYSTEM)
    about = Ref.parse(objection.subject)
    named = named_application(about.id)[2] if about.kind is Kind.APPLICATION else ()
    if about.kind is Kind.AGREEMENT:
        named = named_agreement(agreements.terms(about.id, of=SYSTEM))
    state = ObjectionState(objection.state)
    yield Draft(
        LetterKind.OBJECTION_ANSWER,
        objections.program_of(objection),
        about,
        objection.company_id,
        _ANSWERS[entry.name],
        (
            *named,
            (Text("이의신청일", "Filed on"), written_day(legal_day(objection.filed_at))),
            (Text("결정", "Decision"), _OUTCOMES[state]),
            (REASON, alike(objection.answer)),
            *_follows(objection),
        ),
        Ref(Kind.OBJECTION, objection.id),
        frozenset({"objection.extended", *_ANSWERS}),
    )


_FOLLOWS = {
    "application.refused": Text(
        "부적합 결정을 취소하고 요건검토를 다시 합니다", "The refusal is undone and the application is screened again"
    ),
    "application.returned": Text(
        "반려를 취소하고 요건검토를 다시 합니다", "The return is undone and the application is screened again"
    ),
    "selection.result": Text(
        "같은 구분과 유형에 자리가 비면 예비 순위보다 먼저 선정합니다",
        "The next place of the same track and type that falls free goes to this application, before the reserve",
    ),
    "sanction.decided": Text("참여제한을 첫날부터 없던 것으로 취소합니다", "The bar is undone from its first day on"),
    "recovery.ordered": Text("환수 결정을 취소합니다", "The recovery is undone"),
}
"""What an upheld objection brings about, by the decision that it undoes."""


def _follows(objection: Objection) -> Points:
    decision = fact(objection.decision) if objection.state == ObjectionState.UPHELD else None
    says = _FOLLOWS.get(decision.name) if decision else None
    return ((Text("이후", "What follows"), says),) if says else ()


_OUTCOMES = {
    ObjectionState.UPHELD: Text("인용", "Upheld"),
    ObjectionState.DISMISSED: Text("기각", "Dismissed"),
    ObjectionState.ANSWERED: Text("회신", "Answered"),
}

DRAFTS: Mapping[str, Callable[[Entry], Iterable[Draft]]] = {
    "application.supplement_asked": _asked,
    "application.refused": _refused,
    "application.returned": _returned,
    **dict.fromkeys(_ANSWERS, _answered),
    **of_selection.DRAFTS,
    **of_agreements.DRAFTS,
    **of_settlement.DRAFTS,
}
"""fact → the letters that it makes."""
