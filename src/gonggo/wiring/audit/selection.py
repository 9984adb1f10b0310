"""I3, I6, I12: a list is what its bundle gives, two people confirmed it, nothing of it was told before its instant.

What is counted here is read from the rows and the journal; the ranking is made again by ``selection.verify``, which has
a plain oracle of its own in the tests.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from gonggo.journal.models import Entry
from gonggo.kernel.text import Text
from gonggo.programs.queries import program
from gonggo.selection.models import Place, PlacesMoved, Round
from gonggo.selection.rules import UndecidedTie
from gonggo.selection.verify import listed, recompute
from gonggo.wiring.audit.finding import Finding, said, sha256

_STANDING = ("drawn", "supported", "confirmed", "announced", "published")
_FIXED = ("confirmed", "announced", "published")


def check(now: datetime) -> Iterator[Finding]:  # noqa: ARG001  # every check takes the moment
    """Every standing list against its bundle, its places, its confirmers, its instant and the journal."""
    told = _told()
    for row in Round.objects.filter(state__in=_STANDING).order_by("program"):
        places = list(row.places.order_by("number"))
        yield from _bundle(row, places)
        yield from _confirmers(row)
        yield from _instant(row)
        yield from _results(row, places, told.get(str(row.id), Counter()))
        yield from _within(row, places)


def _bundle(row: Round, places: list[Place]) -> Iterator[Finding]:
    if sha256(said(row.bundle)) != row.digest:
        yield _found("I12", row, "명단의 지문이 근거와 다릅니다.", "The digest is not that of the bundle.")
    try:
        made = listed(recompute(row.bundle))
    except (UndecidedTie, ValueError, KeyError, TypeError):
        made = None
    kept = {one.number: (one.track, one.type, one.rank, one.outcome, one.broken_by) for one in places}
    again = {
        one["number"]: (one["track"], one["type"], one["rank"], one["outcome"], one["broken_by"]) for one in made or []
    }
    more = {number for number, line in kept.items() if number not in again and line[2:] != (None, "not_selected", "")}
    if made != row.bundle.get("list") or more or any(kept.get(number) != line for number, line in again.items()):
        yield _found("I12", row, "다시 만든 명단이 남은 명단과 다릅니다.", "The list made again is not the one kept.")


def _confirmers(row: Round) -> Iterator[Finding]:
    if row.state not in _FIXED:
        return
    names = ("selection.supported", "selection.confirmed")
    signed = {
        entry.name: (entry.person_id, entry.data["digest"])
        for entry in Entry.objects.filter(name__in=names, subject_id=row.id).order_by("id")
    }
    wanted = {names[0]: (row.first_by, row.digest), names[1]: (row.second_by, row.digest)}
    if row.first_by is None or row.first_by == row.second_by or signed != wanted:
        yield _found("I6", row, "두 사람이 이 명단을 확정하지 않았습니다.", "Two people have not confirmed this list.")


def _instant(row: Round) -> Iterator[Finding]:
    facts = Entry.objects.filter(name="selection.published", subject_id=row.id).values_list("at", flat=True)
    if list(facts) != ([row.publish_at] if row.state == "published" else []):
        yield _found("I3", row, "공개 시각과 공개한 때가 다릅니다.", "It was not published at its instant.")


def _told() -> dict[str, Counter[tuple[UUID, str, datetime]]]:
    """list → (application, outcome, instant) of the journal."""
    found: dict[str, Counter[tuple[UUID, str, datetime]]] = {}
    for entry in Entry.objects.filter(name="selection.result").iterator():
        found.setdefault(entry.data["round"], Counter())[entry.subject_id, entry.data["outcome"], entry.at] += 1
    return found


def _results(row: Round, places: list[Place], told: Counter[tuple[UUID, str, datetime]]) -> Iterator[Finding]:
    due = Counter((one.application_id, one.outcome, row.publish_at) for one in places if row.publish_at)
    if told != (due if row.state == "published" else Counter()):
        yield _found("I10", row, "결과와 처리이력이 맞지 않습니다.", "Results and the journal do not agree.")


def _within(row: Round, places: list[Place]) -> Iterator[Finding]:
    """No more are in than the notice, and the decisions on places, allow."""
    limits = Counter({(one.track, one.type): one.places or 0 for one in program(row.program).combinations})
    for move in PlacesMoved.objects.filter(program=row.program):
        limits[move.from_track, move.from_type] -= move.places
        limits[move.to_track, move.to_type] += move.places
    taken = Counter(
        (one.track, one.type)
        for one in places
        if one.given_up_at is None and (one.outcome == "selected" or one.promoted_at is not None)
    )
    if any(count > limits[cell] for cell, count in taken.items()):
        yield _found("I12", row, "선정한 과제가 자리보다 많습니다.", "More are selected than there are places.")


def _found(invariant: str, row: Round, ko: str, en: str) -> Finding:
    return Finding(invariant, f"selection:{row.program}:{row.id}", Text(ko, en))
