"""Plausible companies and people of Korea that belong to nobody: names, valid business numbers, words (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from gonggo.kernel.table import written
from gonggo.parties.rules import check_digit, written_brn
from gonggo.programs.definition import Column, ColumnKind, PartyRole, Program, Question, QuestionKind, TableForm
from gonggo.wiring.simulate.stories import Tale, named

_FAMILY = "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민진"
_FIRST = "가건경규나다도동려민서성소수승시아연영예우원유윤은의이재정주준지진채태하해현혜호희"
_LAST = "건경규나람린민빈서선성수슬아연영온우욱원율윤은인재정주준지진찬현호환훈희"
_WORDS = (
    "가람 가온 나래 누리 다온 단비 두레 라온 마루 미르 바른 별빛 보람 새길 새솔 솔빛 아라 여울 온누리 은하 이룸 한결 "
    "한울 해든 햇살"
)
_TRADES = "푸드 유통 물류 케어 교육 여행 세탁 정비 디자인 미디어 헬스 인쇄 관리 상사 스토어"
_MAKERS = "데이터 소프트 시스템 솔루션 테크 클라우드 로보틱스 네트웍스 랩 인포"
_PLACES = (
    "서울특별시 성동구 아차산로",
    "경기도 안산시 단원구 광덕대로",
    "부산광역시 해운대구 센텀로",
    "대전광역시 유성구 대학로",
    "대구광역시 북구 칠성로",
    "광주광역시 서구 상무대로",
    "강원특별자치도 춘천시 중앙로",
    "전북특별자치도 전주시 완산구 홍산로",
    "제주특별자치도 제주시 연삼로",
)
_ABOUT = ("예약과 상담을", "재고와 발주를", "배송과 반품을", "회원과 결제를", "작업 배정과 일정을")


@dataclass(frozen=True, slots=True)
class MadeCompany:
    """A company as its owner would state it."""

    brn: str
    name: str
    representative: str
    address: str
    phone: str
    opened_on: date

    @property
    def email(self) -> str:
        return f"c{self.brn}@sim.example.kr"


def person_name(dice: Random) -> str:
    return dice.choice(_FAMILY) + dice.choice(_FIRST) + dice.choice(_LAST)


def business_number(serial: int) -> str:
    """The number with this serial; each serial another, all with their check digit."""
    nine = f"{100 + serial // 1_000_000 % 900:03d}{81 + serial // 10_000 % 8:02d}{serial % 10_000:04d}"
    return f"{nine}{check_digit(nine)}"


def company(dice: Random, serial: int, *, supplies: bool) -> MadeCompany:
    trade = dice.choice((_MAKERS if supplies else _TRADES).split())
    return MadeCompany(
        brn=business_number(serial),
        name=f"{dice.choice(_WORDS.split())}{trade}",
        representative=person_name(dice),
        address=f"{dice.choice(_PLACES)} {dice.randint(1, 300)}",
        phone=f"02-{dice.randint(200, 999)}-{dice.randint(0, 9999):04d}",
        opened_on=date(2000, 1, 3) + timedelta(days=dice.randint(0, 7000)),
    )


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes tables: ``money`` are the amounts that sums come to, ``months`` how many there are to plan with."""

    dice: Random
    program: Program
    role: PartyRole
    money: Mapping[str, int]
    months: int

    def rows(self, table: TableForm, told: Sequence[Mapping[str, str]] = ()) -> str:
        """A few rows, or those that are ``told``; what is summed is split over them at random."""
        count = len(told) or self.dice.randint(2, 4)
        parts = {one.key: self._split(self.money.get(one.key, 0), count) for one in table.columns if one.sums}
        made = []
        for place in range(count):
            begins = self.dice.randint(1, self.months)
            cells = {column.key: self._cell(column, begins) for column in table.columns}
            cells |= {key: self.named(text) for key, text in told[place].items()} if told else {}
            made.append(cells | {key: str(amounts[place]) for key, amounts in parts.items()})
        return written(made)

    def named(self, text: str) -> str:
        """``text`` with a name for each person in it."""
        return named(text, iter(lambda: person_name(self.dice), ""))

    def _split(self, amount: int, count: int) -> list[int]:
        """``count`` whole amounts that come to ``amount``."""
        cuts = sorted(self.dice.randint(0, amount) for _ in range(count - 1))
        return [last - first for first, last in pairwise([0, *cuts, amount])]

    def _cell(self, column: Column, begins: int) -> str:
        match column.kind:
            case ColumnKind.CHOICE:
                return self.dice.choice(self.program.cell_choices(column, self.role)).key
            case ColumnKind.MONTH:
                return str(self.dice.randint(begins, self.months) if column.not_below else begins)
            case ColumnKind.WHOLE:
                return str(self.dice.randint(1, 100))
            case ColumnKind.TEXT | ColumnKind.LONGTEXT:
                return f"{column.label.ko}: {self.dice.choice(_ABOUT)}"[: column.max_length]
        return ""


def answers(
    dice: Random, program: Program, role: PartyRole, track: str, *, money: Mapping[str, int], tale: Tale
) -> dict[str, str]:
    """What a company of ``role`` would write to all that it is asked: its ``tale``, else words at hand.

    Amounts are those of ``money`` by their key.
    """
    asked = [question for section in program.sections_of(role, track) for question in section.questions]
    months = program.track(track).period_months.value
    writer = Writer(dice, program, role, money, months)
    told = {
        one.key: writer.rows(one.table, tale.rows.get(one.key, ())) if one.table else answer(dice, one, money)
        for one in asked
    }
    told |= {key: writer.named(text) for key, text in tale.answers.items() if key in told}
    bounds = {column.most for one in asked if one.table for column in one.table.columns}
    return told | {key: str(months) for key in told if key in bounds}


def answer(dice: Random, question: Question, money: Mapping[str, int]) -> str:
    """What a company would write; amounts are those of ``money`` by the question's key."""
    about = dice.choice(_ABOUT)
    sentence = f"{question.label.ko} {about} 한곳에서 보고, 사람이 하던 일을 덜어 냅니다. "
    texts = {
        QuestionKind.WON: str(money.get(question.key, 0)),
        QuestionKind.WHOLE: str(dice.randint(2, 40)),
        QuestionKind.CHOICE: dice.choice(question.choices).key if question.choices else "",
        QuestionKind.DATE: "2024-03-04",
        QuestionKind.PHONE: f"031-{dice.randint(200, 999)}-{dice.randint(0, 9999):04d}",
        QuestionKind.EMAIL: f"m{dice.randint(1, 10**6)}@sim.example.kr",
        QuestionKind.TEXT: f"{about} 돕는 서비스",
        QuestionKind.LONGTEXT: (sentence * dice.randint(1, 4)).strip(),
    }
    return texts[question.kind][: question.max_length]


def small_pdf(title: str, brn: str, on: date) -> bytes:
    """One page that says whose paper it is and of which day: a real PDF of half a kilobyte, always the same bytes."""
    text = f"BT /F1 14 Tf 72 760 Td ({title}) Tj 0 -24 Td ({written_brn(brn)}  {on.isoformat()}) Tj ET"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Font << /F1 5 0 R >> >>",
    )
    body, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode("ascii")
