"""Forms and manuals of a program as files to download, in the reader's language."""

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from gonggo.documents import forms
from gonggo.facts.queries import current
from gonggo.kernel.actor import Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.ref import Kind, Ref
from gonggo.kernel.text import Text
from gonggo.parties.queries import company
from gonggo.parties.rules import written_brn
from gonggo.programs.definition import Form, Manual, Paper, Program
from gonggo.programs.queries import program_of_digest

PDF, HWPX = "application/pdf", "application/hwp+zip"


Known = Mapping[str, str]
"""What is filled in beforehand, by the kind of fact; nothing for a blank form."""


def form_pdf(program: Program, form: Form, language: str, known: Known | None = None) -> bytes:
    """The form as PDF. The same version of a program gives the same bytes; blank ones are set once."""
    return forms.pdf(form_sheet(program, form, language), known)


def form_hwpx(program: Program, form: Form, language: str, known: Known | None = None) -> bytes:
    """The form for Hangul."""
    return forms.hwpx(form_sheet(program, form, language), known)


def known_of(by: Actor, at: datetime) -> dict[str, str]:
    """What the house knows of the company acted for: name, number, representative, address, telephone."""
    if by.company_id is None:
        return {}
    facts = current(Ref(Kind.COMPANY, by.company_id), legal_day(at))
    return {"brn": written_brn(company(by.company_id).brn)} | {str(kind): str(value) for kind, value in facts.items()}


def form_sheet(program: Program, form: Form, language: str) -> forms.FormSheet:
    text = program.consent(form.consent).text if form.consent else ()
    return forms.sheet_of(form, language, over=program.title, consent=text, foot=foot(program))


def manual_pdf(program: Program, manual: Manual, language: str) -> bytes:
    """The manual on one page, with whom to ask."""
    return forms.manual_pdf(manual_sheet(program, manual, language))


def manual_hwpx(program: Program, manual: Manual, language: str) -> bytes:
    """The manual for Hangul."""
    return forms.manual_hwpx(manual_sheet(program, manual, language))


def manual_sheet(program: Program, manual: Manual, language: str) -> forms.ManualSheet:
    contacts = tuple(
        Text(*(f"{contact.subject.said(lang)}: {', '.join(contact.phones)}" for lang in ("ko", "en")))
        for contact in program.contacts_on("footer")
    )
    return forms.manual_sheet(manual, language, over=program.title, contacts=contacts, foot=foot(program))


def foot(program: Program) -> Text:
    """Which version of the notice the sheet belongs to."""
    day = program.issued_on.isoformat()
    return Text(f"공고 {program.version}판 ({day})", f"Notice, version {program.version} ({day})")


def papers_on(program: Program, form: Form) -> tuple[Paper, ...]:
    """The papers that a form belongs to."""
    return tuple(paper for paper in program.papers if paper.form == form.key)


def name(form: Form, language: str) -> str:
    """What a downloaded form is called, without its ending."""
    return plain(f"{form.number.said(language)} {form.title.said(language)}")


def plain(text: str) -> str:
    """Text without what file systems refuse in names."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", text).strip()


@lru_cache(maxsize=8)
def _zip(digest: str, language: str) -> bytes:
    program = program_of_digest(digest)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for form in program.forms:
            for ending, made in (("pdf", form_pdf), ("hwpx", form_hwpx)):
                # one date in every entry: the same program gives the same bytes
                entry = zipfile.ZipInfo(f"{name(form, language)}.{ending}", date_time=(2024, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, made(program, form, language))
    return out.getvalue()


def forms_zip(program: Program, language: str) -> bytes:
    """Every form as PDF and HWPX in one file."""
    return _zip(program.digest, language)
