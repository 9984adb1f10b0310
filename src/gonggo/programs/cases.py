"""Cases of a program folder: facts in, verdict out. What each kind means is written here; any other is an error."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from gonggo.kernel.refusal import Refused
from gonggo.programs.definition import Program
from gonggo.programs.definition.frame import Instant, Key, Line, Part
from gonggo.programs.finding import Finding, ProgramBroken, finding
from gonggo.programs.loading import read_toml
from gonggo.programs.rules import budget_findings, check_combination, missing_papers


class Case(Part):
    """One case as written. ``given`` and ``verdict`` depend on the kind."""

    key: Key
    kind: Key
    clause: Line
    given: dict[str, Any]
    verdict: Any


class WindowGiven(Part):
    window: Key
    at: Instant


class DayGiven(Part):
    window: Key


class CombinationGiven(Part):
    track: Key
    type: Key


class BudgetGiven(Part):
    track: Key
    government: Any
    cash: Any
    in_kind: Any


class PapersGiven(Part):
    role: Key


class MissingGiven(Part):
    role: Key
    held: tuple[Key, ...]


class SectionsGiven(Part):
    role: Key
    track: Key


def _window(program: Program, given: WindowGiven) -> str:
    window, at = program.window(given.window), given.at
    if window.holds(at):
        return "inside"
    return "before" if at < window.opens else "after"


def _day(program: Program, given: DayGiven) -> str:
    return program.judged_on(given.window).isoformat()


def _combination(program: Program, given: CombinationGiven) -> dict[str, Any]:
    try:
        return {"places": check_combination(program, given.track, given.type).places}
    except Refused as refused:
        return {"refused": refused.code, "basis": str(refused.basis) if refused.basis else "rule"}


def _budget(program: Program, given: BudgetGiven) -> list[str]:
    found = budget_findings(
        program, given.track, {"government": given.government, "cash": given.cash, "in_kind": given.in_kind}
    )
    return [fault.code for fault in found]


def _papers(program: Program, given: PapersGiven) -> list[str]:
    return [f"{paper.number} {paper.slot} {paper.kind}" for paper in program.papers_of(given.role) if paper.required]


def _missing(program: Program, given: MissingGiven) -> list[str]:
    return [paper.slot for paper in missing_papers(program, given.role, given.held)]


def _sections(program: Program, given: SectionsGiven) -> list[str]:
    return [section.key for section in program.sections_of(given.role, given.track)]


_RUNNERS: dict[str, tuple[type[Part], Callable[[Program, Any], Any]]] = {
    "window": (WindowGiven, _window),
    "as-of-day": (DayGiven, _day),
    "combination": (CombinationGiven, _combination),
    "budget": (BudgetGiven, _budget),
    "papers": (PapersGiven, _papers),
    "missing-papers": (MissingGiven, _missing),
    "sections": (SectionsGiven, _sections),
}
KINDS = tuple(_RUNNERS)


def run_all(program: Program, folder: Path) -> Iterator[Finding]:
    """Every case of a folder that does not come out as written, or that nothing runs."""
    seen: Counter[str] = Counter()
    for path in sorted((folder / "cases").iterdir()) if (folder / "cases").is_dir() else ():
        file = f"cases/{path.name}"
        try:
            rows = _read_cases(path, file)
        except ProgramBroken as broken:
            yield from broken.findings
            continue
        for place, row in enumerate(rows, 1):
            yield from run(program, file, place, row)
        seen.update(str(row.get("key")) for row in rows if isinstance(row, dict))
    yield from (finding("cases", "case.key", "twice", name=name) for name, count in seen.items() if count > 1)


def _read_cases(path: Path, file: str) -> list[Any]:
    if path.suffix != ".toml":
        raise ProgramBroken((finding(file, "", "case_file"),))
    content = read_toml(path, file)
    strange = sorted(set(content) - {"case"})
    if strange or not isinstance(content.get("case"), list):
        raise ProgramBroken(tuple(finding(file, key, "unknown_key") for key in strange or ["case"]))
    rows: list[Any] = content["case"]
    return rows


def run(program: Program, file: str, place: int, row: Any) -> Iterator[Finding]:
    """The findings of one case: none if its verdict is what the program says."""
    where = f"case.{place}"
    try:
        case = Case.model_validate(row)
        if case.kind not in _RUNNERS:
            yield finding(file, where, "case_kind", kind=case.kind, kinds=", ".join(KINDS))
            return
        shape, runner = _RUNNERS[case.kind]
        found = runner(program, shape.model_validate(case.given))
    except ValidationError as broken:
        first = broken.errors(include_url=False)[0]
        yield finding(file, where, "case_form", why=".".join(map(str, first["loc"])))
        return
    except KeyError as missing:
        yield finding(file, where, "not_there", name=missing)
        return
    if case.clause not in {clause.id for clause in program.clauses}:
        yield finding(file, where, "clause_unknown", clause=case.clause)
    if found != case.verdict:
        yield finding(file, where, "case_verdict", stated=case.verdict, found=found)
