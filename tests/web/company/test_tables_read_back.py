"""Tables of a filled form read back into the answers: the round trip, and forms that somebody worked on by hand."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hwpx import HwpxDocument

from gonggo.kernel.table import rows_of, written
from web.company.test_forms import got, page, read, standing
from world import a_draft, write

pytestmark = pytest.mark.django_db(databases=["default", "door"])

BUDGET = [
    {"line": "labour", "content": "설계", "ground": "두 명\n석 달", "government": "12000000", "cash": "3000000"},
    {"line": "labour", "content": "개발", "ground": "세 명", "government": "1234567", "in_kind": "9000000"},
]
KPI = [{"indicator": "취소율", "now": "9%", "target": "5%", "measured": "예약 기록"}]
STAFF = [{"name": "김하나", "unit": "생산팀", "role": "책임", "share": "30", "career": "10년\n품질"}]
SCHEDULE = [
    {"work": "설계", "by": "both", "begins": "1", "ends": "2"},
    {"work": "구축", "by": "supplier", "begins": "2", "ends": "6"},
]
TABLES = {
    "plan-indicators": written(KPI),
    "plan-staff": written(STAFF),
    "plan-schedule": written(SCHEDULE),
    "budget": written(BUDGET),
}
AT = {"plan-indicators": "지표", "plan-staff": "이름", "plan-schedule": "할 일", "budget": "비목"}


def written_case():
    case = a_draft()
    write(case, case.adopter, {**TABLES, "plan-months": "6"})
    return case


def opened(content: bytes) -> HwpxDocument:
    return HwpxDocument.open(io.BytesIO(content))


def table(document: HwpxDocument, key: str):
    """The table of the form that the question answers, found by its first head."""
    return next(one for one in document.tables.all if one.cell(0, 0).text == AT[key] and one.column_count > 2)


def take(case, shown):
    posted = {f"value.{one.key}": one.value for one in shown.taken}
    posted |= {f"base.{one.key}": one.revision for one in shown.taken}
    return case.adopter.client.post(page(case, "form-1", "take"), {**posted, "take": [o.key for o in shown.taken]})


def report(shown) -> dict[str, str]:
    return {row.cells[0]: row.cells[1].text for row in shown.report.rows}


@pytest.mark.clause("4-forms-download")
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_form_that_was_downloaded_gives_back_the_tables_it_was_filled_with(language):
    case = written_case()
    client = case.adopter.client
    client.cookies["language"] = language
    content = client.get(page(case, "form-1", "now.hwpx")).content
    heads = [one.cell(0, 0).text for one in opened(content).tables.all]
    assert {"ko": "할 일", "en": "Work"}[language] in heads
    write(case, case.adopter, {**dict.fromkeys(TABLES, ""), "plan-months": "6"})

    shown = client.post(page(case, "form-1", "read"), {"file": SimpleUploadedFile("1.hwpx", content)}).context["page"]
    answer = take(case, shown)

    assert [one.key for one in shown.taken] == list(TABLES)
    assert all(one.is_chosen and one.is_now_table for one in shown.taken)
    assert answer.status_code == 302
    now = standing(case)
    assert {key: now[key] for key in TABLES} == TABLES


def test_a_form_as_it_stands_says_of_each_table_that_it_is_the_same_and_counts_its_rows():
    case = written_case()

    shown = read(case, got(case, "now.hwpx")).context["page"]

    said = report(shown)
    assert shown.taken == []
    assert said["7.1 사업비 내역(원)"] == "표의 2줄 중 2줄을 읽었습니다. 지금 쓴 답과 같습니다"
    assert said["7.1 사업비 내역(원) · 3번째 줄"].startswith("합계라 옮기지 않습니다.")
    assert said["9.4 투입인력"] == "이 화면에서 바꾸는 항목이 아닙니다"
    assert "표 5개 중 5개를 찾았습니다" in shown.count


def test_amounts_choices_and_months_are_read_as_people_write_them():
    case = written_case()
    document = opened(got(case, "now.hwpx"))
    budget, schedule = table(document, "budget"), table(document, "plan-schedule")
    label = budget.cell(1, 0).text
    budget.set_cell_text(1, 0, f" {label.replace(' ', '')} ")
    budget.set_cell_text(1, 3, "₩ 12,500,000")
    budget.set_cell_text(1, 4, "３，０００，０００ 원")
    budget.set_cell_text(1, 5, "-")
    schedule.set_cell_text(1, 1, "함 께")
    schedule.set_cell_text(1, 3, "3개월")
    schedule.set_cell_text(2, 2, "month 4")

    shown = read(case, document.to_bytes()).context["page"]

    taken = {one.key: rows_of(one.value) for one in shown.taken}
    assert taken == {
        "budget": [{**BUDGET[0], "government": "12500000"}, BUDGET[1]],
        "plan-schedule": [{**SCHEDULE[0], "ends": "3"}, {**SCHEDULE[1], "begins": "4"}],
    }
    assert report(shown)["7.1 사업비 내역(원) · 3번째 줄"].startswith("합계로 보아 옮기지 않습니다.")
    assert [one.is_chosen for one in shown.taken] == [False, False]


def test_a_row_that_the_door_would_refuse_is_named_with_its_column_and_left_out_whole():
    case = written_case()
    document = opened(got(case, "now.hwpx"))
    budget, staff = table(document, "budget"), table(document, "plan-staff")
    budget.set_cell_text(1, 3, "약 천만원")
    budget.set_cell_text(2, 4, "-1,000")
    staff.set_cell_text(2, 0, "이둘")
    staff.set_cell_text(2, 4, "가" * 301)
    staff.set_cell_text(3, 0, "박셋")

    shown = read(case, document.to_bytes()).context["page"]

    said = report(shown)
    assert {one.key: rows_of(one.value) for one in shown.taken} == {"plan-staff": [*STAFF, {"name": "박셋"}]}
    assert said["7.1 사업비 내역(원)"].endswith("가져올 수 있는 줄이 없습니다")
    assert said["7.1 사업비 내역(원) · 1번째 줄 · 정부지원금"].startswith("“약 천만원”: 읽을 수 없어")
    assert said["7.1 사업비 내역(원) · 2번째 줄 · 민간 현금"].startswith("“-1,000”: 읽을 수 없어")
    assert said["6.5 도입기업 참여인력 · 2번째 줄 · 경력 요약"].startswith("300자까지 적을 수 있는데 301자입니다.")
    told = [row.cells[1].text for row in shown.report.rows if row.cells[0] == "6.5 도입기업 참여인력"]
    assert told[0].startswith("표의 3줄 중 2줄을 읽었습니다.")
    assert "3번째 줄의 ‘소속’이 비어 있습니다." in told[1]


def test_columns_in_another_order_renamed_or_added_are_read_by_their_heads():
    case = written_case()
    document = opened(got(case, "now.hwpx"))
    indicators = table(document, "plan-indicators")
    for row in range(2):
        first, second = indicators.cell(row, 1).text, indicators.cell(row, 2).text
        indicators.set_cell_text(row, 1, second)
        indicators.set_cell_text(row, 2, first)
    indicators.set_cell_text(0, 3, "비고")

    shown = read(case, document.to_bytes()).context["page"]

    without = {key: cell for key, cell in KPI[0].items() if key != "measured"}
    assert {one.key: rows_of(one.value) for one in shown.taken} == {"plan-indicators": [without]}
    said = report(shown)
    assert said["6.2 성과지표 · 재는 방법"] == "파일의 표에 이 칸이 없습니다"
    assert said["6.2 성과지표 · 비고"] == "서식의 표에 없는 칸이라 읽지 않았습니다"


def test_a_row_with_merged_cells_is_left_out_and_more_rows_than_there_may_be_are_too():
    case = written_case()
    document = opened(got(case, "now.hwpx"))
    budget, indicators = table(document, "budget"), table(document, "plan-indicators")
    budget.merge_cells(1, 1, 1, 2)
    many = [{**KPI[0], "indicator": f"지표 {at}"} for at in range(1, 13)]
    indicators.insert_rows(1, len(many) - 1)
    for at, row in enumerate(many, start=1):
        indicators.set_cell_text(at, 0, row["indicator"])

    shown = read(case, document.to_bytes()).context["page"]

    taken = {one.key: rows_of(one.value) for one in shown.taken}
    assert taken == {"budget": BUDGET[1:], "plan-indicators": many[:10]}
    said = report(shown)
    assert said["7.1 사업비 내역(원) · 1번째 줄"].startswith("칸이 합쳐졌거나 나뉘어 있어")
    assert said["6.2 성과지표 · 11번째 줄"].startswith("10줄까지 적을 수 있어")
    assert said["6.2 성과지표 · 12번째 줄"].startswith("10줄까지 적을 수 있어")


def test_of_two_tables_with_the_same_heads_each_is_known_by_the_heading_above_it():
    case = written_case()
    document = opened(got(case, "now.hwpx"))
    own = table(document, "plan-staff")
    partners = [one for one in document.tables.all if one.cell(0, 0).text == "이름"][-1]
    partners.set_cell_text(1, 0, "남의 사람")
    own.set_cell_text(0, 0, "성명을 지움")
    for column in range(1, 5):
        own.set_cell_text(0, column, "")

    shown = read(case, document.to_bytes()).context["page"]

    assert [one.key for one in shown.taken] == []
    assert report(shown)["6.5 도입기업 참여인력"] == "파일에서 이 표를 찾지 못했습니다"


def test_a_table_that_is_none_of_the_forms_is_named_among_what_was_not_read():
    case = written_case()
    document = opened(got(case, "now.hwpx"))
    own = document.add_table(2, 3)
    for column, head in enumerate(("위험", "정도", "대책")):
        own.set_cell_text(0, column, head)
        own.set_cell_text(1, column, "있음")

    shown = read(case, document.to_bytes()).context["page"]

    assert shown.unknown == ("위험 · 정도 · 대책",)
