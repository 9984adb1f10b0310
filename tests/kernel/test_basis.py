"""A basis says what kind it is; only a default is marked on the screen."""

import pytest

from gonggo.kernel.basis import Basis, BasisKind, clause, default, source


@pytest.mark.parametrize(
    ("basis", "whole", "marked"),
    [
        (clause("4-window"), Basis(BasisKind.CLAUSE, "4-window"), False),
        (source("행정절차법 제24조"), Basis(BasisKind.SOURCE, "행정절차법 제24조"), False),
        (default("공고에 없음"), Basis(BasisKind.DEFAULT, "공고에 없음"), True),
    ],
)
def test_basis_says_where_a_value_comes_from(basis, whole, marked):
    assert (basis, str(basis), basis.is_default) == (whole, whole.text, marked)


def test_bases_of_two_kinds_with_the_same_words_differ():
    assert clause("x") != default("x")
