"""Sources in both languages: ``source = "…"`` is read beside the row of ``[[source]]`` with the same Korean. Pure."""

from typing import Any

from gonggo.kernel.text import Text

_SOURCE = "source"


def named(tree: dict[str, Any]) -> dict[str, Any]:
    """The tree with each source that has a row as words in both languages; one without stays as it is."""
    rows = tree.get(_SOURCE)
    known = {
        row["ko"]: Text(row["ko"], row["en"])
        for row in (rows if isinstance(rows, list) else ())
        if isinstance(row, dict) and isinstance(row.get("ko"), str) and isinstance(row.get("en"), str)
    }
    return {key: part if key == _SOURCE else _named(part, known) for key, part in tree.items()}


def _named(value: Any, known: dict[str, Text]) -> Any:
    if isinstance(value, list):
        return [_named(inner, known) for inner in value]
    if not isinstance(value, dict):
        return value
    return {
        key: known.get(inner, inner) if key == _SOURCE and isinstance(inner, str) else _named(inner, known)
        for key, inner in value.items()
    }
