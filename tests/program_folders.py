"""A copy of the 2024 program folder that a test may spoil."""

import shutil
from functools import cache
from pathlib import Path

from gonggo.programs.checking import check, checked
from gonggo.programs.definition import Program
from gonggo.programs.loading import LIBRARY

SMART_SERVICE = LIBRARY / "smart-service-2024"


def a_copy(folder: Path) -> Path:
    """The whole folder, writable, under ``folder``."""
    return Path(shutil.copytree(SMART_SERVICE, folder / "program", copy_function=shutil.copyfile))


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    """Put ``new`` in the place of the first ``old``, which must be there."""
    path = folder / file
    content = path.read_text(encoding="utf-8")
    assert old in content, f"{file} does not say {old}"
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def found_in(folder: Path) -> list[tuple[str, str, str]]:
    """What the check finds, as (file, key, code)."""
    return [(one.file, one.key, one.code) for one in check(folder)]


@cache
def the_program() -> Program:
    return checked(SMART_SERVICE).program


def amend(folder, *, closes: str = "2024-05-02T18:00:00+09:00"):
    """Make version 2 of a copied folder: an extension to ``closes``."""
    spoil(folder, "program.toml", "version = 1\nnumber_prefix", "version = 2\nnumber_prefix")
    spoil(
        folder,
        "program.toml",
        "[[role]]",
        '[[versions]]\nversion = 2\nkind = "extension"\nissued_on = 2024-04-30\nmoves_as_of_day = true\n'
        'default = "시스템 장애에 따른 연장"\nreason = { ko = "시스템 장애", en = "Outage" }\n\n[[role]]',
    )
    spoil(folder, "dates.toml", "closes = 2024-04-30T18:00:00+09:00 # the first", f"closes = {closes} # the first")
    (folder / "cases" / "windows.toml").unlink()
    return folder
