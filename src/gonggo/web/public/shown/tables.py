"""The other tables of the program page: who does what, what is given, windows, papers, contacts, how it is run."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from gonggo.programs.definition import (
    Amount,
    Body,
    Contact,
    Operator,
    Paper,
    PartyRole,
    Program,
    Said,
    Section,
    SupportType,
    Track,
)
from gonggo.web.public.shown.words import (
    amount_words,
    at_most,
    companies_words,
    language,
    months_words,
    said,
    share_words,
    within,
)
from gonggo.web.ui import wording
from gonggo.web.ui.rows import Cell, Head, Row, Table


def bodies(program: Program) -> list[Table]:
    """Who carries the program; the operators stand by name."""
    name = gettext("추진체계와 역할")
    rows = [
        Row(
            [Cell(body.label, note=_named(program, body), basis=body.basis), " ".join(map(said, body.duties))],
            anchor=f"body-{body.key}",
        )
        for body in program.bodies
    ]
    return [Table(name, [gettext("구분"), gettext("하는 일")], rows, line=name)]


def _named(program: Program, body: Body) -> str:
    if body.name:
        return said(body.name)
    return ", ".join(said(operator.name) for operator in program.operators) if body.key == "operator" else ""


def tracks(program: Program) -> list[Table]:
    heads = [gettext("구분"), gettext("내용"), gettext("누가"), gettext("지원 한도"), gettext("정부지원 비중")]
    heads += [gettext("구축기간"), gettext("연장"), gettext("연장 횟수"), gettext("지원방식")]
    name = gettext("구분별 지원 조건")
    return [Table(name, heads, [_track(track) for track in program.tracks], line=name)]


def _track(track: Track) -> Row:
    count = track.extensions.value
    extensions = ngettext("%(count)d번", "%(count)d번", count) % {"count": count}
    return Row(
        [
            Cell(track.label, basis=track.basis),
            track.says,
            track.who_may,
            Cell(at_most(amount_words(track.cap.value)), basis=track.cap.basis),
            Cell(within(share_words(track.share.value)), basis=track.share.basis),
            Cell(months_words(track.period_months.value), basis=track.period_months.basis),
            Cell(at_most(months_words(track.extension_months.value)), basis=track.extension_months.basis),
            Cell(extensions, basis=track.extensions.basis),
            track.call,
        ],
        anchor=f"track-{track.key}",
    )


def types(program: Program) -> list[Table]:
    """Types with examples and the places of each track; what is not allowed says so."""
    name = gettext("지원유형과 선정 수")
    heads: list[Head | str] = [gettext("유형"), gettext("하는 일"), gettext("예시")]
    totals = [
        sum(row.places or 0 for row in program.combinations if row.track == track.key) for track in program.tracks
    ]
    return [
        Table(
            name,
            [*heads, *(Head(track.label, "number") for track in program.tracks)],
            [_type(program, kind) for kind in program.types],
            line=name,
            foot=[Row([gettext("합계"), "", "", *(Cell(f"{total:,}", "number") for total in totals)], is_sum=True)],
        )
    ]


def _type(program: Program, kind: SupportType) -> Row:
    cells = []
    for track in program.tracks:
        pair = program.combination(track.key, kind.key)
        words = gettext("신청할 수 없음") if pair.places is None else f"{pair.places:,}"
        cells.append(Cell(words, "number", basis=pair.basis))
    examples = " · ".join(said(example) for example in kind.examples)
    return Row([Cell(kind.label, basis=kind.basis), kind.work, examples, *cells], anchor=f"type-{kind.key}")


def _facts(name: str, rows: list[Row]) -> list[Table]:
    return [Table(name, [gettext("항목"), gettext("내용")], rows, line=name)]


def money(program: Program) -> list[Table]:
    rules = program.money
    cash = gettext("기업이 부담하는 몫의 %(share)s 이상") % {"share": share_words(rules.least_cash.value)}
    rows = [
        Row([rules.fields["cash"], Cell(cash, basis=rules.least_cash.basis)], anchor="money-cash"),
        _said(gettext("부가가치세"), rules.vat, "money-vat"),
        _said(gettext("한도를 보는 단위"), rules.held_per, "money-unit"),
    ]
    return _facts(gettext("사업비를 나누는 기준"), rows)


def consortium(program: Program) -> list[Table]:
    rules = program.consortium
    called = {role.key: said(role.selected) for role in program.roles}
    amounts = [
        (PartyRole.SUPPLIER, gettext("%(role)s, 적어도"), rules.least_suppliers, "least-suppliers"),
        (PartyRole.SUPPLIER, gettext("%(role)s, 많아야"), rules.most_suppliers, "most-suppliers"),
        (PartyRole.ADOPTER, gettext("%(role)s, 많아야"), rules.most_adopters, "most-adopters"),
    ]
    rows = [
        *(_amount(label % {"role": called[role]}, one, key) for role, label, one, key in amounts if role in called),
        _said(gettext("사업계획서"), rules.one_plan, "consortium-plan"),
        _said(gettext("선정 수"), rules.one_place, "consortium-place"),
        _said(
            gettext("담당 %(operator)s") % {"operator": said(program.operator_label)},
            rules.operator_choice,
            "consortium-operator",
        ),
    ]
    return _facts(gettext("함께 신청하는 기업"), rows)


def _amount(label: str, amount: Amount, key: str) -> Row:
    return Row([label, Cell(companies_words(amount.value), basis=amount.basis)], anchor=f"consortium-{key}")


def _said(label: str, words: Said, anchor: str) -> Row:
    return Row([label, Cell(words.text, basis=words.basis)], anchor=anchor)


def windows(program: Program) -> list[Table]:
    name = gettext("접수하는 기간")
    heads = [gettext("구분"), gettext("기간"), gettext("열리는 시각"), gettext("닫히는 때")]
    rows = [
        Row(
            [
                Cell(window.label, basis=window.basis),
                wording.period(window.opens, window.closes, language()),
                Cell(wording.instant(window.opens, language()), basis=window.opening.basis) if window.opening else "",
                gettext("정각에 닫히며, 그 전에 도착한 것만 받습니다.") if window.sharp else "",
            ],
            anchor=f"window-{key}",
        )
        for key, window in program.windows.items()
    ]
    return [Table(name, heads, rows, line=name)]


def papers(program: Program) -> list[Table]:
    """Who brings which paper, with which form, from where, and when it counts."""
    heads: list[Head | str] = [gettext("서류"), *(Head(role.selected, "centre") for role in program.roles)]
    heads += [gettext("서식"), gettext("내는 방법·발급처"), gettext("유효한 것"), gettext("대신 낼 수 있는 것")]
    name = gettext("기업별 제출 서류")
    return [Table(name, heads, [_paper(program, paper) for paper in program.papers], line=name)]


def _paper(program: Program, paper: Paper) -> Row:
    asked = gettext("필수") if paper.required else gettext("선택")
    by = [Cell(asked if role.key in paper.roles else gettext("내지 않음"), "centre") for role in program.roles]
    rest = [
        Cell(words.text, basis=words.basis) if words else Cell()
        for words in (paper.where, paper.validity, paper.substitute)
    ]
    name = Cell(f"{paper.number} {said(paper.label)}".strip(), basis=paper.basis)
    return Row([name, *by, _form(program, paper), *rest], anchor=f"paper-{paper.slot}")


def _form(program: Program, paper: Paper) -> Cell:
    form = next((form for form in program.forms if form.key == paper.form), None)
    return Cell(form.number, url=reverse("public:form", args=[program.key, form.key])) if form else Cell()


def contacts(program: Program, *, page: str = "") -> list[Table]:
    """Whom to ask about what, the operators one by one; all of them, or those that one page shows."""
    listed = program.contacts_on(page) if page else program.contacts
    heads = [gettext("묻는 것"), gettext("기관"), gettext("전화"), gettext("시간")]
    name = gettext("문의처")
    rows = [row for contact in listed for row in _contact(program, contact)]
    return [Table(name, heads, rows, line=name)] if rows else []


def contact_anchor(program: Program, one: Contact | Operator) -> str:
    """The id of a contact or an operator; their page shows those of every program."""
    kind = "contact" if isinstance(one, Contact) else "operator"
    return f"{kind}-{program.key}-{one.key}"


def _contact(program: Program, contact: Contact) -> Iterator[Row]:
    subject, anchor = Cell(contact.subject, basis=contact.basis), contact_anchor(program, contact)
    hours = Cell(contact.hours.text, basis=contact.hours.basis) if contact.hours else Cell()
    if contact.each_operator:
        for place, operator in enumerate(program.operators):
            own = f"{anchor}-{operator.key}" if place else anchor
            yield Row([subject, operator.name, ", ".join(operator.phones), hours], anchor=own)
        return
    organisation = Cell(contact.organisation, note=contact.department or contact.address or "")
    numbers = ", ".join(contact.phones)
    dialled = f"{said(contact.dialled)} {numbers}" if contact.dialled else numbers
    yield Row([subject, organisation, dialled, hours], anchor=anchor)


def operators(program: Program) -> list[Table]:
    """The operators in the notice's order."""
    if not program.operators:
        return []
    heads = [gettext("기관"), gettext("맡은 일"), gettext("전화"), gettext("이메일")]
    name = said(program.operator_label)
    return [Table(name, heads, [_operator(program, operator) for operator in program.operators], line=name)]


def _operator(program: Program, operator: Operator) -> Row:
    email = Cell(operator.email, url=f"mailto:{operator.email}")
    name, phones = Cell(operator.name, basis=operator.basis), ", ".join(operator.phones)
    return Row([name, operator.answers, phones, email], anchor=contact_anchor(program, operator))


def room(key: str, section: Section) -> list[Table]:
    """How the program is run: named values, each with its mark."""
    heads = [gettext("항목"), gettext("내용")]
    return [
        Table(
            f"{said(section.label)}: {said(group.label)}",
            heads,
            [
                Row([value.label, Cell(value.says, basis=value.basis)], anchor=f"{key}-{group.key}-{value.key}")
                for value in group.values
            ],
            line=group.label,
        )
        for group in section.groups
    ]
