"""Papers of our own making: forms to fill (PDF, HWPX), manuals and receipts. Same input, same bytes."""

from gonggo.documents.forms.hangul import hwpx, manual_hwpx
from gonggo.documents.forms.reading import manual_sheet, sheet_of
from gonggo.documents.forms.setting import manual_pdf, pdf, receipt_pdf
from gonggo.documents.forms.sheet import (
    FormSheet,
    ManualSheet,
    ReceiptSheet,
    Rows,
    SheetField,
    SheetPart,
    SheetTable,
    Values,
)

__all__ = [
    "FormSheet",
    "ManualSheet",
    "ReceiptSheet",
    "Rows",
    "SheetField",
    "SheetPart",
    "SheetTable",
    "Values",
    "hwpx",
    "manual_hwpx",
    "manual_pdf",
    "manual_sheet",
    "pdf",
    "receipt_pdf",
    "sheet_of",
]
