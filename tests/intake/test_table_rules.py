"""Tables in a draft: every cell is checked by the door, and one content has one text."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doors import BEFORE, SESSION, OpenDoor, Subject
from gonggo.intake import commands, queries
from gonggo.intake.commands.drafts import DraftForm
from gonggo.intake.door import drafts
from gonggo.intake.draft_faults import BadDraft
from gonggo.intake.draft_rules import FieldRule, checked_value
from gonggo.intake.table_rules import ColumnShape, TableShape, shape_written
from gonggo.kernel.refusal import Refused
from gonggo.kernel.table import rows_of, written
from gonggo.kernel.text import Text

SHAPE = TableShape(
    (
        ColumnShape("line", Text("비목", "Line"), "choice", 20, ("labour", "travel")),
        ColumnShape("content", Text("내용", "Content"), "text", 10),
        ColumnShape("government", Text("정부지원금", "Support"), "won", 13),
        ColumnShape("begins", Text("시작 달", "First month"), "month", 2),
    ),
    3,
)
RULE = FieldRule("money", "table", 400, shape_written(SHAPE))
FORM = DraftForm("smart-service-2024@1", {"budget": RULE})
LINE = {"line": "labour", "content": "두 명", "government": "3000000"}


def kept(value: object) -> str:
    """What the door keeps of ``value``."""
    return json.loads(checked_value("budget", value, RULE))


def refused(value: object) -> tuple[str, dict[str, object]]:
    with pytest.raises(BadDraft) as bad:
        checked_value("budget", value, RULE)
    return bad.value.code, bad.value.facts


def test_rows_are_kept_as_one_text_without_what_is_empty():
    typed = json.dumps([{"government": "3,000,000원", "line": "labour"}, {}, {"content": ""}], indent=2)

    assert kept(typed) == '[{"government":"3000000","line":"labour"}]'
    assert kept("[]") == kept("") == kept("[{}]") == ""


@pytest.mark.parametrize("amount", ["-1", "−1", "1.5", "1e6", "=1+1", "삼천", "1" * 16, "٣", "1\n"])
def test_an_amount_that_is_negative_in_fractions_or_no_number_is_refused_with_row_and_column(amount):
    found = refused(json.dumps([LINE, LINE | {"government": amount}]))

    assert found == ("draft_cell_invalid", {"row": 2, "column": Text("정부지원금", "Support")})


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"content": "가" * 11}, "draft_cell_long"),
        ({"government": "1" * 14}, "draft_cell_long"),
        ({"begins": "100"}, "draft_cell_long"),
        ({"line": "gifts"}, "draft_cell_invalid"),
        ({"content": "\0"}, "draft_cell_invalid"),
        ({"content": None}, "draft_cell_invalid"),
        ({"government": 5}, "draft_cell_invalid"),
        ({"content": "\ud800"}, "draft_value_invalid"),
        ({"total": "1"}, "draft_value_invalid"),
        ({"__proto__": "1"}, "draft_value_invalid"),
    ],
)
def test_what_does_not_belong_into_a_cell_is_refused(cells, code):
    assert refused(json.dumps([LINE | cells]))[0] == code


@pytest.mark.parametrize(
    "text", ["{", "{}", "[1]", "[[]]", '"글"', "null", "[" * 300, "NaN", "?", "[" + "1" * 300 + "]"]
)
def test_what_is_no_table_is_refused(text):
    assert refused(text)[0] == "draft_value_invalid"


def test_more_rows_than_a_table_has_and_a_text_that_is_too_long_are_refused():
    assert refused(json.dumps([LINE] * 4)) == ("draft_rows_many", {"limit": 3, "rows": 4})
    assert refused(" " * 401)[0] == "draft_too_long"


def test_a_formula_is_a_text_like_any_other():
    assert rows_of(kept(json.dumps([{"content": "=cmd|x"}]))) == [{"content": "=cmd|x"}]


CELLS = st.dictionaries(st.sampled_from(["line", "content", "government", "begins", "total"]), st.text(max_size=14))


@given(
    st.one_of(st.text(max_size=60), st.lists(CELLS, max_size=4).map(lambda rows: json.dumps(rows, ensure_ascii=False)))
)
def test_anything_is_either_refused_with_a_code_or_kept_as_its_one_text(value):
    try:
        once = kept(value)
    except BadDraft:
        return
    assert kept(once) == once == written(rows_of(once))
    for row in rows_of(once):
        assert set(row) <= {column.key for column in SHAPE.columns}
        assert row.get("line", "labour") in {"labour", "travel"}
        assert int(row.get("government", "0")) >= 0


@pytest.fixture(autouse=True)
def no_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "PACE", 0.0)


def to_save(subject: Subject) -> str:
    return commands.grant_draft(
        subject.ref,
        form=FORM,
        party=subject.lead,
        section="money",
        actor=subject.actor,
        session_key=SESSION,
        at=BEFORE,
    )


def test_the_door_keeps_a_table_and_answers_at_its_field_for_one_that_it_does_not(door: OpenDoor, subject: Subject):
    right = to_save(subject)

    saved = door.save(right, {"budget": json.dumps([LINE])})
    bad = door.save(right, {"budget": json.dumps([LINE | {"government": "-1"}])})

    assert (saved.status, saved.json["revisions"]) == (200, {"budget": 1})
    assert (bad.status, bad.json["field"], bad.json["code"]) == (422, "budget", "draft_cell_invalid")
    assert bad.json["says"]["ko"].startswith("1번째 줄의 ‘정부지원금’")
    assert bad.json["says"]["en"].startswith("Row 1, “Support”")
    assert queries.drafts(subject.ref)[subject.lead]["budget"].value == written([LINE])


def test_the_house_keeps_the_same_text_for_a_page_without_the_script(subject: Subject):
    to_save(subject)
    save = {"form": FORM, "party": subject.lead, "section": "money", "base": {}, "by": subject.actor, "at": BEFORE}

    commands.save_draft(subject.ref, values={"budget": json.dumps([LINE, {}])}, **save)
    with pytest.raises(Refused) as no:
        commands.save_draft(subject.ref, values={"budget": json.dumps([{"line": "gifts"}])}, **save)

    assert (no.value.code, no.value.field) == ("draft_cell_invalid", "budget")
    assert queries.drafts(subject.ref)[subject.lead]["budget"].value == written([LINE])
