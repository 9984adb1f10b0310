"""Reading a program folder: all errors at once, never half a program."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from gonggo.kernel.canonical import digest
from gonggo.programs.dated import dated, nameless
from gonggo.programs.definition import Program
from gonggo.programs.finding import CODES, Finding, ProgramBroken, finding
from gonggo.programs.named import named
from gonggo.programs.shapes import shape_of

LIBRARY = Path(__file__).parent / "library"
"""The program folders that come with the house."""
MAIN = "program.toml"
Tree = dict[str, Any]
_LARGEST = 2**53 - 1  # beyond it JSON is not exact
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def read(folder: Path) -> Program:
    """The program that a folder holds. Raises ProgramBroken with every error of its shape and bases."""
    return from_tree(*read_tree(folder))


def read_tree(folder: Path) -> tuple[Tree, dict[str, str]]:
    """What the folder's files say, merged, and which file each part comes from. Raises ProgramBroken."""
    if not folder.is_dir():
        raise ProgramBroken((finding(str(folder), "", "no_folder"),))
    tree: Tree = {}
    origins: dict[str, str] = {}
    findings: list[Finding] = []
    if not (folder / MAIN).is_file():
        findings.append(finding(MAIN, "", "no_file"))
    for path in sorted(folder.glob("*.toml")):
        try:
            content = read_toml(path)
        except ProgramBroken as broken:
            findings += broken.findings
            continue
        findings += _merge(tree, origins, path.name, content)
    if findings:
        raise ProgramBroken(tuple(sorted(findings)))
    return tree, origins


def read_toml(path: Path, name: str = "") -> Tree:
    """One file as plain JSON values, days and instants as ISO text; ``name`` is what findings call it.

    Raises ProgramBroken.
    """
    name = name or path.name
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as broken:
        raise ProgramBroken((finding(name, "", "not_readable"),)) from broken
    except RecursionError as broken:
        raise ProgramBroken((finding(name, "", "too_deep"),)) from broken
    except UnicodeDecodeError as broken:
        raise ProgramBroken((finding(name, "", "not_utf8"),)) from broken
    except tomllib.TOMLDecodeError as broken:
        raise ProgramBroken((_not_toml(name, broken),)) from broken
    findings = [finding(name, key, "number_form") for key, value in _leaves(content) if _unwanted(value)]
    if findings:
        raise ProgramBroken(tuple(findings))
    plain = _plain(content)
    assert isinstance(plain, dict)
    return plain


def _not_toml(name: str, broken: tomllib.TOMLDecodeError) -> Finding:
    place = _PLACE.search(str(broken))
    if place is None:
        return finding(name, "", "not_toml_end")
    return finding(name, "", "not_toml", line=place[1], column=place[2])


def from_tree(tree: Tree, origins: dict[str, str] | None = None) -> Program:
    """The program that a merged tree says. Raises ProgramBroken."""
    files = origins or {}
    findings = [] if "digest" not in tree else [finding(_file(files, ("digest",)), "digest", "unknown_key")]
    findings += list(_strange_clauses(tree, files))
    findings += [finding(_file(files, path), written(path), "not_there", name=name) for path, name in nameless(tree)]
    try:
        program = Program.model_validate(named(dated(tree)) | {"digest": digest(tree)})
    except ValidationError as broken:
        findings += [_as_finding(error, files) for error in broken.errors(include_url=False)]
        raise ProgramBroken(tuple(sorted(set(findings)))) from broken
    if findings:
        raise ProgramBroken(tuple(sorted(findings)))
    return program


def citations(tree: Tree) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every ``clause = "…"`` of a tree with the path of the part that cites it."""
    return _citations(tree, ())


def _citations(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, dict):
        if isinstance(value.get("clause"), str):
            yield path, value["clause"]
        for key, inner in value.items():
            yield from _citations(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _citations(inner, (*path, index))


def _strange_clauses(tree: Tree, files: dict[str, str]) -> Iterator[Finding]:
    listed = tree.get("clause", [])
    known = [row.get("id") for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []
    for path, clause in citations(tree):
        if clause not in known:
            yield finding(_file(files, path), written(path), "clause_unknown", clause=clause)


def _merge(tree: Tree, origins: dict[str, str], file: str, content: Tree) -> Iterator[Finding]:
    for key, value in content.items():
        # the sections of rooms and the lists of forms stand in many files; every other key in one
        if key == "room" and isinstance(value, dict):
            yield from _merge_rooms(tree.setdefault("room", {}), origins, file, value)
        elif key in origins:
            yield finding(file, key, "stands_twice", other=origins[key])
        else:
            tree[key], origins[key] = value, file


def _merge_rooms(rooms: Tree, origins: dict[str, str], file: str, content: Tree) -> Iterator[Finding]:
    for key, value in content.items():
        name = f"room.{key}"
        if name in origins:
            yield finding(file, name, "stands_twice", other=origins[name])
        else:
            rooms[key], origins[name] = value, file


def _file(files: dict[str, str], path: tuple[str | int, ...]) -> str:
    whole = ".".join(str(step) for step in path[:2])
    return files.get(whole) or files.get(str(path[0]) if path else "") or MAIN


def written(path: tuple[str | int, ...]) -> str:
    """A key path as a person counts: lists from 1."""
    return ".".join(str(step + 1 if isinstance(step, int) else step) for step in path)


def _as_finding(error: ErrorDetails, files: dict[str, str]) -> Finding:
    path = tuple(step for step in error["loc"] if step != "[key]")
    code, facts = shape_of(error["type"], error.get("ctx", {}), CODES)
    return finding(_file(files, path), written(path), code, **facts)


def _leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, (*path, index))
    else:
        yield written(path), value


def _unwanted(value: Any) -> bool:
    return isinstance(value, float | time) or (isinstance(value, int) and abs(value) > _LARGEST)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date | datetime) else value
