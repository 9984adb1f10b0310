"""Rows are written only in commands, by the door's writer, and by the set-based passes that are listed here by name."""

import ast
from pathlib import Path

from source import SOURCE, modules, room_of, shown, tree

WRITES = {
    "create",
    "acreate",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "save",
    "delete",
}
SQL_VERBS = ("INSERT ", "UPDATE ", "DELETE ", "TRUNCATE ", "REPLACE ", "MERGE ")
NOT_ROWS = {
    "storage",  # files, through Django's storage
    "default_storage",
    "catalogue",  # a file of translations
}
ALLOWED_BY_NAME = {
    "intake/door": "the door's writer",
    "intake/sql": "the door's statements",
    "journal/append_only.py": "triggers, in migrations",
}


def _is_command(path: Path) -> bool:
    inside = path.relative_to(SOURCE).as_posix()
    return (
        path.name == "commands.py"
        or "commands" in path.relative_to(SOURCE).parts
        or any(inside.startswith(name) for name in ALLOWED_BY_NAME)
    )


def _writes_rows(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    receiver = node.func.value
    name = receiver.id if isinstance(receiver, ast.Name) else ""
    if any(keyword.arg == "kind" and node.func.attr == "save" for keyword in node.keywords):
        return False  # a drawing (segno): ours have update_fields or force_insert
    if node.func.attr in WRITES and name not in NOT_ROWS:
        return _through_objects(receiver) or node.func.attr in {"bulk_create", "bulk_update", "save", "delete"}
    return node.func.attr in {"update", "aupdate"} and _through_objects(receiver)


def _through_objects(node: ast.AST) -> bool:
    """Whether the call hangs on a model's manager or a query set made from one."""
    return any(
        isinstance(part, ast.Attribute) and part.attr in {"objects", "filter", "exclude"} for part in ast.walk(node)
    )


def _raw_sql(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"execute", "executemany", "raw"}
        and any(
            isinstance(part, ast.Constant)
            and isinstance(part.value, str)
            and part.value.lstrip().upper().startswith(SQL_VERBS)
            for argument in node.args
            for part in ast.walk(argument)
        )
    )


def test_rows_are_written_only_in_commands():
    outside = [
        shown(path, node)
        for path in modules()
        if not _is_command(path) and room_of(path) != "kernel"
        for node in ast.walk(tree(path))
        if _writes_rows(node) or _raw_sql(node)
    ]

    assert outside == []


def test_the_check_sees_every_kind_of_write():
    seen = [
        _writes_rows(node) or _raw_sql(node)
        for text in (
            "Row.objects.create(a=1)",
            "Row.objects.filter(a=1).update(a=2)",
            "row.save()",
            "rows.delete()",
            "Row.objects.bulk_create(rows)",
            "cursor.execute('update t set a = 1')",
        )
        for node in [ast.parse(text, mode="eval").body]
    ]

    assert seen == [True] * 6
