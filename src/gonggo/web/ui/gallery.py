"""What the page of components shows: one example of each, in every state. Invented names and figures."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator

from gonggo.kernel.basis import clause, default, source
from gonggo.kernel.text import Text
from gonggo.web.ui import rows
from gonggo.web.ui.fields import WonField
from gonggo.web.ui.glyphs import STATES
from gonggo.web.ui.reach import Lane, Mark, Reach, Span
from gonggo.web.ui.refusals import Refusal


class ExampleForm(forms.Form):
    """A field of every kind."""

    name = forms.CharField(label="과제명", help_text="계약서에 쓸 이름으로 적어 주세요.", max_length=40)
    amount = WonField(label="정부지원금", help_text="부가가치세를 뺀 금액을 원 단위로 적어 주세요.")
    about = forms.CharField(label="무엇을 만드나요?", widget=forms.Textarea(attrs={"rows": 4}), max_length=1000)
    track = forms.ChoiceField(label="지원구분", widget=forms.RadioSelect, choices=[("new", "신규"), ("more", "고도화")])
    operator = forms.ChoiceField(label="수행기관", choices=[("a", "가나다협회"), ("b", "라마바재단")])
    starts_on = forms.DateField(label="시작일", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    agrees = forms.BooleanField(label="위 내용을 읽었고 동의합니다.")


def shown(now: datetime) -> dict[str, Any]:
    """The context of the page at the instant ``now``."""
    return {
        "states": list(STATES),
        "closes": now + timedelta(days=1, hours=8),
        "uploading": Text("올리는 중 40%", "Uploading 40%"),
        "now": now,
        "example_basis": [
            clause("3(7)"),
            clause("4-window"),
            clause("A1-window"),
            default("예시"),
            source("예규 12조"),
        ],
        "figures": _figures(),
        "tasks": _tasks(),
        "slots": _slots(now),
        "pairs": _pairs(),
        "stages": _stages(),
        "table": _table(stack=True),
        "ledger": _table(stack=False),
        "waits": rows.Table(Text("처리할 업무", "What waits for you"), ["할 일"], []),
        "paper": _paper(),
        "sum_lines": _sum(),
        "gauges": _gauges(),
        "chart": _chart(),
        "reach": _reach(now),
        "links": _links(),
        "form": ExampleForm(),
        "bound": _with_mistakes(),
        "page": Paginator(range(38), 10).page(2),
        "refusal": _refusal(),
    }


def _with_mistakes() -> ExampleForm:
    filled = {
        "name": "",
        "amount": "육천만원",
        "about": "방문 일정을 짭니다.",
        "track": "new",
        "operator": "a",
        "agrees": "on",
    }
    return ExampleForm({f"wrong-{name}": value for name, value in filled.items()}, prefix="wrong")


def _chart() -> rows.Chart:
    return rows.Chart(
        Text("유형별 접수", "Received by type"),
        Text("건", "applications"),
        [rows.Bar("BM 창출", 112), rows.Bar("전달체계 개선", 64), rows.Bar("고도화", 9)],
        Text("유형", "Type"),
    )


def _reach(now: datetime) -> Reach:
    away, back = now - timedelta(minutes=50), now - timedelta(minutes=20)
    spans = [Span(now - timedelta(hours=3), away, True), Span(away, back, False), Span(back, now, True)]
    lanes = [Lane(Text("접수창구", "Door"), spans), Lane(Text("화면", "Pages"), spans[:1])]
    name, lasted = Text("밖에서 본 것", "Seen from outside"), Text("30분", "30 minutes")
    table = rows.Table(name, [Text("대상", "Target"), Text("얼마 동안", "For")], [rows.Row([lanes[0].label, lasted])])
    mark = Mark(now - timedelta(minutes=40), Text("접수 마감", "Deadline"))
    return Reach(name, now - timedelta(hours=3), now, lanes, [mark], table)


def _links() -> list[rows.Link]:
    return [
        rows.Link("판단 필요", "#a", 38, is_current=True),
        rows.Link("보완 요청 중", "#b", 21),
        rows.Link("전체", "#c", 412),
    ]


def _refusal() -> Refusal:
    return Refusal(
        "example",
        "고도화 과제는 ‘BM 창출’ 유형으로만 신청할 수 있습니다.",
        "유형을 ‘BM 창출’로 바꾸거나 신규로 신청해 주세요.",
        clause("2-advanced-bm-only"),
        None,
    )


def _paper() -> rows.Signatures:
    heads = ["순서", "서명할 곳", "상태", "서명한 사람", "서명 일시"]
    lines: list[list[rows.Cell | rows.Words]] = [
        ["1", rows.Cell("가나다진흥원", note="전담기관"), rows.Cell("서명함", state="done"), "이전담", "6월 3일 10:00"],
        ["2", rows.Cell("다온케어", note="도입기업"), rows.Cell("서명할 차례", state="doing"), "-", "-"],
        ["3", rows.Cell("라온소프트", note="공급기업"), rows.Cell("차례 전", state="todo"), "-", "-"],
    ]
    table = rows.Table("서명 순서", heads, [rows.Row(line, is_chosen=line[0] == "2") for line in lines])
    return rows.Signatures("waiting", "서명 중", "우리가 서명할 차례입니다.", table, "9f2c41d8" * 8, "#", "#")


def _figures() -> list[rows.Figure]:
    return [
        rows.Figure("지원 규모", "165개사", "신규 150 · 고도화 15", clause("1-scale")),
        rows.Figure("정부지원금", "50% 이내", "나머지는 기업이 부담합니다"),
        rows.Figure("지원 한도", "최대 6,000만원", "고도화는 최대 1억원"),
        rows.Figure("구축 기간", "6개월", "최대 2개월 연장", default("예시")),
    ]


def _tasks() -> list[rows.Task]:
    return [
        rows.Task("신청 구분과 유형", "done", "#", note="신규, 전달체계 개선 · 정하윤, 4월 22일(월) 10:20"),
        rows.Task("사업비", "doing", "#", note="산출 근거가 비어 있습니다 · 정하윤, 오늘 14:03"),
        rows.Task("제출 서류", "problem", "#", note="7가지 중 2가지 완료. 3가지에 문제가 있습니다"),
        rows.Task("과제 개요", "todo", "#"),
        rows.Task("두 회사의 동의", "locked", note="두 회사의 할 일이 모두 끝나면 동의를 받을 수 있습니다"),
    ]


def _slots(now: datetime) -> list[rows.Slot]:
    return [
        rows.Slot(
            "plan",
            "①",
            "사업계획서",
            "done",
            "#",
            file_name="사업계획서_최종.hwpx",
            size=2_200_000,
            by_whom="이서준",
            at=now,
            digest="9f2c41d8" * 8,
            download="#",
            earlier="#",
            earlier_count=2,
        ),
        rows.Slot(
            "consent",
            "②",
            "정보 활용 동의서",
            "uploading",
            word="올리는 중 40%",
            file_name="동의서.pdf",
            size=9_000_000,
        ),
        rows.Slot("registration", "④", "사업자등록증명원", "scanning", file_name="증명원.pdf", size=219_136),
        rows.Slot("licence", "⑥", "공장등록증명서", "held", file_name="공장등록.pdf", size=120_000),
        rows.Slot(
            "tax",
            "⑤",
            "국세 완납증명원",
            "bad",
            "#",
            file_name="완납.pdf",
            size=180_000,
            problem="암호가 걸려 있어 열 수 없습니다.",
            remedy="발급 화면에서 ‘열람 비밀번호 없음’을 고르거나, 암호를 푼 파일을 올려 주세요.",
            note="공고일 이후 발급분",
            basis=default("예시"),
        ),
        rows.Slot("extra", "+", "덧붙일 자료", "todo", "#", is_optional=True),
    ]


def _pairs() -> list[rows.Pair]:
    return [
        rows.Pair("과제명", "방문돌봄 일정 최적화", edit="#"),
        rows.Pair("정부지원금", "58,000,000원 (49.15%)", "5,800만원", clause("2-new"), edit="#"),
        rows.Pair("가점 증빙", "답하지 않음 (안 내도 됩니다)", edit="#"),
        rows.Pair("⑦ 중소기업확인서", gap="파일이 없습니다", edit="#"),
        rows.Pair("공급기업의 할 일", "모두 완료", state="done"),
    ]


def _stages() -> list[rows.Stage]:
    return [
        rows.Stage("접수", "4월 29일(월) 16:41", state="done", url="/ui"),
        rows.Stage(
            "고쳐서 다시 제출할 수 있음",
            "4월 30일(화) 18:00까지",
            "우리 회사와 공급기업",
            "아무것도 하지 않아도 됩니다.",
            "now",
            clause("4-window"),
        ),
        rows.Stage("요건검토", "5월 초", "전담기관"),
        rows.Stage("현장평가", "5월 20일(월)부터", "수행기관이 7일 전에 알립니다", basis=default("예시")),
    ]


def _table(*, stack: bool) -> rows.Table:
    heads: list[rows.Head | rows.Words] = ["접수번호", "신청기업", rows.Head("정부지원금", "number"), "상태"]
    body = [
        rows.Row(
            [
                rows.Cell("N-0102", url="#"),
                rows.Cell("소담키친", note="푸드로그"),
                "42,000,000",
                rows.Cell(state="unknown", basis=clause("3(7)")),
            ]
        ),
        rows.Row(
            [rows.Cell("N-0388", url="#"), "그린물류", "58,000,000", rows.Cell(state="not_met", url="#")],
            is_chosen=True,
        ),
        rows.Row([rows.Cell("A-0021", url="#"), "한결에듀", "96,000,000", rows.Cell(state="met")]),
    ]
    foot = [rows.Row(["합계", "3건", "196,000,000", ""], is_sum=True)]
    name = Text("접수된 신청", "Received applications") if stack else Text("신청 순위", "Ranking")
    return rows.Table(
        name, heads, body, "판단 필요 38건 가운데 1~3. 기한이 이른 순서입니다.", clause("4-window"), stack, foot
    )


def _sum() -> list[rows.SumLine]:
    return [
        rows.SumLine("지급한 정부지원금", 58_000_000, "", "협약 1차, 2차"),
        rows.SumLine("인정한 금액", 55_965_085, "−", "불인정 1건을 뺌", clause("2-new")),
        rows.SumLine("돌려줄 돈", 2_034_915, "=", "원 미만 버림", is_total=True),
    ]


def _gauges() -> list[rows.Gauge]:
    return [
        rows.Gauge(
            "정부지원금 비율",
            "50% 이내",
            "49.15%",
            786,
            800,
            "50% 이내입니다",
            "58,000,000 ÷ 118,000,000",
            basis=clause("2-new"),
        ),
        rows.Gauge(
            "정부지원금",
            "신규 최대 6,000만원",
            "6,200만원",
            827,
            800,
            "한도를 200만원 넘었습니다",
            is_over=True,
            basis=clause("2-new"),
        ),
    ]
