"""What may know what: the web no rows, pure files no Django, nobody the program's own words."""

import ast

from source import SOURCE, dotted, imports, modules, room_of, shown, tree

PURE = {"rules.py", "definition.py", "refusals.py", "form.py"}
EDGES = (
    "web/demo/",  # the panel shows and moves the clock
    "web/ui/context.py",  # an error page may be shown before the request has its instant
    "messages/backend.py",  # Django's mail backend gives no instant
)
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


WORDS = ("smart-service-2024", "스마트서비스", "2024-04-30", "여성기업", "이노비즈")
AMOUNTS = (60_000_000, 100_000_000, 165)


def _speaks_of_the_program(value: object) -> bool:
    if isinstance(value, str):
        return any(word in value for word in WORDS)
    return isinstance(value, int) and not isinstance(value, bool) and value in AMOUNTS


def test_no_fact_of_the_program_stands_in_python():
    spoken = [
        shown(path, node)
        for path in modules()
        if path.parts[-2] != "demo" and not path.name.startswith("demo") and path != SOURCE / "kernel" / "money.py"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and _speaks_of_the_program(node.value) and not _is_docstring(path, node)
    ]

    assert spoken == []


def _is_docstring(path, node: ast.Constant) -> bool:
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = [stmt for holder in ast.walk(tree(path)) if isinstance(holder, holders) for stmt in holder.body]
    return any(isinstance(stmt, ast.Expr) and stmt.value is node for stmt in bodies)


def test_the_clock_is_read_only_at_the_edges():
    """Windows, stamps and due days come in as arguments; the program's clock is read where the house ends."""
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

    assert [line for line in guilty if not line.startswith(EDGES)] == []
