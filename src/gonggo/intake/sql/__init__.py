"""The door's statements, under the same names for both databases."""

from functools import cache
from importlib.resources import files
from typing import Literal

Vendor = Literal["sqlite", "postgres"]


@cache
def statements(vendor: Vendor) -> dict[str, str]:
    """Name to statement: each begins with a line ``-- name: …`` in the vendor's file."""
    text = files(__package__).joinpath(f"{vendor}.sql").read_text(encoding="utf-8")
    parts = text.split("-- name: ")[1:]
    return {name.strip(): body.strip().rstrip(";") for name, _, body in (part.partition("\n") for part in parts)}
