"""Every refusal has words and a remedy in both languages, and every code in the source stands in a table."""

import ast
import importlib
import string
from collections.abc import Iterator, Mapping

from source import SOURCE, modules, shown, tree

from gonggo.kernel.refusal import RefusalBook, RefusalWords


def tables() -> Iterator[tuple[str, Mapping[str, RefusalWords]]]:
    for path in modules():
        if (path.name == "refusals.py" and path.parent.parent == SOURCE) or path == SOURCE / "kernel" / "moves.py":
            module = importlib.import_module(f"gonggo.{path.parent.name}.{path.stem}")
            for value in vars(module).values():
                if isinstance(value, Mapping) and value and all(isinstance(w, RefusalWords) for w in value.values()):
                    yield path.parent.name, value


def raised() -> Iterator[tuple[str, str]]:
    """(code, place) of every Refused that names its code as a literal."""
    for path in modules():
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "Refused"
                and node.args
            ):
                code = node.args[0]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield code.value, shown(path, node)


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_no_code_stands_in_two_rooms():
    book = RefusalBook(table for _, table in tables())

    assert len(list(book)) == sum(len(table) for _, table in tables())


def test_every_refusal_speaks_both_languages_with_the_same_facts():
    wrong = [
        code
        for _, table in tables()
        for code, words in table.items()
        if not all(text.strip() for text in (words.says.ko, words.says.en, words.remedy.ko, words.remedy.en))
        or _fields(words.says.ko) != _fields(words.says.en)
        or _fields(words.remedy.ko) != _fields(words.remedy.en)
    ]

    assert wrong == []


def test_every_code_that_is_raised_stands_in_a_table():
    known = {code for _, table in tables() for code in table}

    assert [(code, place) for code, place in raised() if code not in known] == []


def test_no_refusal_scolds():
    spoken = [
        (code, word)
        for _, table in tables()
        for code, words in table.items()
        for word in ("잘못된 접근", "유효하지 않은", "!", "죄송")
        if word in words.says.ko + words.remedy.ko
    ]

    assert spoken == []
