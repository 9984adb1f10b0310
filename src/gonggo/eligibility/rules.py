"""One condition asked of the facts of one subject: MET, NOT_MET or UNKNOWN, in three-valued logic."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from gonggo.eligibility.definition import Condition, Judgement, Known, Lift, Standing
from gonggo.kernel.clock import legal_day
from gonggo.programs.definition import Answer, Probe, ProbeOperator

_INSTANT = timedelta(microseconds=1)
_WORST_FIRST = (Answer.NOT_MET, Answer.UNKNOWN, Answer.MET)


def binds(condition: Condition, *, role: str, is_person: bool) -> bool:
    """Whether it is asked at all: of a company in this role, or of a representative of it."""
    return role in condition.roles and (condition.binds_persons or not is_person)


def judge(
    condition: Condition, known: Sequence[Known], *, at: datetime, is_person: bool = False, found: Answer | None = None
) -> Judgement:
    """What the facts known at ``at`` say: for the as-of day once it is there, before it for the day of ``at``.

    ``found`` is what an officer decided; it fills what the facts leave open and never overrules them.
    """
    probes = [probe for probe in condition.probes if probe.of_persons or not is_person]
    heard = [fact for fact in known if fact.recorded_at <= at]
    on = min(condition.as_of_on, legal_day(at))
    first = _worst([_lifted(condition, probe, heard, on, at) for probe in probes])
    if first.answer is Answer.UNKNOWN and found is not None:
        first = Judgement(found, Standing.FOUND, first.used)
        if found is Answer.NOT_MET:
            first = _exception(condition, probes, heard, at) or first
    if first.answer is Answer.UNKNOWN and condition.due is not None:
        first = _at_due(condition.due, probes, heard, at, first)
    if first.answer is Answer.NOT_MET and condition.curable_until is not None:
        return Judgement(first.answer, _open_or_final(condition.curable_until, at), first.used)
    return first


def _open_or_final(until: datetime, at: datetime) -> Standing:
    return Standing.CURABLE if at < until else Standing.FINAL


def _lifted(condition: Condition, probe: Probe, known: Sequence[Known], on: date, at: datetime) -> Judgement:
    """One probe on the day, or what lifts it."""
    first = _probed(probe, known, on)
    if first.answer is not Answer.NOT_MET:
        return first
    lifted = _exception(condition, [probe], known, at)
    return Judgement(lifted.answer, lifted.standing, _together([first, lifted])) if lifted else first


def _exception(condition: Condition, probes: Sequence[Probe], known: Sequence[Known], at: datetime) -> Judgement | None:
    """The first exception that is shown: its fact holds, or the ground itself is gone, inside its time."""
    for lift in condition.lifts:
        last = min(at, lift.until - _INSTANT) if lift.until else at
        heard = [fact for fact in known if fact.recorded_at <= last]
        if shown := _shown(lift, heard, legal_day(last)):
            return Judgement(Answer.MET, Standing.LIFTED, shown)
        if lift.cures:
            now = _worst([_probed(probe, heard, legal_day(last)) for probe in probes])
            if now.answer is Answer.MET:
                return Judgement(Answer.MET, Standing.CURED, now.used)
    return None


def _shown(lift: Lift, known: Iterable[Known], on: date) -> tuple[int, ...]:
    return _ids(fact for fact in known if fact.kind in lift.facts and fact.holds(on) and not fact.is_own_word)


def _at_due(
    due: datetime, probes: Sequence[Probe], known: Sequence[Known], at: datetime, first: Judgement
) -> Judgement:
    """What was begun on the as-of day and has come to be so in time is met; at ``due`` the rest is not."""
    last = min(at, due - _INSTANT)
    heard = [fact for fact in known if fact.recorded_at <= last]
    later = _worst([_probed(probe, heard, legal_day(last)) for probe in probes])
    if first.used and later.answer is not Answer.UNKNOWN:
        return Judgement(later.answer, Standing.PLAIN, _together([first, later]))
    return Judgement(Answer.NOT_MET, Standing.FINAL, first.used) if at >= due else first


def _probed(probe: Probe, known: Iterable[Known], on: date) -> Judgement:
    """What the facts of one kind say on a day; nothing known is the probe's own ``silence``."""
    facts = [
        fact
        for fact in known
        if fact.kind == probe.fact and fact.holds(on) and (probe.declared or not fact.is_own_word)
    ]
    if not facts:
        return Judgement(probe.silence)
    return _worst([Judgement(_read(probe, fact.value), used=_ids([fact])) for fact in facts])


def _read(probe: Probe, value: str) -> Answer:
    if probe.operator is ProbeOperator.IS:
        return _named(is_met=value in probe.met, is_not_met=value in probe.not_met)
    lines = [line.strip() for line in value.split(",")]
    if probe.operator is ProbeOperator.EVERY:
        return _named(is_met=_all_begin(lines, probe.met), is_not_met=_all_begin(lines, probe.not_met))
    if any(line.startswith(probe.not_met) for line in lines):
        return Answer.NOT_MET
    return Answer.UNKNOWN if any(line.startswith(probe.doubt) for line in lines) else Answer.MET


def _named(*, is_met: bool, is_not_met: bool) -> Answer:
    if is_met:
        return Answer.MET
    return Answer.NOT_MET if is_not_met else Answer.UNKNOWN


def _all_begin(lines: Sequence[str], beginnings: tuple[str, ...]) -> bool:
    return all(line.startswith(beginnings) for line in lines)


def _worst(judgements: Sequence[Judgement]) -> Judgement:
    """All must be met: one that is not decides, then one that is not known. Nothing asked is for a person."""
    for answer in _WORST_FIRST:
        same = [one for one in judgements if one.answer is answer]
        if same:
            standing = next((one.standing for one in same if one.standing is not Standing.PLAIN), Standing.PLAIN)
            return Judgement(answer, standing, _together(same))
    return Judgement(Answer.UNKNOWN)


def _together(judgements: Iterable[Judgement]) -> tuple[int, ...]:
    return tuple(sorted({used for one in judgements for used in one.used}))


def _ids(facts: Iterable[Known]) -> tuple[int, ...]:
    return tuple(fact.id for fact in facts if fact.id is not None)
