"""What the companies that an agreement binds are told in letters: that it stands, is changed, ends before its time."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from gonggo.agreements import queries as agreements
from gonggo.agreements.changes import EXTENSION, item_word
from gonggo.agreements.queries import ChangeRow, Terms
from gonggo.facts.queries import names_of
from gonggo.journal.models import Entry
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.clock import legal_day
from gonggo.kernel.text import Text
from gonggo.messages.letters.definition import LetterKind, written_day
from gonggo.messages.letters.drafts import REASON, Draft, Points, alike, day_of, in_won, named_agreement
from gonggo.programs.definition import Program
from gonggo.programs.queries import program as program_version


def _drafts(
    kind: LetterKind, entry: Entry, opening: Text, points: Callable[[Terms, Program], Points]
) -> Iterable[Draft]:
    """One to each company that it binds, the lead company first; of a change, to who leaves and who comes too."""
    terms = agreements.terms(entry.subject_id, of=SYSTEM)
    program = program_version(terms.program, terms.program_version)
    said = (*named_agreement(terms), *points(terms, program))
    deciding = _DECIDING.get(entry.name, frozenset({entry.name}))
    change = _change_of(entry, terms) if "change" in entry.data else None
    others = (change.leaves_id, change.comes_id) if change else ()
    bound = dict.fromkeys([terms.lead.company_id, *(one.company_id for one in terms.parties), *filter(None, others)])
    for company_id in bound:
        yield Draft(kind, program, terms.ref, company_id, opening, said, terms.ref, deciding)


_DECIDING = {
    "agreement.concluded": frozenset({"agreement.cost_settled", "agreement.prepared", "signing.signed"}),
    "agreement.changed": frozenset({"agreement.change_prepared", "agreement.changed"}),
}
"""Whose acts are the line of approval, where it is more than the fact itself."""


def _concluded(entry: Entry) -> Iterable[Draft]:
    """The last has signed; who settled the costs, fixed the text and signed are its line of approval."""

    def points(terms: Terms, program: Program) -> Points:
        names = names_of([one.company_id for one in terms.parties], legal_day(entry.at))
        roles = [(program.role(one.role).selected, names.get(one.company_id, "")) for one in terms.parties]
        money = program.money.fields
        first, last = written_day(legal_day(entry.at)), day_of(entry.data["last_on"])
        return (
            *((role, alike(name)) for role, name in roles),
            (Text("구축기간", "Time to build"), Text(f"{first.ko} ~ {last.ko}", f"{first.en} to {last.en}")),
            (money["government"], in_won(terms.government)),
            (money["cash"], in_won(terms.private_cash)),
            (money["in_kind"], in_won(terms.private_in_kind)),
        )

    opening = Text(
        "귀사가 참여하는 과제의 협약을 아래와 같이 맺었음을 알려 드립니다. "
        "협약서는 이 시스템의 협약 화면에서 내려받을 수 있습니다.",
        "The agreement on the task that you take part in was concluded as below. The signed agreement can be taken "
        "from its page in this system.",
    )
    return _drafts(LetterKind.AGREEMENT, entry, opening, points)


def _refused(entry: Entry) -> Iterable[Draft]:
    """The agency makes no agreement, and says why."""
    opening = Text(
        "귀사가 참여하는 선정 과제에 대하여 협약하지 않기로 결정하였음을 알려 드립니다.",
        "It was decided that no agreement is made on the task that you take part in.",
    )
    return _drafts(LetterKind.NO_AGREEMENT, entry, opening, lambda *_: ((REASON, alike(entry.data["reason"])),))


def _terminated(entry: Entry) -> Iterable[Draft]:
    """An agreement ended before its time, in good faith or not."""
    faith = Text("성실", "in good faith") if entry.data["in_good_faith"] else Text("불성실", "not in good faith")
    points = (
        (Text("해약한 날", "Terminated on"), written_day(legal_day(entry.at))),
        (Text("해약의 구분", "Kind"), Text(f"중단({faith.ko})", f"Stopped {faith.en}")),
        (REASON, alike(entry.data["reason"])),
    )
    opening = Text(
        "귀사와 맺은 협약을 아래와 같이 해약하기로 결정하였음을 알려 드립니다. 지급된 사업비는 정산합니다.",
        "It was decided to end the agreement with you before its time. What was paid will be settled.",
    )
    return _drafts(LetterKind.TERMINATION, entry, opening, lambda *_: points)


def _approved(entry: Entry) -> Iterable[Draft]:
    """A change that needed an answer and has it; what was only notified makes no letter."""
    if "answer" not in entry.data:
        return ()
    opening = Text("협약변경 신청을 승인하였음을 알려 드립니다.", "The change that was asked for was approved.")
    return _drafts(LetterKind.CHANGE, entry, opening, lambda terms, _: _change(entry, terms))


def _not_approved(entry: Entry) -> Iterable[Draft]:
    opening = Text(
        "협약변경 신청을 승인하지 않았음을 알려 드립니다. 협약은 그대로입니다.",
        "The change that was asked for was not approved; the agreement stays as it is.",
    )
    return _drafts(LetterKind.CHANGE_REFUSED, entry, opening, lambda terms, _: _change(entry, terms))


def _change(entry: Entry, terms: Terms) -> Points:
    change = _change_of(entry, terms)
    before, after = _words(change)
    return (
        (Text("변경 항목", "Item"), item_word(change.item)),
        (Text("변경 전", "Before"), before),
        (Text("변경 후", "After"), after),
        (Text("답변", "Answer"), alike(change.answer)),
    )


def _change_of(entry: Entry, terms: Terms) -> ChangeRow:
    key = UUID(entry.data["change"])
    return next(one for one in agreements.changes_of(terms.id) if one.id == key)


def _words(change: ChangeRow) -> tuple[Text, Text]:
    """What stood and what was to stand; of an extension they are days."""
    say = day_of if change.item == EXTENSION else alike
    return say(change.before), say(change.after)


DRAFTS: Mapping[str, Callable[[Entry], Iterable[Draft]]] = {
    "agreement.concluded": _concluded,
    "agreement.refused": _refused,
    "agreement.terminated": _terminated,
    "agreement.changed": _approved,
    "agreement.change_refused": _not_approved,
}
