"""Whom a line is about: a name as a word, with what Korean joins to it, never as a part of another word."""

import pytest

from gonggo.applications.naming import Named, in_line, in_row, lines_about, rows_about, unclear_lines
from gonggo.kernel.table import written

Y, N, U = Named.YES, Named.NO, Named.UNCLEAR


@pytest.mark.parametrize(
    ("name", "line", "answer"),
    [
        # whole words
        ("이수", "이수", Y),
        ("이수", "이수 책임연구원, 8년", Y),
        ("이수", "- 이수: 설계", Y),
        ("이수", "(이수)", Y),
        ("이수", "김하나·이수·박둘", Y),
        ("이수", "김하나/이수", Y),
        ("이수", "설계는 이수, 개발은 김하나", Y),
        # inside another word
        ("이수", "이수진", N),
        ("이수", "이수진이 개발합니다", N),
        ("이수", "이수진 책임", N),
        ("이수", "교육 과정을 이수하였음", N),
        ("이수", "김이수", N),
        ("이수", "한이수진", N),
        ("김하나", "김하나로정밀", N),
        ("김하나", "새김하나", N),
        ("박세", "박세움은 팀장", N),
        # particles, by the last sound
        ("이수", "이수가 맡습니다", Y),
        ("이수", "이수는 맡습니다", Y),
        ("이수", "이수를 배정", Y),
        ("이수", "이수와 함께", Y),
        ("이수", "이수의 경력", Y),
        ("이수", "이수에게 보고", Y),
        ("이수", "이수로 정함", Y),
        ("김민준", "김민준이 맡습니다", Y),
        ("김민준", "김민준은 맡습니다", Y),
        ("김민준", "김민준을 배정", Y),
        ("김민준", "김민준과 함께", Y),
        ("김민준", "김민준으로 정함", Y),
        ("한별", "한별로 정함", Y),
        ("김민준", "김민준께서는 맡습니다", Y),
        ("김민준", "김민준 등이 맡습니다", Y),
        ("김민준", "김민준등", Y),
        ("김민준", "책임자는 김민준입니다", Y),
        # what one is called by
        ("이수진", "이수진님이", Y),
        ("이수진", "이수진 씨와", Y),
        ("이수진", "이수진씨를", Y),
        ("이수진", "이수진책임연구원은", Y),
        ("이수진", "이수진PM이", Y),
        # of another form
        ("이수진", "이수진(李秀珍)", Y),
        ("이수진", "이\u200b수진", Y),
        ("이수진", "\u110b\u1175\u1109\u116e\u110c\u1175\u11ab은", Y),
        # not to be said
        ("이수", "이수이 맡습니다", U),
        ("이수진", "이수진가 맡습니다", U),
        ("이수진", "이 수진이 맡습니다", U),
        ("이수진", "이 수 진", U),
        ("이수진", "수진 씨가 맡습니다", U),
        ("이수진", "대표이수진", U),
        ("이수진", "수진이 맡습니다", N),
        # a name that is also an ordinary word
        ("이수", "안전교육 이수", U),
        ("이수", "모두 안전교육을 이수, 시험을 통과", U),
        ("이수", "기술자 교육(40시간) 이수를 마침", U),
        ("이수", "개발팀 이수 책임이 맡습니다", Y),
        ("이수", "김하나와 이수", Y),
        ("허준", "개발팀 허준", Y),
        # names in Latin letters
        ("John Smith", "John Smith가 맡습니다", Y),
        ("John Smith", "JOHN  SMITH, lead", Y),
        ("Ann", "Anna leads", N),
        ("Ann", "Joann leads", N),
        ("John Smith", "Smith, John", U),
        ("", "누구나", N),
    ],
)
def test_a_line_is_about_a_person_where_the_name_stands_as_a_word(name, line, answer):
    assert in_line(line, name) is answer


@pytest.mark.parametrize(
    ("name", "others", "line", "answer"),
    [
        ("김민", ["김민이"], "김민이가 맡습니다", N),
        ("김민", ["김민이"], "김민이 맡습니다", N),
        ("김민", [], "김민이 맡습니다", Y),
        ("김민", ["김민이"], "김민이와 김민은 함께", Y),
        ("이수진", ["수진"], "수진 씨가 맡습니다", N),
        ("이수", ["이수진"], "이수진과 이수", Y),
    ],
)
def test_a_longer_name_of_somebody_known_is_theirs(name, others, line, answer):
    assert in_line(line, name, others=others) is answer


@pytest.mark.parametrize(
    ("row", "answer"),
    [
        ({"name": "이수", "role": "설계"}, Y),
        ({"name": " 이수 ", "role": "설계"}, Y),
        ({"name": "이수진", "role": "설계"}, N),
        ({"name": "김하나", "career": "안전교육 이수"}, U),
        ({"name": "김하나", "career": "교육 과정을 이수함"}, N),
        ({"name": "이수 책임", "role": "설계"}, U),
        ({"name": "김하나", "role": "이수와 함께 설계"}, U),
        ({}, N),
    ],
)
def test_a_row_is_about_a_person_where_a_cell_is_the_name(row, answer):
    assert in_row(row, "이수") is answer


def test_only_the_lines_and_rows_of_the_person_are_shown():
    text = "이수: 설계\n이수진: 개발\n김하나와 이수: 시험"
    table = written([{"name": "이수", "role": "설계"}, {"name": "이수진", "role": "개발"}])

    assert lines_about(text, "이수") == "이수: 설계\n김하나와 이수: 시험"
    assert rows_about(table, "이수") == written([{"name": "이수", "role": "설계"}])
    assert list(unclear_lines("이 수: 설계\n이수: 개발", "이수")) == ["이 수: 설계"]
