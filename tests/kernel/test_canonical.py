"""Our canonical JSON is RFC 8785's, for the values that we sign."""

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from gonggo.kernel.canonical import NotCanonical, canonical

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_canonical_of_any_value_equals_the_reference_library(value):
    assert canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize("value", [1.5, 2**53, -(2**53), {"a": {1: "b"}}, ["\ud800"], b"bytes", {1, 2}])
def test_canonical_of_a_value_that_we_never_sign_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical(value)
