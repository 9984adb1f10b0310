"""What is told of a return, a recovery and a sanction in letters: 반납 and 환수 are two, never one."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from gonggo.agreements import queries as agreements
from gonggo.agreements.queries import Terms
from gonggo.facts.queries import names_of
from gonggo.journal.models import Entry
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.clock import legal_day
from gonggo.kernel.text import Text
from gonggo.messages.letters.definition import LetterKind
from gonggo.messages.letters.drafts import (
    GROUND,
    REASON,
    Draft,
    Points,
    alike,
    day_of,
    in_won,
    named_agreement,
    until_of,
)
from gonggo.programs.definition import PartyRole, Program
from gonggo.programs.queries import program as program_version
from gonggo.settlement import queries
from gonggo.settlement.sanctions import queries as sanctions
from gonggo.settlement.sanctions.queries import Sanction
from gonggo.settlement.states import GroundKind

_DUE = Text("납부 기한", "To be paid until")


_RETURNED = Text("반납할 금액", "To be given back")
_RECOVERED = Text("환수할 금액", "To be recovered")
_NOTHING_KO, _NOTHING_EN = "귀사가 낼 금액은 없습니다.", "You owe nothing by it."
_RETURN_TOLD = Text(
    f"귀사가 참여하는 과제의 사업비를 정산한 결과 아래 기업이 반납하게 되었음을 알려 드립니다. {_NOTHING_KO}",
    f"The task that you take part in was settled; the company below gives money back. {_NOTHING_EN}",
)
_RETURN_REMINDED_TOLD = Text(
    f"귀사가 참여하는 과제의 반납 기한이 지나 아래 기업에 독촉하였음을 알려 드립니다. {_NOTHING_KO}",
    f"The day to give money back on the task that you take part in has passed, and the company below was reminded. "
    f"{_NOTHING_EN}",
)
_RECOVERY_TOLD = Text(
    f"귀사가 참여하는 과제에 지급된 금액을 아래 기업에서 환수하기로 결정하였음을 알려 드립니다. {_NOTHING_KO}",
    f"It was decided to recover money paid for the task that you take part in from the company below. {_NOTHING_EN}",
)


def _of_return(entry: Entry, kind: LetterKind, opening: Text, until: str) -> Iterable[Draft]:
    row = queries.return_within_reach(entry.subject_id, of=SYSTEM)
    settled = row.settlement
    terms = agreements.terms(settled.agreement_id, of=SYSTEM)
    points = (
        *named_agreement(terms),
        (_RETURNED, in_won(row.amount)),
        (Text("그중 지원금", "Of it support"), in_won(row.of_support)),
        (Text("이자와 부가가치세 환급", "Interest and VAT refunds"), in_won(row.amount - row.of_support)),
        (_DUE, until_of(until)),
        (
            Text("내는 방법", "How"),
            Text(
                "담당 기관이 알려 드리는 계좌로 내며, 나누어 낼 수 있습니다.",
                "Into the account that the operator names; it can be paid by instalments.",
            ),
        ),
    )
    deciding = frozenset({entry.name} if kind is LetterKind.RETURN_REMINDER else {"settlement.examined",
                         "settlement.confirmed"})  # fmt: skip
    decided = row.ref if kind is LetterKind.RETURN_REMINDER else settled.ref
    program = queries.program_of(settled)
    yield Draft(kind, program, row.ref, terms.lead.company_id, opening, points, decided, deciding)
    said = _RETURN_REMINDED_TOLD if kind is LetterKind.RETURN_REMINDER else _RETURN_TOLD
    due, amount = (_DUE, until_of(until)), (_RETURNED, in_won(row.amount))
    for company_id, told in _others(terms, program, entry, due, amount):
        yield Draft(LetterKind.RETURN_TOLD, program, row.ref, company_id, said, told, decided, deciding)


def _others(
    terms: Terms, program: Program, entry: Entry, due: tuple[Text, Text], amount: tuple[Text, Text]
) -> Iterable[tuple[UUID, Points]]:
    """Who is bound by the agreement and owes nothing, and what it reads: an adopter how much, a supplier only that, who
    and until when. Why, and what the money was spent on, is the lead's alone."""
    names = names_of([terms.lead.company_id], legal_day(entry.at))
    who = (program.role(terms.lead.role).selected, alike(names.get(terms.lead.company_id, "")))
    for one in terms.parties:
        if not one.leads:
            more = (amount,) if one.role is PartyRole.ADOPTER else ()
            yield one.company_id, (*named_agreement(terms), who, *more, due)


def _return_ordered(entry: Entry) -> Iterable[Draft]:
    """What a settlement found to be given back; who examined and who confirmed are its line of approval."""
    opening = Text(
        "협약에 따라 사업비를 정산한 결과 아래 금액을 반납하여 주시기 바랍니다.",
        "Your project was settled under the agreement; please give back the amount below.",
    )
    return _of_return(entry, LetterKind.RETURN_ORDER, opening, entry.data["due_on"])


def _return_reminded(entry: Entry) -> Iterable[Draft]:
    opening = Text(
        "반납 기한이 지났습니다. 아래 기한까지 반납하지 않으면 보증기관에 보증금을 청구합니다.",
        "The day to give the amount back has passed. If it is not paid by the day below, the guarantee is called.",
    )
    return _of_return(entry, LetterKind.RETURN_REMINDER, opening, entry.data["grace_until"])


def _recovery(entry: Entry) -> Iterable[Draft]:
    """An unlawful gain, its interest and the surcharge; the two who proposed and decided are its line of approval."""
    row = queries.recovery_within_reach(entry.subject_id, of=SYSTEM)
    terms = agreements.terms(row.agreement_id, of=SYSTEM)
    points = (
        *named_agreement(terms),
        (Text("부정이익", "Unlawful gain"), in_won(row.gain)),
        (Text("이자", "Interest"), in_won(row.interest)),
        (Text("제재부가금", "Surcharge"), in_won(row.surcharge)),
        (_RECOVERED, in_won(row.amount)),
        (_DUE, until_of(entry.data["due_on"])),
        (GROUND, alike(entry.basis)),
        (REASON, alike(row.reason)),
    )
    opening = Text(
        "부정하게 지급받은 금액과 이자, 제재부가금을 아래와 같이 환수하기로 결정하였음을 알려 드립니다.",
        "It was decided to recover what was paid to you unlawfully, with interest and a surcharge.",
    )
    deciding = frozenset({"recovery.proposed", "recovery.ordered"})
    program = queries.program_of(row)
    yield Draft(LetterKind.RECOVERY, program, row.ref, row.company_id, opening, points, row.ref, deciding)
    due, amount = (_DUE, until_of(entry.data["due_on"])), (_RECOVERED, in_won(row.amount))
    for company_id, told in _others(terms, program, entry, due, amount):
        yield Draft(LetterKind.RECOVERY_TOLD, program, row.ref, company_id, _RECOVERY_TOLD, told, row.ref, deciding)


def _ground(row: Sanction) -> Points:
    found = sanctions.rules_for(row).ground(row.ground)
    if found is None:
        return ()
    kind = Text(str(GroundKind(row.kind).label), "Measure under the agreement")
    if row.kind == GroundKind.DISPOSITION:
        kind = Text("법에 따른 처분", "Disposition by law")
    return (
        (Text("제재의 성격", "Nature"), kind),
        (Text("제재 사유", "Ground"), Text(f"{found.label.ko}: {found.says.ko}", f"{found.label.en}: {found.says.en}")),
        (GROUND, alike(str(found.basis))),
    )


def _noticed(entry: Entry) -> Iterable[Draft]:
    """The company is told before anything is decided, and how and until when it can be heard."""
    row = sanctions.within_reach(entry.subject_id, of=SYSTEM)
    points = (
        *_ground(row),
        (Text("사실관계", "Facts"), alike(row.reason)),
        (Text("의견제출 기한", "To be heard until"), until_of(entry.data["hear_until"])),
        (
            Text("의견제출 방법", "How"),
            Text("이 시스템의 참여제한 화면에서 의견을 제출합니다.", "On the page of the sanction in this system."),
        ),
    )
    opening = Text(
        "귀사의 지원사업 참여를 제한하려고 하여 미리 알려 드립니다. 아래 기한까지 의견을 제출할 수 있으며, "
        "의견을 제출하지 않으면 의견이 없는 것으로 봅니다.",
        "It is intended to bar your company from support programs. You can be heard until the day below; "
        "silence counts as having nothing to say.",
    )
    yield _draft(LetterKind.SANCTION_NOTICE, row, opening, points, "sanction.noticed")


def _decided(entry: Entry) -> Iterable[Draft]:
    """A bar, by its nature in a letter of its own: the days to object differ."""
    row = sanctions.within_reach(entry.subject_id, of=SYSTEM)
    data, months = entry.data, str(entry.data["months"])
    first, until = day_of(data["first_on"]), day_of(data["until_on"])
    points = (
        *_ground(row),
        (
            Text("참여제한 기간", "Barred"),
            Text(
                f"{months}개월 ({first.ko} ~ {until.ko} 전날)", f"{months} months, from {first.en} to before {until.en}"
            ),
        ),
        *(((Text("함께 제한되는 대표자", "Representatives barred too"), alike(row.persons)),) if row.persons else ()),
        (Text("제출된 의견", "What you said"), alike(row.opinion) if row.opinion else Text("없음", "Nothing")),
        (REASON, alike(row.decision)),
    )
    opening = Text(
        "귀사의 지원사업 참여를 아래와 같이 제한하기로 결정하였음을 알려 드립니다.",
        "It was decided to bar your company from support programs as below.",
    )
    kind = LetterKind.SANCTION_DISPOSITION if row.kind == GroundKind.DISPOSITION else LetterKind.SANCTION
    yield _draft(kind, row, opening, points, "sanction.drawn_up", "sanction.decided")


def _draft(kind: LetterKind, row: Sanction, opening: Text, points: Points, *deciding: str) -> Draft:
    program = program_version(row.program, row.program_version)
    return Draft(kind, program, row.ref, row.company_id, opening, points, row.ref, frozenset(deciding))


DRAFTS: Mapping[str, Callable[[Entry], Iterable[Draft]]] = {
    "return.ordered": _return_ordered,
    "return.reminded": _return_reminded,
    "recovery.ordered": _recovery,
    "sanction.noticed": _noticed,
    "sanction.decided": _decided,
}
