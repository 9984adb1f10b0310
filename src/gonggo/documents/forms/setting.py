"""Sheets set as PDF by typst: our fonts only, one fixed date, so that the same sheet is the same bytes."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gonggo.documents.forms.sheet import FormSheet, ManualSheet, ReceiptSheet, Rows, Values
from gonggo.documents.forms.words import in_language

if TYPE_CHECKING:
    import typst

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(__file__).parent.parent / "fonts"
FIXED_DATE = (
    1_704_067_200  # 2024-01-01 UTC: what "created" says in every file; the day a paper speaks of stands in its text
)
_SVG = "http://www.w3.org/2000/svg"
STANDARD: Final = "ua-1"


def pdf(sheet: FormSheet, values: Values | None = None, rows: Rows | None = None) -> bytes:
    """The form as PDF/UA, with ``values`` and ``rows`` filled in. A blank form is set once and kept."""
    if not values and not rows:
        return _blank(sheet)
    return _set("form", asdict(sheet), **_filled(values, rows))


def _filled(values: Values | None, rows: Rows | None) -> dict[str, Any]:
    return {"values": dict(values or {}), "rows": {key: list(of) for key, of in (rows or {}).items()}}


@lru_cache(maxsize=64)
def _blank(sheet: FormSheet) -> bytes:
    return _set("form", asdict(sheet), **_filled(None, None))


@lru_cache(maxsize=32)
def manual_pdf(sheet: ManualSheet) -> bytes:
    """The manual as PDF/UA."""
    return _set("manual", asdict(sheet))


def receipt_pdf(sheet: ReceiptSheet, values: Values | None = None, rows: Rows | None = None) -> bytes:
    """The receipt as PDF/UA, with its QR mark; ``values`` and ``rows`` stand in its parts."""
    return _set("receipt", asdict(sheet), qr_svg=_qr(sheet.qr), **_filled(values, rows))


def _qr(text: str) -> str:
    if not text:
        return ""
    import segno

    drawn: str = segno.make(text, error="m", micro=False).svg_inline(border=2)
    return drawn.replace("<svg", f'<svg xmlns="{_SVG}"', 1)


def _set(template: str, sheet: Mapping[str, Any], **more: Any) -> bytes:
    """Text reaches the template as JSON, never as markup: what a person typed cannot be read as typst."""
    import typst

    data = json.dumps({"sheet": sheet, "words": in_language(sheet["language"]), **more}, ensure_ascii=False)
    made = typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        format="pdf",
        pdf_standards=[STANDARD],
        timestamp=FIXED_DATE,
    )
    if not isinstance(made, bytes):
        raise TypeError("one PDF is one file")
    return made


@lru_cache(maxsize=1)
def _fonts() -> "typst.Fonts":
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
