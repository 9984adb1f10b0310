"""Everything that changes this room's rows."""

from gonggo.documents.commands.opening import OpenedFile, open_certificate, open_for, release
from gonggo.documents.commands.pages import MOST_PAGES, page_of
from gonggo.documents.commands.pieces import add_piece, announce, finish
from gonggo.documents.commands.reading import tables_in
from gonggo.documents.commands.receiving import Readable, keep_made, receive
from gonggo.documents.commands.scanning import find_infected, leave_unscanned, pass_scan, scan_waiting
from gonggo.documents.commands.slots import empty_slot, fill_slot
from gonggo.documents.commands.validity import say_validity
from gonggo.documents.vault import clear_incoming

__all__ = [
    "MOST_PAGES",
    "OpenedFile",
    "Readable",
    "add_piece",
    "announce",
    "clear_incoming",
    "empty_slot",
    "fill_slot",
    "find_infected",
    "finish",
    "keep_made",
    "leave_unscanned",
    "open_certificate",
    "open_for",
    "page_of",
    "pass_scan",
    "receive",
    "release",
    "say_validity",
    "scan_waiting",
    "tables_in",
]
