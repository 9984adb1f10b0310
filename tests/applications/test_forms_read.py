"""What a filled form says, read as the answer that the page would have saved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonggo.applications.forms_read import as_answer, rows_read
from gonggo.applications.tables import cell_read
from gonggo.documents.forms import ReadRow
from gonggo.kernel.table import rows_of, written
from gonggo.programs.definition import QuestionKind
from gonggo.programs.loading import LIBRARY, read

PROGRAM = read(LIBRARY / "smart-service-2024")
BUDGET, TITLE = PROGRAM.question("budget"), PROGRAM.question("task-title")
LINES = [choice.key for choice in PROGRAM.cell_choices(BUDGET.table.columns[0], "adopter")]
WON = st.integers(0, 10**12).map(str)


@pytest.mark.parametrize(
    ("kind", "said", "answer"),
    [
        (QuestionKind.DATE, "2024-04-01", "2024-04-01"),
        (QuestionKind.DATE, "2024. 4. 1.", "2024-04-01"),
        (QuestionKind.DATE, "2024년 4월 1일", "2024-04-01"),
        (QuestionKind.DATE, "２０２４/４/１", "2024-04-01"),
        (QuestionKind.DATE, "4월 1일", "4월 1일"),
        (QuestionKind.WON, "₩1,000", "1000"),
        (QuestionKind.WON, "KRW 1,000", "1000"),
        (QuestionKind.WON, "１，０００ 원", "1000"),
        (QuestionKind.WON, "천원", "천원"),
        (QuestionKind.WHOLE, "12", "12"),
        (QuestionKind.TEXT, "1,000원", "1,000원"),
    ],
)
def test_a_field_is_read_as_people_write_its_kind_and_left_as_it_is_where_it_cannot_be(kind, said, answer):
    assert as_answer(TITLE.model_copy(update={"kind": kind}), said) == answer


@given(
    st.lists(
        st.fixed_dictionaries(
            {"line": st.sampled_from(LINES), "content": st.just("설계")},
            optional={"government": WON, "cash": WON, "in_kind": WON},
        ),
        max_size=20,
    ),
    st.sampled_from(["ko", "en"]),
)
def test_rows_as_people_read_them_are_read_as_the_rows_they_were(rows, language):
    said = [
        ReadRow(
            place,
            tuple(
                cell_read(PROGRAM, "adopter", one, row.get(one.key, "")).said(language) for one in BUDGET.table.columns
            ),
        )
        for place, row in enumerate(rows, start=1)
    ]

    found = rows_read(PROGRAM, "adopter", BUDGET, said)

    assert (found.value, found.left) == (written(rows), ())


def test_a_sum_is_never_a_row_wherever_it_stands_and_whatever_it_says():
    line = (PROGRAM.cell_choices(BUDGET.table.columns[0], "adopter")[0].label.ko, "설계", "두 명", "1,000", "", "", "")
    total = [("합계", "", "", "2,000", "", "", ""), ("", "", "", "1,000", "", "", "")]
    rows = [ReadRow(place, row) for place, row in enumerate([line, *total], start=1)]

    found = rows_read(PROGRAM, "adopter", BUDGET, rows)

    assert [row["government"] for row in rows_of(found.value)] == ["1000"]
    assert [(one.place, one.code) for one in found.left] == [(2, "other_total"), (3, "total")]
