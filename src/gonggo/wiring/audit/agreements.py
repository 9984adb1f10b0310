"""I5, I8, I10: every agreement has its published place, its sums, its share and cap; what was concluded has everything.

What is counted here is read from the rows and the journal, with none of the code that writes agreements.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from fractions import Fraction

from gonggo.agreements.models import Agreement
from gonggo.journal.models import Entry
from gonggo.kernel.clock import legal_day
from gonggo.kernel.text import Text
from gonggo.programs.definition.rooms import Section
from gonggo.programs.queries import program
from gonggo.selection.models import Place
from gonggo.signing.models import Consent, Signing
from gonggo.wiring.audit.finding import Finding

_CONCLUDED = ("concluded", "ended", "terminated")
_PLACED = ("selection.result", "selection.promoted")
_ON_ITS_WAY = timedelta(minutes=1)
_LAST = {
    "agreement.opened": "budget",
    "agreement.laid_out": "cost_review",
    "agreement.cut": "answering",
    "agreement.cost_settled": "papers",
    "agreement.prepared": "signing",
    "agreement.taken_back": "papers",
    "agreement.concluded": "concluded",
    "agreement.refused": "lapsed",
    "agreement.lapsed": "lapsed",
    "agreement.terminated": "terminated",
    "agreement.ended": "ended",
}


def check(now: datetime) -> Iterator[Finding]:
    """Places beside agreements; every agreement beside its place, lines, notice, signatures, papers and facts."""
    yield from _places(now)
    for row in Agreement.objects.prefetch_related("lines", "papers", "parties").order_by("number"):
        yield from _place(row)
        yield from _money(row)
        yield from _told(row)
        if row.state in _CONCLUDED:
            yield from _whole(row)
            yield from _succession(row)


def _places(now: datetime) -> Iterator[Finding]:
    """Whoever was told of a place has an agreement, or gave the place up. A fact may be on its way for a minute."""
    told = Entry.objects.filter(name__in=_PLACED, recorded_at__lt=now - _ON_ITS_WAY).order_by("id")
    opened = set(Agreement.objects.values_list("application_id", flat=True))
    rows = Place.objects.filter(round__state="published").select_related("round")
    places = {one.application_id: one for one in rows.defer("round__bundle")}  # the bundle is as large as the list
    for subject_id in {one.subject_id for one in told.iterator()} - opened:
        place = places.get(subject_id)
        if place is None or place.given_up_at is not None:
            continue
        has = place.outcome == "selected" or place.promoted_at is not None
        if has and "agreements" in program(place.round.program, place.round.program_version).rooms:
            says = Text("선정된 과제에 협약이 없습니다.", "A place in the published list has no agreement.")
            yield Finding("I5", f"application:{subject_id}", says)


def _place(row: Agreement) -> Iterator[Finding]:
    place = Place.objects.filter(application_id=row.application_id, round__state="published").first()
    has = place is not None and (place.outcome == "selected" or place.promoted_at is not None)
    if not has:
        yield _found("I5", row, "선정되지 않은 과제의 협약입니다.", "Its application has no published place.")
    elif place is not None and place.given_up_at is not None and row.state not in {*_CONCLUDED, "lapsed"}:
        yield _found("I5", row, "포기한 과제의 협약이 남아 있습니다.", "Its place was given up.")


def _money(row: Agreement) -> Iterator[Finding]:
    for name in ("government", "cash", "in_kind"):
        for kind in (name, f"asked_{name}"):
            lines = list(row.lines.all())
            if lines and sum(getattr(line, kind) for line in lines) != getattr(row, kind):
                yield _found("I8", row, "비목의 합이 총액과 다릅니다.", "The lines do not add up to the whole.")
    rules = program(row.program, row.program_version)
    track, many = rules.track(row.track), row.parties.filter(role="adopter").count()
    cap = track.cap.value * (many if rules.money.held_per.value == "company" else 1)
    total = row.government + row.cash + row.in_kind
    if row.government > cap or (total and Fraction(row.government, total) > track.share.value):
        yield _found("I8", row, "정부지원금이 한도나 비율을 넘습니다.", "Above the cap or the share of the notice.")


def _told(row: Agreement) -> Iterator[Finding]:
    """The state is that of the last fact that makes one; each of the days of a term as the facts say."""
    rows = Entry.objects.filter(subject_kind="agreement", subject_id=row.id).order_by("id")
    told = [(entry.name, entry.data) for entry in rows]
    states = [_LAST[name] for name, _ in told if name in _LAST]
    answers = [data for name, data in told if name == "agreement.cost_review_answered"]
    last = states[-1] if states else ""
    if last == "answering" and answers and not answers[-1]["accepted"]:
        last = "ruling"
    ends = [data["last_on"] for name, data in told if name in {"agreement.concluded", "agreement.extended"}]
    is_right = last == row.state and (row.last_on is None or ends[-1:] == [row.last_on.isoformat()])
    if not is_right:
        yield _found("I10", row, "협약과 처리이력이 맞지 않습니다.", "An agreement and the journal do not agree.")


def _whole(row: Agreement) -> Iterator[Finding]:
    rows = Signing.objects.filter(subject_kind="agreement", subject_id=row.id).exclude(state="void")
    signing = rows.order_by("opened_at").first()  # later ones are of changes
    if signing is None or signing.state != "completed" or signing.sha256 != row.sha256:
        yield _found("I5", row, "서명이 모두 있지 않은 협약입니다.", "Concluded without all signatures.")
    elif signing.completed_at and row.concluded_at and legal_day(signing.completed_at) != row.begins_on:
        yield _found("I5", row, "마지막으로 서명한 날과 시작한 날이 다릅니다.", "It begins on another day than signed.")
    notice = program(row.program, row.program_version)
    given = set(
        Consent.objects.filter(subject_kind="agreement", subject_id=row.id).values_list("party_id", "text_key")
    )  # one that was withdrawn later was there
    due = {
        (party.company_id, text.key)
        for party in row.parties.all()
        for text in notice.consents
        if text.at_stage == "agreement" and party.role in text.roles
    }
    if not due <= given:
        yield _found("I5", row, "동의와 서약이 모두 있지 않은 협약입니다.", "Concluded without all consents.")
    accepted = {paper.slot for paper in row.papers.all() if paper.is_accepted and paper.ended_at is None}
    if not _slots(row) <= accepted:
        yield _found("I5", row, "서류가 모두 확인되지 않은 협약입니다.", "Concluded without all papers.")


def _succession(row: Agreement) -> Iterator[Finding]:
    """Who came into it signed with all the others, or succeeded by law, and from that day the one before was free."""
    events = program(row.program, row.program_version).room("agreements")
    unsigned = _named(events, "events", "succeed") - _named(events, "events", "approve")
    bound = [(one.company_id, one.left_on) for one in row.parties.all()]
    left = {pair for pair in bound if pair[1] is not None}
    signings = Signing.objects.filter(subject_kind="agreement", subject_id=row.id, state="completed")
    completed: dict[object, Signing] = {one.id: one for one in signings}
    for change in row.changes.filter(comes_id__isnull=False, state="approved"):
        signing = completed.get(change.signing_id)
        by_law = change.answered_at if change.item in unsigned else None  # the day of the office's word, unsigned
        done_at = (signing.completed_at if signing else None) or by_law
        on = legal_day(done_at) if done_at else None
        has_come = change.comes_id in {company for company, _ in bound}
        if on is None or not has_come or (change.leaves_id, on) not in left:
            yield _found("I5", row, "기업이 바뀐 협약에 서명이 없습니다.", "A company was replaced without signatures.")
        left.discard((change.leaves_id, on))
    if left:
        yield _found("I5", row, "승인 없이 빠진 기업이 있습니다.", "A company has left without an approved change.")


def _slots(row: Agreement) -> set[str]:
    """The papers that it could not do without."""
    section = program(row.program, row.program_version).room("agreements")
    without = (_named(section, "paper-kinds", "left-out") if not row.has_advance else set()) | (
        _named(section, "paper-kinds", "private-share") if not row.cash else set()
    )
    return _named(section, "paper-kinds", "uploads") - without


def _named(section: Section, group: str, key: str) -> set[str]:
    value = section.value(group, key).value
    return set(map(str, value if isinstance(value, tuple) else (value,)))


def _found(invariant: str, row: Agreement, ko: str, en: str) -> Finding:
    return Finding(invariant, f"agreement:{row.id}", Text(ko, en))
