"""A letter set as PDF: the same row is the same bytes."""

from gonggo.documents.forms import FormSheet, SheetField, SheetPart, SheetTable, pdf
from gonggo.kernel.text import Text
from gonggo.messages.letters.definition import Content, written_day
from gonggo.messages.letters.models import Letter

WORDS = {
    "number": Text("문서번호", "Number"),
    "on": Text("시행일", "Date"),
    "to": Text("받는 곳", "To"),
    "issuer": Text("발신", "Issuer"),
    "content": Text("통지 내용", "What is notified"),
    "basis": Text("근거 법률", "Legal basis"),
    "objection": Text("이의신청", "Objection"),
    "approved": Text("결재", "Line of approval"),
    "office": Text("기관과 역할", "Office and role"),
    "name": Text("이름", "Name"),
    "what": Text("결정", "What"),
    "when": Text("일시", "When"),
}

LINE = ("office", "name", "what", "when")


def letter_pdf(letter: Letter, language: str) -> bytes:
    """PDF/UA, from what was frozen when the letter was drawn up."""
    content = Content.read(letter.content)

    def said(key: str) -> str:
        return WORDS[key].said(language)

    head = {
        "number": letter.number,
        "on": written_day(letter.issued_on).said(language),
        "to": content.to,
        "issuer": content.issuer.said(language),
    }
    foot = {"basis": content.basis.said(language), "objection": content.objection.said(language)}
    points = {f"point.{place}": value.said(language) for place, (_, value) in enumerate(content.points)}
    sheet = FormSheet(
        language=language,
        over=content.program.said(language),
        number=letter.number,
        title=content.title.said(language),
        parts=(
            SheetPart("", fields=tuple(SheetField(key, "", said(key)) for key in head)),
            SheetPart(
                said("content"),
                (content.opening.said(language),),
                tuple(
                    SheetField(f"point.{place}", "", label.said(language))
                    for place, (label, _) in enumerate(content.points)
                ),
            ),
            SheetPart("", fields=tuple(SheetField(key, "", said(key)) for key in foot)),
            SheetPart("", tables=(SheetTable("approved", "", said("approved"), tuple(map(said, LINE)), 0),)),
        ),
        foot=letter.number,
    )
    approved = [[cell.said(language) for cell in row] for row in content.approved]
    return pdf(sheet, head | points | foot, {"approved": approved})
