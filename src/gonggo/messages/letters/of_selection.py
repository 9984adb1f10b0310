"""What a list of results, a promotion and a place given up are told in letters."""

from collections.abc import Callable, Iterable, Mapping

from gonggo.journal.models import Entry
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.text import Text
from gonggo.messages.letters.definition import LetterKind, written_day
from gonggo.messages.letters.drafts import REASON, Draft, Points, alike, named_application
from gonggo.programs.definition import Program
from gonggo.selection.definition import Outcome, rules_of
from gonggo.selection.queries import ref_of
from gonggo.selection.told import Told, told

KINDS = {
    Outcome.SELECTED: LetterKind.SELECTION,
    Outcome.RESERVE: LetterKind.RESERVE,
    Outcome.NOT_SELECTED: LetterKind.NOT_SELECTED,
}
_OPENINGS = {
    Outcome.SELECTED: Text(
        "귀사가 신청한 과제를 평가한 결과 선정하였음을 알려 드립니다.",
        "Your application was assessed and selected.",
    ),
    Outcome.RESERVE: Text(
        "귀사가 신청한 과제를 평가한 결과 예비로 정하였음을 알려 드립니다. "
        "선정된 과제가 자리를 포기하면 순위에 따라 선정합니다.",
        "Your application was assessed and stands in reserve: it is selected in its order when a place falls free.",
    ),
    Outcome.NOT_SELECTED: Text(
        "귀사가 신청한 과제를 평가한 결과 선정하지 못하였음을 알려 드립니다.",
        "Your application was assessed and was not selected.",
    ),
}
_WORDS = {
    Outcome.SELECTED: Text("선정", "Selected"),
    Outcome.RESERVE: Text("예비", "Reserve"),
    Outcome.NOT_SELECTED: Text("미선정", "Not selected"),
}
_RESULT = Text("결과", "Result")
_DECIDING = frozenset({"selection.drawn_up", "selection.supported", "selection.confirmed"})


def _result(entry: Entry) -> Iterable[Draft]:
    """One place of a published list; who drew it up and the two who confirmed it are its line of approval."""
    program, lead, named = named_application(entry.subject_id)
    found = told(entry.subject_id)
    yield Draft(
        KINDS[found.outcome],
        program,
        Ref(Kind.APPLICATION, entry.subject_id),
        lead,
        _OPENINGS[found.outcome],
        (*named, _cell(program, found), (_RESULT, _WORDS[found.outcome]), *_more(program, found)),
        ref_of(found.round_id),
        _DECIDING,
    )


def _cell(program: Program, found: Told) -> tuple[Text, Text]:
    track, kind = program.track(found.track).label, program.support_type(found.type).label
    return Text("구분과 유형", "Track and type"), Text(f"{track.ko}, {kind.ko}", f"{track.en}, {kind.en}")


def _more(program: Program, found: Told) -> Points:
    """The place in reserve and until when it stands, what comes next, the opinion where the program tells it."""
    points: list[tuple[Text, Text]] = []
    if found.reserve_place is not None:
        ends = written_day(legal_day(rules_of(program).reserve_ends_at))
        points.append((Text("예비 순위", "Place in reserve"), alike(str(found.reserve_place))))
        points.append((Text("예비의 효력", "Reserve stands until"), Text(f"{ends.ko}까지", ends.en)))
    if found.outcome is Outcome.SELECTED:
        points += _next(program)
    if found.opinion and "opinion" in _shown(program):
        points.append((Text("종합의견", "Overall opinion"), alike(found.opinion)))
    return tuple(points)


def _next(program: Program) -> Points:
    """What the program says of the papers of the agreement."""
    section = program.rooms.get("agreements")
    values = [value for group in section.groups for value in group.values] if section else []
    return tuple((value.label, value.says) for value in values if value.key == "papers-days")


def _shown(program: Program) -> tuple[str, ...]:
    groups = program.room("selection").groups
    shown = [value.value for group in groups for value in group.values if value.key == "shown"]
    return tuple(str(key) for value in shown for key in (value if isinstance(value, tuple) else (value,)))


def _promoted(entry: Entry) -> Iterable[Draft]:
    """Who stood in reserve has a place now."""
    program, lead, named = named_application(entry.subject_id)
    found = told(entry.subject_id)
    yield Draft(
        LetterKind.SELECTION,
        program,
        Ref(Kind.APPLICATION, entry.subject_id),
        lead,
        Text(
            "예비로 정하였던 귀사의 과제를 순위에 따라 선정하였음을 알려 드립니다.",
            "Your application stood in reserve; a place fell free and it is selected.",
        ),
        (*named, _cell(program, found), (_RESULT, _WORDS[Outcome.SELECTED]), *_next(program)),
        Ref(Kind.APPLICATION, entry.subject_id),
        frozenset({"selection.promoted"}),
    )


def _given_up(entry: Entry) -> Iterable[Draft]:
    """What the company said is confirmed to it."""
    program, lead, named = named_application(entry.subject_id)
    on = written_day(legal_day(entry.at))
    yield Draft(
        LetterKind.GIVEN_UP,
        program,
        Ref(Kind.APPLICATION, entry.subject_id),
        lead,
        Text(
            "귀사가 선정 또는 예비 순위를 포기한 것을 확인하여 알려 드립니다. "
            "포기한 자리는 예비 순위에 따라 넘어갑니다.",
            "You gave your place up; this confirms it. The place goes on in the order of the reserve.",
        ),
        (*named, _cell(program, told(entry.subject_id)), (Text("포기한 날", "Given up on"), on),
         (REASON, alike(entry.data["reason"]))),
        Ref(Kind.APPLICATION, entry.subject_id),
        frozenset({"selection.given_up"}),
    )  # fmt: skip


DRAFTS: Mapping[str, Callable[[Entry], Iterable[Draft]]] = {
    "selection.result": _result,
    "selection.promoted": _promoted,
    "selection.given_up": _given_up,
}
