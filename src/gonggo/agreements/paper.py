"""The agreement set as a PDF, from what was agreed and the program's own text: the same terms are the same bytes."""

from collections.abc import Sequence
from datetime import date

from gonggo.agreements.definition import Rules
from gonggo.agreements.queries import Line, Terms
from gonggo.agreements.signers import signers_of
from gonggo.documents.forms import FormSheet, SheetField, SheetPart, SheetTable, pdf
from gonggo.kernel.money import korean_units, percent, share_of, won
from gonggo.kernel.text import Text
from gonggo.programs.definition import Program

WORDS = {
    "title": Text("협약서", "Agreement"),
    "number": Text("협약번호", "Number"),
    "task": Text("과제명", "Task"),
    "basis": Text("근거 법률", "Legal basis"),
    "parties": Text("당사자", "Parties"),
    "role": Text("구분", "Role"),
    "name": Text("이름", "Name"),
    "order": Text("순서", "Order"),
    "annex": Text("붙임", "Annex"),
    "budget": Text("비목별 사업비(원)", "Budget by lines (won)"),
    "signers": Text("서명하는 차례", "In the order of signature"),
    "line": Text("비목", "Line"),
    "sum": Text("합계", "Sum"),
    "foot": Text(
        "전자서명은 이 문서에 차례로 더해집니다. 서명이 모두 끝난 날이 협약한 날입니다.",
        "Electronic signatures are added to this document in order. It is concluded on the day of the last one.",
    ),
}
PAPER_LANGUAGE = "ko"
"""The agreement itself is Korean; pages show it in both languages."""


def agreement_pdf(terms: Terms, budget: Sequence[Line], program: Program, rules: Rules, *, on: date) -> bytes:
    """PDF/UA: parties, the program's articles filled in, the budget by lines, the place of each signature."""

    language = PAPER_LANGUAGE

    def said(key: str) -> str:
        return WORDS[key].said(language)

    head = {"number": terms.number, "task": terms.title, "basis": rules.legal_basis}
    articles = tuple(
        SheetPart(f"{place}. {label.said(language)}", (text.said(language),))
        for place, (label, text) in enumerate(articles_of(terms, program, rules), start=1)
    )
    sheet = FormSheet(
        language=language,
        over=program.title.said(language),
        number=terms.number,
        title=said("title"),
        parts=(
            SheetPart("", fields=tuple(SheetField(key, "", said(key)) for key in head)),
            SheetPart(
                said("parties"),
                tables=(SheetTable("parties", "", said("signers"), (said("order"), said("role"), said("name")), 0),),
            ),
            *articles,
            SheetPart(said("annex"), tables=(SheetTable("annex", "", said("budget"), _heads(program, language), 0),)),
        ),
        lines=(said("foot"),),
        foot=terms.number,
    )
    signers = signers_of(terms, program, rules, on=on)
    parties = [[str(place), one.label.said(language), one.name] for place, one in enumerate(signers, start=1)]
    return pdf(sheet, head, {"parties": parties, "annex": _annex(terms, budget, rules, language)})


def articles_of(terms: Terms, program: Program, rules: Rules) -> list[tuple[Text, Text]]:
    """The program's articles with what is known of this agreement put in: (heading, text)."""
    return [(one.label, _filled(one.says, terms, program, rules)) for one in rules.articles]


def _filled(text: Text, terms: Terms, program: Program, rules: Rules) -> Text:
    track = program.track(terms.track)

    def money(amount: int) -> Text:
        return Text(f"{won(amount)}({korean_units(amount)})", won(amount, "en"))

    return text.format(
        legal_basis=rules.legal_basis,
        program=program.title,
        title=terms.title,
        number=terms.number,
        total=money(terms.total),
        government=money(terms.government),
        cash=money(terms.private_cash),
        in_kind=money(terms.private_in_kind),
        share=percent(share_of(terms.government, terms.total)),
        months=track.period_months.value,
        extension=track.extension_months.value,
    )


def _heads(program: Program, language: str) -> tuple[str, ...]:
    money = program.money.fields
    names = [money[key].said(language) for key in ("government", "cash", "in_kind", "total")]
    return (WORDS["line"].said(language), *names)


def _annex(terms: Terms, budget: Sequence[Line], rules: Rules, language: str) -> list[list[str]]:
    rows = [
        [rules.line(one.key).label.said(language), *_figures(one.government, one.cash, one.in_kind)] for one in budget
    ]
    sums = _figures(terms.government, terms.private_cash, terms.private_in_kind)
    return [*rows, [WORDS["sum"].said(language), *sums]]


def _figures(*amounts: int) -> list[str]:
    return [f"{amount:,}" for amount in (*amounts, sum(amounts))]
