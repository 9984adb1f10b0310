"""The plain evaluator: says in the notice's order, case by case, what the engine says in its own way."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")
MET, NOT_MET, UNKNOWN = "met", "not_met", "unknown"


def day_of(instant: datetime):
    return instant.astimezone(SEOUL).date()


def values(known, kind, on, by, own_word):
    return [
        f.value
        for f in known
        if f.kind == kind
        and f.recorded_at <= by
        and f.since_on <= on
        and (f.until_on is None or f.until_on > on)
        and (own_word or not f.is_own_word)
    ]


def reading(probe, value):
    if probe.operator == "is":
        return MET if value in probe.met else NOT_MET if value in probe.not_met else UNKNOWN
    codes = [code.strip() for code in value.split(",")]
    begins = {name: [any(c.startswith(b) for b in getattr(probe, name)) for c in codes] for name in ("met", "not_met")}
    if probe.operator == "every":
        return MET if False not in begins["met"] else NOT_MET if False not in begins["not_met"] else UNKNOWN
    if True in begins["not_met"]:
        return NOT_MET
    return UNKNOWN if any(c.startswith(b) for c in codes for b in probe.doubt) else MET


def worst(answers):
    if NOT_MET in answers:
        return NOT_MET
    return MET if answers and UNKNOWN not in answers else UNKNOWN


def asked(probe, known, on, by):
    found = [reading(probe, v) for v in values(known, probe.fact, on, by, probe.declared)]
    return worst(found) if found else str(probe.silence)


def lifted(condition, probes, known, at):
    for lift in condition.lifts:
        last = at if lift.until is None else min(at, lift.until - timedelta(microseconds=1))
        if any(values(known, kind, day_of(last), last, own_word=False) for kind in lift.facts):
            return True
        if lift.cures and worst([asked(p, known, day_of(last), last) for p in probes]) == MET:
            return True
    return False


def answer(condition, known, *, at, is_person=False, found=None):
    probes = [p for p in condition.probes if p.of_persons or not is_person]
    on = min(condition.as_of_on, day_of(at))
    answers = []
    for probe in probes:
        said = asked(probe, known, on, at)
        answers.append(MET if said == NOT_MET and lifted(condition, [probe], known, at) else said)
    whole = worst(answers)
    if whole == UNKNOWN and found is not None:
        whole = MET if found == NOT_MET and lifted(condition, probes, known, at) else found
    if whole == UNKNOWN and condition.due is not None:
        last = min(at, condition.due - timedelta(microseconds=1))
        begun = any(values(known, p.fact, on, at, p.declared) for p in probes)
        later = worst([asked(p, known, day_of(last), last) for p in probes])
        if begun and later != UNKNOWN:
            return later
        return NOT_MET if at >= condition.due else UNKNOWN
    return whole
