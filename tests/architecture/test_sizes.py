"""A file over 300 lines or a function over 40 is a question: answered by splitting, or by a reason given here."""

import ast

from source import SOURCE, modules, tree

LONG_FILES_WITH_REASON: dict[str, str] = {}
LONG_FUNCTIONS_WITH_REASON = {"web/ui/gallery.py:_slots": "one example of each state of a slot: a listing"}


def test_no_file_is_longer_than_300_lines():
    long = {
        path.relative_to(SOURCE).as_posix(): lines
        for path in modules()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }

    assert sorted(long) == sorted(LONG_FILES_WITH_REASON)


def test_no_function_is_longer_than_40_lines():
    long = {
        f"{path.relative_to(SOURCE).as_posix()}:{node.name}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 40
    }

    assert sorted(long) == sorted(LONG_FUNCTIONS_WITH_REASON)
