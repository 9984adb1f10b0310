"""Small real PDFs: each says what it stands for and that it is a specimen."""

from datetime import date
from importlib.resources import files

import typst

_PAGE = """
#set document(title: sys.inputs.title, date: none)
#set page(width: 210mm, height: 297mm, margin: 28mm)
#set text(font: "Pretendard GOV", size: 12pt, lang: "ko")
#align(center)[#text(size: 20pt, weight: "bold")[#sys.inputs.title]]
#v(14mm)
#grid(columns: (34mm, 1fr), row-gutter: 6mm,
  [상호], [#sys.inputs.company], [사업자등록번호], [#sys.inputs.number], [발급일], [#sys.inputs.day])
#v(1fr)
#align(center)[#text(fill: rgb("#8a1c1c"))[시연용 견본입니다. 효력이 없습니다. · Specimen, without effect.]]
"""


def a_paper(title: str, company: str, brn: str, issued_on: date) -> bytes:
    """One page of PDF, the same bytes for the same words."""
    told = {
        "title": title,
        "company": company,
        "number": f"{brn[:3]}-{brn[3:5]}-{brn[5:]}",
        "day": issued_on.isoformat(),
    }
    fonts = str(files("gonggo.documents").joinpath("fonts"))
    made: bytes | list[bytes] | None = typst.compile(  # type: ignore[misc]
        _PAGE.encode(), sys_inputs=told, font_paths=[fonts], ignore_system_fonts=True
    )
    assert isinstance(made, bytes)  # one output, no path given
    return made
