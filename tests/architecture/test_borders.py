"""What may know what: the web no rows, pure files no Django, nobody the program's own words."""

import ast

import pytest
from source import SOURCE, dotted, imports, modules, room_of, shown, tree

PURE = {"rules.py", "definition.py", "refusals.py", "form.py"}
MAY_NAME_DJANGO_IN_STATES = ("django.db.models.TextChoices", "django.utils.translation", "django.db.models")


def test_the_web_imports_no_models():
    guilty = [
        dotted(p)
        for p in modules(SOURCE / "web")
        if any(".models" in name for name in imports(p) if name.startswith("gonggo."))
    ]

    assert guilty == []


def test_the_kernel_and_pure_files_import_no_django():
    guilty = [
        dotted(path)
        for path in modules()
        if (room_of(path) == "kernel" or path.name in PURE or "definition" in path.parts)
        and room_of(path) != "web"
        and any(name.split(".")[0] == "django" for name in imports(path))
    ]

    assert guilty == []


def test_the_door_process_imports_no_django():
    guilty = [
        dotted(p) for p in modules(SOURCE / "intake" / "door") if any(n.split(".")[0] == "django" for n in imports(p))
    ]

    assert guilty == []


def test_states_import_only_choices_and_translation_of_django():
    guilty = [
        (dotted(path), name)
        for path in modules()
        if path.name == "states.py"
        for name in imports(path)
        if name.split(".")[0] == "django" and not name.startswith(MAY_NAME_DJANGO_IN_STATES)
    ]

    assert guilty == []


@pytest.mark.parametrize(
    "fact", ["smart-service-2024", "스마트서비스", "60_000_000", "60000000", "100_000_000", "2024-04-30"]
)
def test_no_fact_of_the_program_stands_in_python(fact):
    spoken = [
        shown(path, node)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant)
        and fact.replace("_", "") in str(node.value).replace(",", "")
        and not (isinstance(node.value, str) and len(node.value) > 300)
        and "demo" not in dotted(path)
        and not _is_docstring(path, node)
    ]

    assert [line for line in spoken if "korean_units" not in line and "kernel/money" not in line] == []


def _is_docstring(path, node: ast.Constant) -> bool:
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = [
        body for holder in ast.walk(tree(path)) for body in getattr(holder, "body", []) if isinstance(holder, holders)
    ]
    return any(isinstance(stmt, ast.Expr) and stmt.value is node for stmt in bodies)


def test_the_clock_is_read_only_at_the_edges():
    """Windows, stamps and due days come in as arguments; the program's clock is read by the wiring alone."""
    guilty = [
        shown(path, node)
        for path in modules()
        if room_of(path) not in {"wiring", "kernel"} and "intake/door" not in path.as_posix()
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Attribute) and node.attr in {"GONGGO_CLOCK", "utcnow", "today"})
        or (
            isinstance(node, ast.Attribute)
            and node.attr == "now"
            and isinstance(node.value, ast.Name)
            and node.value.id in {"datetime", "timezone"}
        )
    ]

    assert [line for line in guilty if not line.startswith("web/demo")] == []
