"""Gathers the words of the templates and the code, and writes the catalogues. Needs neither gettext nor node.

    python -m gonggo.web.ui.translate                       what each catalogue lacks; exit 1 if anything
    python -m gonggo.web.ui.translate --update web/public   new words into that .po, then the .mo from it

The msgid is the Korean text. Every desk (a folder below ``gonggo/web``) keeps its words in its own ``locale``; those of
the other rooms and of ``web/ui`` stand in ``gonggo/locale``, named ``.`` here. No name means all.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib  # type: ignore[import-untyped]  # no types are published with it

SOURCE = Path(__file__).resolve().parents[2]
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "gettext_noop"}
_SKIPPED = {"migrations", "node_modules", "__pycache__"}
_TRANSLATE = re.compile(r"""\{%-?\s*trans(?:late)?\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')(.*?)%\}""")
_BLOCK = re.compile(
    r"\{%\s*blocktrans(?:late)?\b(.*?)%\}(.*?)(?:\{%\s*plural\s*%\}(.*?))?\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL
)
_LITERAL = re.compile(r"""\b_\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\s*\)""")
_VARIABLE = re.compile(r"\{\{\s*(\w+)[^}]*\}\}")


@dataclass(slots=True)
class Word:
    """A msgid with its plural, where it stands."""

    msgid: str
    plural: str = ""
    places: list[str] = field(default_factory=list)


def in_template(text: str) -> Iterator[tuple[str, str]]:
    """(msgid, plural) of every translated piece of a template, as Django itself would look them up."""
    for double, single, _rest in _TRANSLATE.findall(text):
        yield _escaped(double or single), ""
    for options, singular, plural in _BLOCK.findall(text):
        trimmed = "trimmed" in options
        yield _block(singular, trimmed=trimmed), _block(plural, trimmed=trimmed)
    outside = _BLOCK.sub("", text)
    for tag in re.findall(r"\{[%{].*?[%}]\}", outside, re.DOTALL):
        for double, single in _LITERAL.findall(tag):
            yield _escaped(double or single), ""


def _escaped(text: str) -> str:
    return text.replace("%", "%%")


def _block(text: str, *, trimmed: bool) -> str:
    if trimmed:
        text = " ".join(line.strip() for line in text.strip().splitlines())
    return _VARIABLE.sub(r"%(\1)s", _escaped(text))


def in_code(text: str) -> Iterator[tuple[str, str]]:
    """(msgid, plural) of every gettext call with literal words."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        words = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if name in CALLS and words:
            yield words[0], words[1] if name.startswith("ngettext") and len(words) > 1 else ""


def homes(source: Path = SOURCE) -> list[Path]:
    """Every folder ``locale``: first the one of the whole house, then those of the desks."""
    desks = sorted(init.parent for init in source.glob("web/*/__init__.py") if init.parent.name != "ui")
    return [home / "locale" for home in [source, *desks]]


def catalogues(source: Path = SOURCE) -> dict[Path, dict[str, Word]]:
    """For every folder ``locale`` the words that belong into it."""
    found: dict[Path, dict[str, Word]] = {locale: {} for locale in homes(source)}
    desks = [locale.parent for locale in found if locale.parent != source]
    for path in sorted(source.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt", ".svg"} or _SKIPPED & set(path.parts):
            continue
        home = next((desk for desk in desks if desk in path.parents), source)
        if path.suffix == ".txt" and "templates" not in path.parts:
            continue
        text = path.read_text("utf-8")
        for msgid, plural in in_code(text) if path.suffix == ".py" else in_template(text):
            word = found[home / "locale"].setdefault(msgid, Word(msgid, plural))
            word.plural = word.plural or plural
            word.places.append(path.relative_to(source).as_posix())
    return found


def po_file(locale: Path, language: str = "en") -> Path:
    return locale / language / "LC_MESSAGES" / "django.po"


def read(path: Path) -> polib.POFile:
    """The catalogue at ``path``, or a new one."""
    if path.exists():
        return polib.pofile(str(path), wrapwidth=110)
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": "en",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return catalogue


def lacking(catalogue: polib.POFile, words: dict[str, Word]) -> list[str]:
    """The msgids without complete English, and those that nothing uses any more."""
    known = {entry.msgid: entry for entry in catalogue if not entry.obsolete}
    bare = [msgid for msgid in words if msgid not in known or not _is_complete(known[msgid])]
    return [f"no English: {msgid!r}" for msgid in bare] + [f"unused: {one!r}" for one in known if one not in words]


def _is_complete(entry: polib.POEntry) -> bool:
    texts = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
    return "fuzzy" not in entry.flags and all(texts)


def update(locale: Path, words: dict[str, Word]) -> None:
    """Write the words into the catalogue, keep the English that is there, compile."""
    path = po_file(locale)
    old = {entry.msgid: entry for entry in read(path)}
    catalogue = read(path)
    catalogue[:] = [_entry(word, old.get(word.msgid)) for _, word in sorted(words.items())]
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    for written in locale.glob("*/LC_MESSAGES/django.po"):
        written.with_suffix(".mo").write_bytes(compiled(written))


def compiled(path: Path) -> bytes:
    """The .mo that belongs to a .po."""
    binary: bytes = read(path).to_binary()
    return binary


def _entry(word: Word, old: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgid=word.msgid, msgstr=old.msgstr if old and not word.plural else "")
    entry.occurrences = [(place, "") for place in sorted(set(word.places))]
    if word.plural:
        entry.msgid_plural = word.plural
        entry.msgstr_plural = dict(old.msgstr_plural) if old and old.msgstr_plural else {0: "", 1: ""}
    if "%(" in word.msgid:
        entry.flags = ["python-format"]
    return entry


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m gonggo.web.ui.translate", description=__doc__)
    parser.add_argument("--update", action="store_true", help="write new words and compile")
    parser.add_argument("home", nargs="*", help="web/public, web/company, …; . for the rest")
    chosen = parser.parse_args(arguments)
    said = 0
    for locale, words in catalogues().items():
        home = locale.parent.relative_to(SOURCE).as_posix()
        if chosen.home and home not in chosen.home:
            continue
        if chosen.update and words:
            update(locale, words)
        for line in lacking(read(po_file(locale)), words):
            said += 1
            print(f"{home}: {line}")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
