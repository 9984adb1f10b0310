"""Whether a program holds together: sums, names, roles, order, clauses, cases. Every error at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from gonggo.kernel.canonical import canonical
from gonggo.programs.cases import run_all
from gonggo.programs.checking_form import form_findings
from gonggo.programs.checking_names import absent, twice
from gonggo.programs.checking_numbers import numbers
from gonggo.programs.checking_rooms import rooms
from gonggo.programs.definition import BLOCKS, ROOMS, PaperKind, Probe, Program, VersionKind
from gonggo.programs.finding import Finding, ProgramBroken, finding
from gonggo.programs.loading import Tree, citations, from_tree, read_tree

CONSENT_STAGES = ("application", "pool", "agreement")
"""When a text can be agreed to."""


def check(path: Path) -> list[Finding]:
    """Every error of a program folder, in order of file and key; an empty list if it can be loaded."""
    try:
        checked(path)
    except ProgramBroken as broken:
        return list(broken.findings)
    return []


@dataclass(frozen=True, slots=True)
class Checked:
    """A program that holds together, and its folder's content as canonical JSON."""

    program: Program
    content: str


def checked(path: Path) -> Checked:
    """The program of a folder. Raises ProgramBroken with every error."""
    tree, origins = read_tree(path)
    program = from_tree(tree, origins)
    found = [*findings_of(program, tree, origins), *run_all(program, path)]
    if found:
        raise ProgramBroken(tuple(sorted(found)))
    return Checked(program, canonical(tree).decode("utf-8"))


def findings_of(program: Program, tree: Tree, files: dict[str, str]) -> Iterator[Finding]:
    """What does not fit together in a program whose parts are each right. ``files`` names the file of each part."""
    yield from _versions(program)
    yield from _names(program, files)
    yield from _places(program, files)
    yield from _dates(program, files)
    yield from _papers(program, files)
    yield from form_findings(program, files)
    yield from _facts(program, files)
    yield from _rules(program, files)
    yield from _library(program, files)
    yield from numbers(program, files)
    yield from rooms(program, files)
    cited = {clause for _, clause in citations(tree)}
    for clause in program.clauses:
        if clause.id not in cited:
            yield finding(files["clause"], f"clause {clause.id}", "clause_unused", clause=clause.id)


def _versions(program: Program) -> Iterator[Finding]:
    rows = program.versions
    in_order = all(a.issued_on <= b.issued_on for a, b in pairwise(rows))
    if [row.version for row in rows] != list(range(1, len(rows) + 1)) or not in_order:
        yield finding("program.toml", "versions", "versions_order")
    if rows[-1].version != program.version:
        yield finding("program.toml", "version", "version_last")
    for row in rows:
        if row.kind is VersionKind.EXTENSION and row.moves_as_of_day is None:
            yield finding("program.toml", f"versions.{row.version}", "as_of_unsaid")
    said = [row.moves_as_of_day for row in rows if row.moves_as_of_day is not None]
    held_back = bool(said) and said[-1] is False  # the last extension that spoke of the day decides
    if held_back != any(window.as_of_on for window in program.windows.values()):
        yield finding("program.toml", "versions", "as_of_unsaid")


def _names(program: Program, files: dict[str, str]) -> Iterator[Finding]:
    lists: dict[str, list[str]] = {
        "clause": [clause.id for clause in program.clauses],
        "chapter": [chapter.key for chapter in program.chapters],
        "role": [str(role.key) for role in program.roles],
        "operator": [operator.key for operator in program.operators],
        "contact": [contact.key for contact in program.contacts],
        "stage": [stage.key for stage in program.stages],
        "track": [track.key for track in program.tracks],
        "type": [kind.key for kind in program.types],
        "paper": [paper.slot for paper in program.papers],
        "consent": [consent.key for consent in program.consents],
        "section": [section.key for section in program.sections],
        "menu": [menu.key for menu in program.menus],
        "form": [form.key for form in program.forms],
        "manual": [manual.key for manual in program.manuals],
        "faq": [entry.key for entry in program.faq],
        "post": [post.key for post in program.posts],
    }
    for key, names in lists.items():
        yield from twice(files[key], key, names)
    yield from twice(files["track"], "track.letter", (track.letter for track in program.tracks))
    yield from absent(files["clause"], "clause.chapter", (c.chapter for c in program.clauses), lists["chapter"])
    tables = [f"rules.{key}" for key in program.rule_sets] + [f"room.{key}" for key in program.rooms]
    for chapter in program.chapters:
        yield from absent(files["chapter"], f"chapter {chapter.key}.shows", chapter.shows, [*BLOCKS, *tables])
    for key, room in program.rooms.items():
        if key not in ROOMS:
            yield finding(files[f"room.{key}"], f"room.{key}", "unknown_key")
        yield from twice(files[f"room.{key}"], f"room.{key}", (group.key for group in room.groups))
        for group in room.groups:
            yield from twice(files[f"room.{key}"], f"room.{key}.{group.key}", (value.key for value in group.values))


def _places(program: Program, files: dict[str, str]) -> Iterator[Finding]:
    file = files["combination"]
    tracks, types = [t.key for t in program.tracks], [t.key for t in program.types]
    pairs = [f"{row.track} {row.type}" for row in program.combinations]
    yield from twice(file, "combination", pairs)
    yield from absent(file, "combination", pairs, (f"{a} {b}" for a in tracks for b in types))
    for a in tracks:
        for b in types:
            if f"{a} {b}" not in pairs:
                yield finding(file, "combination", "pair_missing", name=f"{a} {b}")
    yield from absent(file, "places.track", (row.track for row in program.places if row.track), tracks)
    for row in program.places:
        added = sum(c.places or 0 for c in program.combinations if row.track in (None, c.track))
        if added != row.places:
            yield finding(
                files["places"], f"places {row.track or 'all'}", "sum_differs", stated=row.places, added=added
            )
    yield from absent(files["money"], "money.field", ("government", "cash", "in_kind", "total"), program.money.fields)


def _dates(program: Program, files: dict[str, str]) -> Iterator[Finding]:
    yield from absent(files["window"], "window", ("application",), program.windows)
    for stage in program.stages:
        key = f"stage {stage.key}"
        if stage.window:
            yield from absent(files["stage"], key, (stage.window,), program.windows)
        versions = [str(row.version) for row in program.versions]
        yield from absent(files["stage"], key, (str(change.version) for change in stage.changes), versions)
        if stage.window and (stage.adjustable or stage.changes):
            yield finding(files["stage"], key, "not_adjustable")
        if stage.from_on and stage.until_on and stage.until_on < stage.from_on:
            yield finding(files["stage"], key, "window_order")


def _papers(program: Program, files: dict[str, str]) -> Iterator[Finding]:
    file = files["paper"]
    roles = [role.key for role in program.roles]
    consents = [consent.key for consent in program.consents]
    for paper in program.papers:
        key = f"paper {paper.slot}"
        yield from absent(file, key, paper.roles, roles)
        yield from absent(file, key, (paper.form,) if paper.form else (), (form.key for form in program.forms))
        if paper.required and paper.form is None:
            yield finding(file, f"{key}.form", "missing")
        if paper.kind is PaperKind.CONSENT and paper.consent is None:
            yield finding(file, key, "consent_missing")
        if paper.consent:
            yield from absent(file, key, (paper.consent,), consents)
            asked = {role for consent in program.consents if consent.key == paper.consent for role in consent.roles}
            for role in paper.roles if paper.consent in consents else ():
                if role not in asked:
                    yield finding(file, key, "consent_roles", consent=paper.consent, name=role)
    for role in roles:
        if not program.papers_of(role):
            yield finding(file, "paper", "role_without_papers", name=role)
    for consent in program.consents:
        yield from absent(files["consent"], f"consent {consent.key}", consent.roles, roles)
        yield from absent(files["consent"], f"consent {consent.key}.at_stage", (consent.at_stage,), CONSENT_STAGES)
    yield from _capacities(program, files, roles)


def _capacities(program: Program, files: dict[str, str], roles: Sequence[str]) -> Iterator[Finding]:
    if not program.capacities:
        return
    file = files["capacity"]
    questions, slots = [question.key for question in program.questions()], [paper.slot for paper in program.papers]
    yield from twice(file, "capacity", (capacity.key for capacity in program.capacities))
    for capacity in program.capacities:
        key = f"capacity {capacity.key}"
        yield from absent(file, key, capacity.roles, roles)
        yield from absent(file, f"{key}.answers", capacity.answers, questions)
        yield from absent(file, f"{key}.papers", capacity.papers, slots)


def _facts(program: Program, files: dict[str, str]) -> Iterator[Finding]:
    if program.fact_kinds:
        yield from twice(files["fact"], "fact", (kind.key for kind in program.fact_kinds))
    for kind in program.fact_kinds:
        yield from twice(files["fact"], f"fact {kind.key}", (value.key for value in kind.values))


def _probes(program: Program, file: str, key: str, probes: Iterable[Probe]) -> Iterator[Finding]:
    """Each asks for a kind of fact that is there, and of a kind with named values for those only."""
    kinds = {kind.key: kind for kind in program.fact_kinds}
    for probe in probes:
        yield from absent(file, key, (probe.fact,), kinds)
        yield from absent(file, key, probe.tracks, (track.key for track in program.tracks))
        values = [value.key for value in kinds[probe.fact].values] if probe.fact in kinds else []
        if values:
            yield from absent(file, f"{key} {probe.fact}", (*probe.met, *probe.not_met, *probe.doubt), values)


def _rules(program: Program, files: dict[str, str]) -> Iterator[Finding]:
    kinds = [kind.key for kind in program.fact_kinds]
    papers = [paper.slot for paper in program.papers]
    roles, tracks = [role.key for role in program.roles], [track.key for track in program.tracks]
    for requirement in program.requirements:
        key = f"requirement {requirement.key}"
        due = (requirement.due,) if requirement.due else ()
        yield from _moments(program, files["requirement"], key, (requirement.as_of, *due))
        yield from _probes(program, files["requirement"], key, requirement.judged_by)
        yield from absent(files["requirement"], key, requirement.of, roles)
        yield from absent(files["requirement"], key, requirement.tracks, tracks)
        yield from absent(files["requirement"], key, (requirement.proof,) if requirement.proof else (), papers)
    for name, rules in program.rule_sets.items():
        exceptions = [exception.key for exception in rules.exceptions]
        until = (exception.until for exception in rules.exceptions if exception.until)
        yield from _moments(program, files["rules"], f"rules.{name}", (rules.as_of, *until))
        listed = [exclusion.number for exclusion in rules.exclusions]
        for lifting in (lifting for exception in rules.exceptions for lifting in exception.shown_by):
            yield from absent(files["rules"], f"rules.{name}", (lifting.fact,), kinds)
            yield from absent(files["rules"], f"rules.{name}", lifting.only, listed)
        for exclusion in rules.exclusions:
            key = f"rules.{name} {exclusion.number}"
            yield from absent(files["rules"], key, (exclusion.fact,), kinds)
            yield from _probes(program, files["rules"], key, exclusion.judged_by)
            named = (exclusion.as_of, *((exclusion.curable_until,) if exclusion.curable_until else ()))
            yield from _moments(program, files["rules"], key, named)
            yield from absent(files["rules"], key, exclusion.of, roles)
            yield from absent(files["rules"], key, exclusion.tracks, tracks)
            yield from absent(files["rules"], key, exclusion.lifted_by, exceptions)
            yield from absent(files["rules"], key, (exclusion.proof,) if exclusion.proof else (), papers)
        yield from twice(files["rules"], f"rules.{name}", listed)


def _moments(program: Program, file: str, key: str, names: Iterable[str]) -> Iterator[Finding]:
    for name in names:
        try:
            program.moment(name)
        except KeyError:
            yield finding(file, key, "not_there", name=name)


def _library(program: Program, files: dict[str, str]) -> Iterator[Finding]:
    menus = [menu.key for menu in program.menus]
    yield from absent(files["menu"], "menu.parent", (menu.parent for menu in program.menus if menu.parent), menus)
    consents = [consent.key for consent in program.consents]
    questions = [question.key for question in program.questions()]
    answered_in_rows = [question.key for question in program.questions() if question.table]
    for form in program.forms:
        key = f"form {form.key}"
        yield from absent(files["form"], key, (form.consent,) if form.consent else (), consents)
        prefilled = (field.question for part in form.parts for field in part.fields if field.question)
        yield from absent(files["form"], key, prefilled, questions)
        for table in (table for part in form.parts for table in part.tables):
            yield from absent(files["form"], key, (table.question,) if table.question else (), answered_in_rows)
            if bool(table.heads) == bool(table.question):
                yield finding(files["form"], f"{key} {table.number}", "unknown_key" if table.heads else "missing")
    subjects = [contact.key for contact in program.contacts]
    yield from absent(files["faq"], "faq.subject", (entry.subject for entry in program.faq), subjects)
