"""I2, I6, I10: a decision that needs a letter has one; nobody decided on an objection to a decision of their own."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from gonggo.agreements.models import Party
from gonggo.evaluation.models import Assessed, Panel, Seat
from gonggo.journal.models import Entry
from gonggo.kernel.text import Text
from gonggo.messages.models import Letter
from gonggo.objections.models import Objection
from gonggo.selection.models import Round
from gonggo.wiring.audit.finding import Finding

_ONE_EACH = {
    "application.supplement_asked": "supplement",
    "application.refused": "refusal",
    "application.returned": "return",
    "selection.promoted": "selection",
    "selection.given_up": "given-up",
    "objection.upheld": "objection-answer",
    "objection.dismissed": "objection-answer",
    "objection.petition_answered": "objection-answer",
    "return.ordered": "return-order",
    "return.reminded": "return-reminder",
    "recovery.ordered": "recovery",
    "sanction.noticed": "sanction-notice",
}
"""Fact → the kind of its one letter."""
_OF_AGREEMENTS = {
    "agreement.concluded": "agreement",
    "agreement.refused": "no-agreement",
    "agreement.changed": "change",
    "agreement.change_refused": "change-refused",
    "agreement.terminated": "termination",
}
"""Fact → the kind of the letters of it, one for each company that the agreement binds then."""
_TOLD = {
    "return.ordered": "return-told",
    "return.reminded": "return-told",
    "recovery.ordered": "recovery-told",
}
"""Fact → the kind of the letters of it to those whom the agreement binds and who owe nothing."""
_OF_RESULTS = {"selected": "selection", "reserve": "reserve", "not_selected": "not-selected"}
"""What became of an application → the kind of its one letter."""
_OF_BARS = {"agreement": "sanction", "disposition": "sanction-disposition"}
"""Of which nature a bar is → the kind of its one letter."""
_KINDS = {*_TOLD.values(), *_ONE_EACH.values(), *_OF_AGREEMENTS.values(), *_OF_RESULTS.values(), *_OF_BARS.values()}
_RESULTS = ("selection.result", "selection.promoted")
_ON_ITS_WAY = timedelta(minutes=1)


def check(now: datetime) -> Iterator[Finding]:
    """Every fact that needs a letter, every letter, every answer to an objection."""
    yield from _letters(now)
    yield from _deciders()


def _letters(now: datetime) -> Iterator[Finding]:
    sent = Counter(Letter.objects.values_list("cause", "kind"))
    bound, told = _bound(), Counter(Letter.objects.values_list("cause", "kind", "company_id"))
    withheld = set(Entry.objects.filter(name="letter.withheld").values_list("data__cause", "data__kind"))
    facts: dict[UUID, set[str]] = {}
    owing = Entry.objects.filter(name__in=[*_ONE_EACH, *_OF_AGREEMENTS, "selection.result", "sanction.decided"])
    answered = owing.exclude(name="agreement.changed", data__answer__isnull=True)  # a change only told is no decision
    for entry in answered.order_by("id").iterator():
        kind = _kind(entry)
        kinds = facts[entry.uid] = {kind, *filter(None, [_TOLD.get(entry.name)])}
        is_owed = now - entry.recorded_at >= _ON_ITS_WAY
        is_owed &= not any((str(entry.uid), one) in withheld for one in kinds)
        found = [] if entry.name in _OF_AGREEMENTS else [sent[entry.uid, kind]]
        if entry.name in _OF_AGREEMENTS or entry.name in _TOLD:
            mine = bound[UUID(entry.data.get("agreement", str(entry.subject_id)))]
            found += [sum(told[entry.uid, k, one.company_id] for k in kinds) for one in mine if one.is_told(entry)]
        if any(count > 1 or (count == 0 and is_owed) for count in found):
            says = Text("결정 하나에 통지서가 꼭 하나 있지 않습니다.", "A decision has not exactly one letter.")
            yield Finding("I2", f"{entry.name} {entry.subject_kind}:{entry.subject_id}", says)
    issued = set(Entry.objects.filter(name="letter.issued").values_list("subject_id", flat=True))
    for letter in Letter.objects.prefetch_related("papers").order_by("number").iterator(chunk_size=500):
        if letter.kind in _KINDS and letter.kind not in facts.get(letter.cause, ()):
            says = Text("결정이 없는 통지서입니다.", "A letter tells of no decision.")
            yield Finding("I10", letter.number, says)
        has_paper = any(paper.language == "ko" for paper in letter.papers.all())
        if has_paper != (letter.id in issued):
            says = Text("통지서와 처리이력이 맞지 않습니다.", "A letter's paper and the journal do not agree.")
            yield Finding("I10", letter.number, says)


@dataclass(frozen=True, slots=True)
class _Bound:
    """A company of an agreement; the facts by which it came in and left, None: with the agreement, and never."""

    company_id: UUID
    came: Entry | None
    left: Entry | None

    def is_told(self, entry: Entry) -> bool:
        """Whether it was bound when this happened, or left by this very change."""
        if self.came is not None and entry.id < self.came.id:
            return False
        return self.left is None or entry.id < self.left.id or entry.data.get("change") == self.left.data["change"]


def _bound() -> Mapping[UUID, list[_Bound]]:
    """agreement → its companies, those that left too."""
    came: dict[tuple[UUID, str], Entry] = {}
    left: dict[tuple[UUID, str], Entry] = {}
    for entry in Entry.objects.filter(name="agreement.party_changed").order_by("id").iterator():
        came[entry.subject_id, entry.data["joined"]] = entry
        left[entry.subject_id, entry.data["left"]] = entry
    found = defaultdict(list)
    for one in Party.objects.order_by("id").iterator():
        key = (one.agreement_id, str(one.company_id))
        found[one.agreement_id].append(_Bound(one.company_id, came.get(key), left.get(key)))
    return found


def _kind(entry: Entry) -> str:
    if entry.name == "sanction.decided":
        return _OF_BARS[entry.data["kind"]]
    return {**_ONE_EACH, **_OF_AGREEMENTS}.get(entry.name) or _OF_RESULTS[entry.data["outcome"]]


def _deciders() -> Iterator[Finding]:
    """What the journal says of who acted on the decision and its subject, beside who answered the objection."""
    for objection in Objection.objects.exclude(decided_by=None).order_by("filed_at").iterator():
        decision = Entry.objects.filter(uid=objection.decision).first()
        kind, _, key = objection.subject.partition(":")
        until = decision.at if decision is not None else objection.filed_at
        acted = Entry.objects.filter(accesses=None, person_id=objection.decided_by, at__lte=until)
        took_part = acted.filter(subject_kind=kind, subject_id=key).exists() or (
            decision is not None
            and acted.filter(subject_kind=decision.subject_kind, subject_id=decision.subject_id).exists()
        )
        if took_part or (decision is not None and decision.name in _RESULTS and _scored(objection, decision)):
            says = Text(
                "결정에 참여한 사람이 그 이의신청을 결정했습니다.",
                "Who took part in a decision decided on the objection.",
            )
            yield Finding("I6", str(objection.id), says)


def _scored(objection: Objection, decision: Entry) -> bool:
    """Whether who answered sat in a panel of the application or convened it, or drew up or confirmed the list."""
    panels = Assessed.objects.filter(application_id=decision.subject_id).values("panel_id")
    mine = objection.decided_by
    return (
        Seat.objects.filter(panel__in=panels, pledged_at__isnull=False, evaluator__person_id=mine).exists()
        or Panel.objects.filter(id__in=panels, formed_by=mine).exists()
        or Round.objects.filter(places__application_id=decision.subject_id, state="published")
        .filter(Q(drawn_by=mine) | Q(first_by=mine) | Q(second_by=mine))
        .exists()
    )
