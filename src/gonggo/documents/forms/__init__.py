"""Papers of our own making: forms to fill (PDF, HWPX), manuals and receipts. Same input, same bytes."""

from gonggo.documents.forms.hangul import hwpx, manual_hwpx
from gonggo.documents.forms.reading import manual_sheet, sheet_of
from gonggo.documents.forms.reading_back import ReadBack, ReadField, read_back
from gonggo.documents.forms.reading_tables import ReadRow, ReadTable
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
from gonggo.documents.forms.words import folded

__all__ = [
    "FormSheet",
    "ManualSheet",
    "ReadBack",
    "ReadField",
    "ReadRow",
    "ReadTable",
    "ReceiptSheet",
    "Rows",
    "SheetField",
    "SheetPart",
    "SheetTable",
    "Values",
    "folded",
    "hwpx",
    "manual_hwpx",
    "manual_pdf",
    "manual_sheet",
    "pdf",
    "read_back",
    "receipt_pdf",
    "sheet_of",
]
