"""What the steps of a journey read and bring: amounts, days, papers."""

import re
from datetime import date
from pathlib import Path

from walking import Desk
from world import a_pdf


def won(desk: Desk, label: str) -> int:
    """The amount that the open page tells beside this label."""
    found = re.search(rf"{label}\s+([\d,]+)원", desk.text())
    assert found is not None, f"{label}: {desk.text()}"
    return int(found[1].replace(",", ""))


def paper(folder: Path, name: str) -> Path:
    path = folder / f"{name}.pdf"
    path.write_bytes(a_pdf(name))
    return path


def read_day(words: str) -> date:
    year, month, day = (int(one) for one in re.findall(r"\d+", words)[:3])
    return date(year, month, day)
