"""Questions that are answered in rows: without a script, at their limits, and as everybody reads them."""

import os
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gonggo.applications import commands
from gonggo.applications.budget import parts_of_sealed, watched_part
from gonggo.kernel.table import rows_of, written
from gonggo.programs.definition import ColumnKind
from personas import NOW
from web.company.test_writing import page, standing
from world import a_budget, a_complete_draft, a_draft, write

pytestmark = pytest.mark.django_db(databases=["default", "door"])
KPI = {"indicator": "취소율", "now": "9%", "target": "5%", "measured": "예약 기록"}
GENERATED = 1_000 if os.environ.get("GONGGO_PROOF") == "1" else 30


def posted(key: str, *rows: dict[str, str], **more: str) -> dict[str, str]:
    """What a form sends of these rows."""
    cells = {f"{key}.{place}.{column}": cell for place, row in enumerate(rows) for column, cell in row.items()}
    return cells | more


def names(said: str, key: str) -> set[str]:
    """The rows of the table that the page offers to fill."""
    return set(re.findall(rf'name="{key}\.([0-9]+)\.', said))


def test_a_row_is_added_and_taken_away_by_buttons_without_a_script():
    consortium = a_draft()
    client, goal = consortium.adopter.client, page(consortium, "goal")
    assert names(client.get(goal).content.decode(), "plan-indicators") == {"0"}

    added = client.post(goal, posted("plan-indicators", KPI, row="add:plan-indicators"))

    assert (added.status_code, added["Location"]) == (302, f"{goal}#id_plan-indicators")
    assert names(client.get(goal).content.decode(), "plan-indicators") == {"0", "1"}
    begun = {"base.plan-indicators": "1"}
    two = posted("plan-indicators", KPI, KPI | {"indicator": "재방문"})
    client.post(goal, two | begun | {"row": "drop:plan-indicators:0"})
    assert rows_of(standing(consortium)["plan-indicators"]) == [KPI | {"indicator": "재방문"}]


@pytest.mark.parametrize(
    ("section", "key", "row", "words"),
    [
        ("money", "budget", {"government": "-1"}, "1번째 줄의 ‘정부지원금’"),
        ("money", "budget", {"cash": "10.5"}, "1번째 줄의 ‘민간 현금’"),
        ("money", "budget", {"line": "gifts"}, "1번째 줄의 ‘비목’"),
        ("money", "budget", {"quote": "statements-of-another"}, "1번째 줄의 ‘견적서가 든 서류’"),
        ("goal", "plan-indicators", {"indicator": "가" * 61}, "60자를 넘어"),
        ("schedule", "plan-schedule", {"begins": "둘째"}, "1번째 줄의 ‘시작 달’"),
        ("goal", "plan-indicators", {"status": "selected"}, "형식에 맞지 않는"),
    ],
)
def test_what_a_cell_cannot_hold_is_refused_at_the_table_and_stays_on_the_page(section, key, row, words):
    consortium = a_draft()

    answer = consortium.adopter.client.post(page(consortium, section), posted(key, row))

    said, typed = answer.content.decode(), next(iter(row.values()))
    assert answer.status_code == 422
    assert words in answer.context["page"].form.errors[key][0]
    assert f'href="#id_{key}"' in said
    assert (key == "budget" and "line" in row) or "quote" in row or "status" in row or f'value="{typed}"' in said
    assert standing(consortium) == {}


def test_more_rows_than_there_may_be_are_refused():
    consortium = a_draft()

    answer = consortium.adopter.client.post(page(consortium, "goal"), posted("plan-indicators", *[KPI] * 11))

    assert "10줄을 넘어" in answer.context["page"].form.errors["plan-indicators"][0]


def test_a_row_that_is_half_filled_is_saved_without_complaint_and_the_check_names_its_empty_cell():
    consortium = a_draft()
    half = {"indicator": "취소율"}

    answer = consortium.adopter.client.post(page(consortium, "goal"), posted("plan-indicators", half, go="stay"))

    assert (answer.status_code, rows_of(standing(consortium)["plan-indicators"])) == (302, [half])
    checked = consortium.adopter.client.get(f"/company/applications/{consortium.id}/check").content.decode()
    assert "1번째 줄의 ‘지금 값’이 비어 있습니다" in checked


def test_a_schedule_outside_the_agreed_months_is_said_at_its_table_and_one_within_is_drawn():
    consortium = a_draft()
    client, place = consortium.adopter.client, page(consortium, "schedule")
    step = {"work": "시험 & 교육", "by": "both", "begins": "2", "ends": "5"}

    late = client.post(place, posted("plan-schedule", step, **{"plan-months": "4"}))
    client.post(place, posted("plan-schedule", step, **{"plan-months": "5", "base.plan-months": "1"}))

    assert "4를 넘습니다" in late.context["page"].form.errors["plan-schedule"][0]
    said = client.get(place).content.decode()
    assert said.count('role="img"') == 2  # for wide pages and for a phone
    assert "시험 &amp; 교육</text>" in said


def test_totals_are_those_of_the_lines_also_where_a_form_claims_others():
    consortium = a_draft()
    lines = rows_of(a_budget(government="40000000")) + rows_of(a_budget(government="10000000", cash="0", in_kind="0"))

    consortium.adopter.client.post(
        page(consortium, "money"), posted("budget", *lines, government="1", total="1", cash="1")
    )

    checked = consortium.adopter.client.get(f"/company/applications/{consortium.id}/check").content.decode()
    assert set(standing(consortium)) == {"budget"}
    for said in ("50,000,000원", "5,000만원", "110,000,000원", "45.45%"):
        assert said in checked


def test_two_tables_of_one_question_are_shown_as_tables_and_either_can_be_chosen():
    consortium = a_draft()
    mine, theirs = consortium.adopter.client, consortium.colleague.client
    place = page(consortium, "goal")
    theirs.post(place, posted("plan-indicators", KPI))
    mine.post(place, posted("plan-indicators", KPI | {"target": "3%"}))

    said = mine.get(place).content.decode()
    mine.post(f"{place}/keep", {"question": "plan-indicators", "choice": "mine"})

    assert re.search(r"먼저 고쳤습니다.*<table.*3%.*</table>.*<table.*5%.*</table>", said, re.DOTALL)
    assert rows_of(standing(consortium)["plan-indicators"]) == [KPI | {"target": "3%"}]


def test_what_is_typed_is_text_wherever_it_is_read():
    consortium = a_draft()
    write(consortium, consortium.adopter, {"plan-indicators": written([KPI | {"indicator": "<script>=1+1"}])})

    for place in (page(consortium, "goal"), f"/company/applications/{consortium.id}/check"):
        said = consortium.adopter.client.get(place).content.decode()
        assert "<script>=1" not in said
        assert "&lt;script&gt;=1+1" in said


@st.composite
def anything(draw, section):
    """What somebody might send to a page: its own names and others, rows of any number, any text."""
    asked = {question.key: question for question in section.questions}
    sent = {key: draw(st.text(max_size=40)) for key in asked if draw(st.booleans())}
    for key, question in asked.items():
        columns = {one.key: one for one in question.table.columns} if question.table else {}
        for place in draw(st.lists(st.integers(0, 30), max_size=3)) if columns else ():
            for column, one in columns.items():
                amounts = st.integers(-(10**20), 10**20).map(str) if one.kind is ColumnKind.WON else st.nothing()
                choice = st.sampled_from(["labour", "both", "plan", "1", "6"])
                sent[f"{key}.{place}.{column}"] = draw(st.one_of(st.text(max_size=30), amounts, choice))
    return sent | draw(st.dictionaries(st.sampled_from(["row", "go", "base.budget", "status"]), st.text(max_size=12)))


@pytest.mark.proof
@pytest.mark.parametrize("key", ["goal", "organisation", "schedule", "money"])
def test_generated_input_is_never_a_fault_and_never_saved_when_it_is_invalid(key):
    consortium = a_draft()
    section = next(one for one in consortium.program.sections if one.key == key)
    shapes = {one.key: one.table for one in section.questions if one.table}

    @settings(max_examples=GENERATED, deadline=None, suppress_health_check=list(HealthCheck))
    @given(anything(section))
    def sent(fields):
        before = standing(consortium)
        answer = consortium.adopter.client.post(page(consortium, key), fields)
        assert answer.status_code in {302, 422}
        if answer.status_code == 422 and "저장하지 않았습니다" in str(answer.context["page"].form.errors):
            assert standing(consortium) == before
        for question, table in shapes.items():
            rows = rows_of(standing(consortium).get(question, ""))
            assert len(rows) <= table.most_rows
            numbers = {
                one.key for one in table.columns if one.kind in {ColumnKind.WON, ColumnKind.WHOLE, ColumnKind.MONTH}
            }
            assert all(cell.isascii() and cell.isdecimal() for row in rows for at, cell in row.items() if at in numbers)

    sent()


@pytest.mark.clause("3(4)")
def test_the_share_of_equipment_is_a_mark_of_ours_and_the_page_says_that_the_notice_has_no_limit():
    consortium = a_draft()
    line = {"line": "equipment-materials", "content": "서버", "ground": "두 대"}
    write(consortium, consortium.adopter, {"budget": written([row | line for row in rows_of(a_budget())])})

    answer = consortium.adopter.client.get(page(consortium, "money"))
    said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))

    watched = consortium.program.money.watched
    assert (watched.basis.kind, watched.above.basis.kind) == ("clause", "default")
    assert "100.00%" in said
    assert "50%를 넘어 담당자가 살펴봅니다" in said
    assert re.search(r'class="r noted" data-gauge="watched".*?class="g-st wait"', answer.content.decode(), re.DOTALL)
    assert f"{watched.label.ko}의 한도 공고에는 이 비중의 한도가 없습니다. 50%는" in said
    assert "넘어도 제출할 수 있습니다" in said


@pytest.mark.clause("3(4)")
def test_a_budget_of_nothing_but_equipment_is_sealed_for_an_officer_decides():
    consortium = a_complete_draft()
    line = {"line": "equipment-materials", "content": "서버", "ground": "두 대"}
    write(consortium, consortium.adopter, {"budget": written([row | line for row in rows_of(a_budget())])})

    revision = commands.seal(application_id=consortium.id, by=consortium.adopter.actor, at=NOW)

    found = watched_part(consortium.program, parts_of_sealed(consortium.program, revision.content))
    assert (found.share, found.part) == (1, found.whole)
