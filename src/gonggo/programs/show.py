"""A program as text for a terminal: every value with its basis, in one language."""

from collections.abc import Iterator
from datetime import datetime

from gonggo.kernel.basis import Basis, BasisKind
from gonggo.kernel.clock import SEOUL
from gonggo.kernel.money import percent, won
from gonggo.kernel.text import Text
from gonggo.programs.definition import Exclusion, Group, LiftedException, Program, RuleSet

_WORDS = {
    BasisKind.CLAUSE: Text("공고 {text}", "notice {text}"),
    BasisKind.SOURCE: Text("출처: {text}", "source: {text}"),
    BasisKind.DEFAULT: Text("기본값: {text}", "default: {text}"),
}
_HEADS = {
    "windows": Text("기간", "Windows"),
    "tracks": Text("구분", "Tracks"),
    "places": Text("유형과 선정 수", "Types and places"),
    "requirements": Text("신청 자격", "Requirements"),
    "papers": Text("제출 서류", "Papers"),
    "consents": Text("동의하는 글", "Consents"),
    "wording": Text("글의 내용", "its wording"),
    "stages": Text("일정", "Procedure"),
    "contacts": Text("문의처", "Contacts"),
    "closed": Text("신청 불가", "not open"),
}


def show(program: Program, language: str) -> str:
    """The whole program, line by line."""
    notice = (program.issuer.said(language), f"{program.issued_on}", program.notice_number.text.said(language))
    lines = [
        f"{program.title.said(language)}  ({program.key}, {program.version})",
        ", ".join(notice),
        program.digest,
        *_windows(program, language),
        *_support(program, language),
        *_requirements(program, language),
        *_papers(program, language),
        *_consents(program, language),
        *(line for rules in program.rule_sets.values() for line in _rules(rules, language)),
        *_stages(program, language),
        *_contacts(program, language),
        *(line for room in program.rooms.values() for line in _room(room.label, room.groups, language)),
    ]
    return "\n".join(lines)


def _based(words: str, basis: Basis, language: str) -> str:
    return f"  {words}  [{_WORDS[basis.kind].filled(language, text=basis.text)}]"


def _at(instant: datetime) -> str:
    return f"{instant.astimezone(SEOUL):%Y-%m-%d %H:%M}"


def _head(key: str, language: str) -> str:
    return f"\n{_HEADS[key].said(language)}"


def _windows(program: Program, language: str) -> Iterator[str]:
    yield _head("windows", language)
    for window in program.windows.values():
        words = f"{window.label.said(language)}: {_at(window.opens)} ~ {_at(window.closes)}"
        yield _based(words, window.basis, language)
        if window.opening:
            yield _based(f"  {_at(window.opens)}", window.opening.basis, language)
    for moment in program.moments.values():
        yield _based(f"{moment.label.said(language)}: {_at(moment.at)}", moment.basis, language)


def _support(program: Program, language: str) -> Iterator[str]:
    yield _head("tracks", language)
    for track in program.tracks:
        label = track.label.said(language)
        yield _based(f"{label}: {won(track.cap.value, language)}", track.cap.basis, language)
        yield _based(f"{label}: {percent(track.share.value)}", track.share.basis, language)
        yield _based(f"{label}: {track.period_months.value}", track.period_months.basis, language)
        yield _based(f"{label}: +{track.extension_months.value}", track.extension_months.basis, language)
    rules = program.money
    yield _based(
        f"{rules.fields['cash'].said(language)}: {percent(rules.least_cash.value)}", rules.least_cash.basis, language
    )
    several = program.consortium
    for said in (rules.vat, rules.held_per, several.one_plan, several.one_place, several.operator_choice):
        yield _based(said.text.said(language), said.basis, language)
    yield _head("places", language)
    for row in program.combinations:
        words = (
            f"{program.track(row.track).label.said(language)}, {program.support_type(row.type).label.said(language)}"
        )
        places = _HEADS["closed"].said(language) if row.places is None else f"{row.places}"
        yield _based(f"{words}: {places}", row.basis, language)


def _requirements(program: Program, language: str) -> Iterator[str]:
    yield _head("requirements", language)
    for row in program.requirements:
        whom = [program.role(role).selected for role in row.of] + [program.track(track).label for track in row.tracks]
        words = ", ".join(label.said(language) for label in whom)
        yield _based(f"{row.label.said(language)} ({words}): {row.says.said(language)}", row.basis, language)
        if row.doubt:
            yield _based(f"  {row.doubt.text.said(language)}", row.doubt.basis, language)


def _consents(program: Program, language: str) -> Iterator[str]:
    yield _head("consents", language)
    for consent in program.consents:
        yield _based(f"{consent.title.said(language)} ({consent.version})", consent.basis, language)
        if consent.wording:
            yield _based("  " + _HEADS["wording"].said(language), consent.wording.basis, language)


def _papers(program: Program, language: str) -> Iterator[str]:
    yield _head("papers", language)
    for paper in program.papers:
        roles = ", ".join(program.role(role).selected.said(language) for role in paper.roles)
        yield _based(f"{paper.number} {paper.label.said(language)} ({roles})".strip(), paper.basis, language)


def _rules(rules: RuleSet, language: str) -> Iterator[str]:
    yield f"\n{rules.label.said(language)}"
    rows: tuple[Exclusion | LiftedException, ...] = (*rules.exclusions, *rules.exceptions)
    for row in rows:
        yield _based(f"{row.number} {row.label.said(language)}", row.basis, language)


def _stages(program: Program, language: str) -> Iterator[str]:
    yield _head("stages", language)
    for stage in program.stages:
        yield _based(f"{stage.label.said(language)}: {stage.when.said(language)}", stage.basis, language)


def _contacts(program: Program, language: str) -> Iterator[str]:
    yield _head("contacts", language)
    for contact in program.contacts:
        words = f"{contact.subject.said(language)}: {contact.organisation.said(language)} {', '.join(contact.phones)}"
        yield _based(words, contact.basis, language)
    for operator in program.operators:
        words = f"{operator.name.said(language)}: {', '.join(operator.phones)} {operator.email}"
        yield _based(words, operator.basis, language)


def _room(label: Text, groups: tuple[Group, ...], language: str) -> Iterator[str]:
    yield f"\n{label.said(language)}"
    for group in groups:
        yield f" {group.label.said(language)}"
        for value in group.values:
            yield _based(f"{value.label.said(language)}: {value.says.said(language)}", value.basis, language)
