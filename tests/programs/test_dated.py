"""Dates in words are read from the window in force; what names nothing is a finding."""

import copy
from datetime import datetime

import pytest

from gonggo.kernel.basis import source
from gonggo.kernel.clock import SEOUL
from gonggo.kernel.text import Text
from gonggo.programs.dated import dated, nameless
from gonggo.programs.extending import Extension, extended
from gonggo.programs.finding import ProgramBroken
from gonggo.programs.loading import LIBRARY, from_tree, read_tree

TREE = {
    "window": {
        "application": {
            "clause": "4-window",
            "opens": "2024-04-01T00:00:00+09:00",
            "closes": "2024-04-30T18:00:00+09:00",
        },
        "consulting": {"opens": "2024-04-01T09:30:00+09:00", "closes": "2024-04-23T00:00:00+09:00"},
    },
    "moment": {"helpline.ends": {"at": "2024-04-30T17:00:00+09:00"}},
}


def said(words: str, language: str = "ko") -> str:
    return dated(TREE | {"says": {language: words}})["says"][language]


@pytest.mark.parametrize(
    ("words", "ko", "en"),
    [
        ("[[application.closes]]까지", "4월 30일(화) 18:00까지", "Tue 30 April 2024 18:00까지"),
        ("[[application.opens]]", "4월 1일(월)", "Mon 1 April 2024"),
        ("[[consulting.opens]]", "4월 1일(월) 09:30", "Mon 1 April 2024 09:30"),
        ("[[consulting.closes]]", "4월 22일(월)", "Mon 22 April 2024"),
        ("[[application.hour]] 정각", "18:00 정각", "18:00 정각"),
        ("[[helpline.ends]]", "4월 30일(화) 17:00", "Tue 30 April 2024 17:00"),
        ("[[application.opens]] ~ [[application.closes]]", "4월 1일(월) ~ 4월 30일(화) 18:00", None),
        ("[[nothing.closes]]", "[[nothing.closes]]", "[[nothing.closes]]"),
        ("[application.closes] {closes}", "[application.closes] {closes}", None),
    ],
)
def test_a_token_says_the_instant_as_people_read_it(words, ko, en):
    assert said(words) == ko
    assert en is None or said(words, "en") == en


def test_only_words_are_read_and_the_tree_itself_is_left_alone():
    tree = TREE | {"key": "[[application.closes]]", "rows": [{"ko": "[[application.hour]]"}]}
    before = copy.deepcopy(tree)

    assert (dated(tree)["key"], dated(tree)["rows"]) == ("[[application.closes]]", [{"ko": "18:00"}])
    assert tree == before


def test_a_token_that_names_nothing_is_found_with_its_place():
    tree = TREE | {"stage": [{"when": {"ko": "[[applcation.closes]]", "en": "[[application.closes]]"}}]}

    assert list(nameless(tree)) == [(("stage", 0, "when", "ko"), "applcation.closes")]


def test_a_folder_with_such_a_token_is_refused_and_says_which():
    tree, origins = read_tree(LIBRARY / "smart-service-2024")
    tree = copy.deepcopy(tree)
    tree["stage"][0]["when"]["ko"] = "[[application.ends]]까지"

    with pytest.raises(ProgramBroken) as broken:
        from_tree(tree, origins)

    assert [(one.file, one.key, one.code) for one in broken.value.findings] == [
        ("dates.toml", "stage.1.when.ko", "not_there")
    ]


@pytest.mark.clause("4-window", "A2-window")
def test_an_extension_moves_the_words_and_a_clause_says_it_beside_its_own():
    tree, _ = read_tree(LIBRARY / "smart-service-2024")
    told = Extension(datetime(2024, 5, 2, 20, tzinfo=SEOUL), Text("장애", "outage"), source("규칙"), True)
    made = from_tree(extended(tree, told, issued_on=datetime(2024, 5, 1, tzinfo=SEOUL).date()))

    when = {stage.key: stage.when for stage in made.stages}
    assert when["pool"] == Text("5월 2일(목) 20:00까지", "until Thu 2 May 2024 20:00")
    assert made.clause("4-window").words == Text(
        "2024년 4월 1일부터 4월 30일 18:00까지. 연장공고로 5월 2일(목) 20:00까지.",
        "1 April to 30 April 2024, 18:00. Extended until Thu 2 May 2024 20:00.",
    )
    assert made.clause("A1-window").words == from_tree(tree).clause("A1-window").words
