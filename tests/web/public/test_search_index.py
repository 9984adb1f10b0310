"""The index behind the search page."""

from dataclasses import replace
from datetime import timedelta

import pytest

from gonggo.web.public.search.index import Entry, Hit, Index
from personas import NOW

STOCK = Entry("clause", "#stock", "지원유형", "구매, 발주처럼 재고를 관리하고 고객에게 알립니다.")
SITE = Entry("clause", "#3(7)", "현장평가", "60점 이상을 추천합니다.", names=("3(7)",))
TAX = Entry(
    "faq",
    "/faq#tax",
    "국세를 체납 중인데 신청할 수 있나요?",
    "첫 평가가 시작되기 전에 해소하면 됩니다. 돈을 내야 합니다.",
)
INDEX = Index.of([STOCK, SITE, TAX])


def found(query: str) -> list[str]:
    return [hit.entry.address for hit in INDEX.find(query, at=NOW)]


@pytest.mark.parametrize("query", ["재고관리", "재고를 관리", "재고 관리", "관리 재고", "ㅈㄱㄱㄹ", "ㅈㄱ ㄱㄹ"])
def test_search_for_stock_control_in_any_spacing_finds_it(query):
    assert found(query) == ["#stock"]


def test_search_for_a_word_that_ends_like_a_particle_finds_it_inside_a_longer_word():
    assert found("평가") == ["#3(7)", "/faq#tax"]


def test_search_for_one_syllable_finds_words_that_begin_with_it():
    assert (found("돈"), found("객")) == (["/faq#tax"], [])


def test_search_by_the_id_of_a_clause_puts_that_clause_first():
    assert (found("3(7)"), found("3-(7)")) == (["#3(7)"], ["#3(7)"])


@pytest.mark.parametrize("query", ["", "  ", "()", "없는낱말", "재고 없는낱말"])
def test_search_that_nothing_answers_is_empty(query):
    assert found(query) == []


def test_search_marks_the_words_as_they_were_written():
    hit: Hit = INDEX.find("재고관리", at=NOW)[0]

    assert [piece.text for piece in hit.excerpt if piece.found] == ["재고를 관리"]
    assert "".join(piece.text for piece in hit.excerpt) == STOCK.body


def test_search_excerpt_of_a_long_text_shows_the_place_found():
    long = Entry("post", "/p", "글", "앞말 " * 60 + "바늘 하나 " + "뒷말 " * 60)

    excerpt = "".join(piece.text for piece in Index.of([long]).find("바늘", at=NOW)[0].excerpt)

    assert excerpt.startswith("… ")
    assert "바늘" in excerpt
    assert len(excerpt) < 160


def test_what_goes_up_later_is_not_found_before():
    index = Index.of([replace(STOCK, since=NOW)])

    assert index.find("재고", at=NOW - timedelta(microseconds=1)) == []
    assert len(index.find("재고", at=NOW)) == 1
