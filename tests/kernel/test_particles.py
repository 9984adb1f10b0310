"""Korean words of the house in which the particle agrees with what is put in before it."""

import pytest

from gonggo.kernel.particles import agreeing, filled
from gonggo.kernel.text import Text


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("한빛방문돌봄", "한빛방문돌봄이"),
        ("이음데이터", "이음데이터가"),
        ("과제신청 SS24-N-0002", "과제신청 SS24-N-0002가"),
        ("SS24-N-0013", "SS24-N-0013이"),
        ("8", "8이"),
        ("‘지금 값’", "‘지금 값’이"),
        ("“약도”", "“약도”가"),
        ("한빛(주)", "한빛(주)가"),
        ("Acme", "Acme이(가)"),
        ("", "이(가)"),
    ],
)
def test_the_subject_particle_follows_the_last_sound(word, said):
    assert word + agreeing("이(가)", word) == said


@pytest.mark.parametrize(("word", "said"), [("공급기업", "으로"), ("도입사", "로"), ("서울", "로"), ("10", "으로")])
def test_after_a_vowel_and_after_rieul_one_goes_with_ro(word, said):
    assert agreeing("(으)로", word) == said


def test_what_somebody_typed_stays_as_it_is():
    assert filled("사유: {reason} {company}은(는) 쉽니다.", {"reason": "이(가) {}", "company": "이음"}) == (
        "사유: 이(가) {} 이음은 쉽니다."
    )


def test_a_text_speaks_each_language_and_agrees_in_korean_alone():
    told = Text("{who}을(를) 골랐습니다.", "{who} was chosen.").format(who=Text("공급기업", "The supplier"))

    assert (told.ko, told.en) == ("공급기업을 골랐습니다.", "The supplier was chosen.")


def test_a_fact_that_is_missing_is_an_error():
    with pytest.raises(KeyError):
        filled("{who}이(가) 왔습니다.", {})
