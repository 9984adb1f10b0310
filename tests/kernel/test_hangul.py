"""Folding of Korean text."""

import unicodedata

import pytest

from gonggo.kernel import hangul


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("재고를 관리", "재고관리"),
        ("재고 관리", "재고관리"),
        ("재고관리", "재고관리"),
        ("도입기업은 공급기업과 함께", "도입기업공급기업함께"),
        ("Big-Data를 AI로", "bigdata를ai로"),
        ("돈을", "돈을"),
        ("평가", "평가"),
        ("", ""),
    ],
)
def test_fold_of_a_written_text_leaves_stems_without_spaces(written, folded):
    assert hangul.fold(written).text == folded


def test_fold_of_decomposed_hangul_equals_that_of_composed():
    assert hangul.fold(unicodedata.normalize("NFD", "사업계획서를")) == hangul.fold("사업계획서를")


def test_fold_remembers_where_each_character_stood():
    folded = hangul.fold("재고를 관리")

    assert (folded.places, folded.starts) == ((0, 1, 4, 5), frozenset({0, 2}))


def test_fold_that_keeps_particles_changes_no_word_that_only_looks_as_if_it_had_one():
    assert hangul.fold("현장평가", particles=True).text == "현장평가"


def test_initials_of_a_word_are_its_first_consonants():
    assert (hangul.initials("재고관리"), hangul.initials("ai로")) == ("ㅈㄱㄱㄹ", "aiㄹ")


@pytest.mark.parametrize(("typed", "answer"), [("ㅈㄱㄱㄹ", True), ("ㅈㄱ ㄱㄹ", True), ("ㅈ", False), ("재ㄱ", False)])
def test_initials_are_recognised_where_only_consonants_are_typed(typed, answer):
    assert hangul.are_initials(typed) is answer
